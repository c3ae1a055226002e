-- Who each line may be shown to. The default stays, so that the previous version still writes.
alter table stored_file add column audience varchar(20) not null default 'committee';
alter table commitment_line add column audience varchar(20) not null default 'committee';
alter table report add column audience varchar(20) not null default 'committee';
alter table regional_report add column audience varchar(20) not null default 'committee';
