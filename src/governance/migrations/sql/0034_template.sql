-- The house style and the letters of an organisation, in Word: every file that was handed in is a
-- version of its own and stays; at most one of each name is in use.
create table template (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    name varchar(80) not null,
    title varchar(200) not null,
    number integer not null,
    file uuid not null unique references stored_file (id),
    sha256 varchar(64) not null,
    made_at timestamptz not null,
    made_by uuid not null,
    made_by_function varchar(200) not null,
    in_use_since timestamptz,
    constraint template_number unique (organisation, name, number)
);
create index template_organisation on template (organisation);
create index template_sha256 on template (sha256);
create unique index template_in_use on template (organisation, name) where in_use_since is not null;
alter table regional_report add column made_with varchar(300) not null default '';
