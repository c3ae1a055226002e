-- What a person is and may be: details that can be taken away, roles for a region or the whole
-- service, standing in for somebody, invitations, and where a session comes from.
-- Defaults stay, so that the previous version still writes.
alter table person add column name varchar(200) not null default '';
alter table person add column email varchar(254) not null default '';
alter table person add column kind varchar(20) not null default 'human';
alter table person add column erased_at timestamptz;
alter table person add constraint person_kind check (kind in ('human', 'machine'));
create unique index person_email on person (lower(email)) where email <> '';

alter table role_assignment add column grouping uuid references grouping (id);
alter table role_assignment add column stands_in_for uuid references role_assignment (id);
create index role_assignment_grouping on role_assignment (grouping);
create index role_assignment_stands_in_for on role_assignment (stands_in_for);
alter table role_assignment drop constraint role_assignment_check;
alter table role_assignment drop constraint role_assignment_check1;
alter table role_assignment add constraint role_assignment_period
    check (valid_until is null or valid_until > valid_from);
-- For an organisation, a region or a committee; what is for the whole service is for none.
alter table role_assignment add constraint role_assignment_held_for check (
    num_nonnulls(organisation, "grouping", committee)
    = case when kind in ('system_administrator') then 0 else 1 end
);

alter table session add column confirmed_at timestamptz;
alter table session add column method varchar(20) not null default 'password';
alter table session add column address varchar(64) not null default '';
alter table session add column device varchar(120) not null default '';

create table invitation (
    id uuid primary key,
    person uuid not null references person (id),
    token_hash bytea not null unique,
    made_by uuid not null references person (id),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    used boolean not null
);
create index invitation_person on invitation (person);
create index invitation_made_by on invitation (made_by);
-- One invitation of a person is open at a time.
create unique index invitation_open on invitation (person) where ended_at is null;
