-- Finding and working through commitments: a priority for each line, changed for many at once with
-- the way back, and lists that people keep under a name.
alter table commitment_line add column priority varchar(8) not null default 'normal';
create index milestone_line_open on milestone_line (commitment_line, position)
    where state not in ('done', 'lapsed');

create table saved_view (
    id uuid primary key,
    version integer not null,
    person uuid not null references person (id),
    organisation uuid references organisation (id),
    name varchar(120) not null,
    sort_key varchar(140) not null,
    query text not null
);
create index saved_view_person on saved_view (person);
create index saved_view_organisation on saved_view (organisation);
create unique index saved_view_own on saved_view (person, sort_key) where organisation is null;
create unique index saved_view_shared on saved_view (organisation, sort_key)
    where organisation is not null;

create table priority_change (
    id uuid primary key,
    version integer not null,
    made_at timestamptz not null,
    made_by_function varchar(200) not null,
    priority varchar(8) not null,
    undone_at timestamptz
);
create table priority_change_line (
    id uuid primary key,
    priority_change uuid not null references priority_change (id),
    commitment_line uuid not null references commitment_line (id),
    before varchar(8) not null,
    unique (priority_change, commitment_line)
);
create index priority_change_line_commitment_line on priority_change_line (commitment_line);
