-- What an authority decided: to agree or not. The default stays, so that the previous version
-- still writes: until now only decisions to agree could be recorded.
alter table decision add column outcome varchar(10) not null default 'agreed';
alter table decision add constraint decision_outcome check (outcome in ('agreed', 'declined'));
