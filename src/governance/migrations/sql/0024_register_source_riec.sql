-- Areas that were read without the RIEC are read again where the RIEC are wanted too.
alter table register_source add column riec boolean not null default false;
