-- A reorganisation (herindeling) is one act: what it did in the trail names it as its cause.
create table reorganisation (
    id uuid primary key,
    happens_on date not null,
    made_at timestamptz not null,
    made_by uuid not null,
    made_by_function varchar(200) not null
);
alter table succession add column reorganisation uuid references reorganisation (id);
create index succession_reorganisation on succession (reorganisation);
