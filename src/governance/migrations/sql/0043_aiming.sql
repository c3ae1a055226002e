-- What a region uses of the service, what it wants (vision, goal, route), the barriers against
-- exploitation there, and what each commitment has to do with these and with other commitments.
-- The commitments of a draft are replaced as a whole and keep their ids: so no foreign key here.
create table region_features (
    id uuid primary key,
    version integer not null,
    grouping uuid not null unique references grouping (id),
    weights boolean not null,
    dependence boolean not null,
    barriers boolean not null,
    budget boolean not null,
    kinds boolean not null
);
create table aim (
    id uuid primary key,
    version integer not null,
    grouping uuid not null references grouping (id),
    kind varchar(10) not null,
    parent uuid references aim (id),
    title varchar(200) not null,
    text text not null,
    constraint aim_kind check (kind in ('vision', 'goal', 'route')),
    constraint aim_under check ((kind = 'vision') = (parent is null))
);
create index aim_grouping on aim (grouping);
create index aim_parent on aim (parent);
create table aim_commitment (
    id uuid primary key,
    aim uuid not null references aim (id),
    commitment uuid not null,
    constraint aim_commitment_once unique (aim, commitment)
);
create index aim_commitment_commitment on aim_commitment (commitment);
create table barrier (
    id uuid primary key,
    version integer not null,
    grouping uuid not null references grouping (id),
    title varchar(200) not null,
    sort_key varchar(220) not null,
    text text not null
);
create index barrier_grouping on barrier (grouping);
create table barrier_commitment (
    id uuid primary key,
    barrier uuid not null references barrier (id),
    commitment uuid not null,
    exploitation varchar(30) not null,
    constraint barrier_commitment_once unique (barrier, commitment, exploitation)
);
create index barrier_commitment_commitment on barrier_commitment (commitment);
create table commitment_dependence (
    id uuid primary key,
    commitment uuid not null,
    waits_for uuid not null,
    constraint commitment_dependence_once unique (commitment, waits_for),
    constraint commitment_dependence_other check (commitment <> waits_for)
);
create index commitment_dependence_commitment on commitment_dependence (commitment);
create index commitment_dependence_waits_for on commitment_dependence (waits_for);
create table commitment_connection (
    id uuid primary key,
    version integer not null,
    commitment uuid not null unique
);
