-- An amendment is an agreement of its own that changes another one; an addendum stands beside one.
alter table agreement add column amends uuid references agreement (id);
alter table agreement add column supplements uuid references agreement (id);
alter table agreement add constraint agreement_one_relation check (
    amends is null or (supplements is null and predecessor is null)
);
create index agreement_amends on agreement (amends);
create index agreement_supplements on agreement (supplements);

create table amendment (
    id uuid primary key,
    version integer not null,
    agreement uuid not null unique references agreement (id),
    subject varchar(80) not null,
    base jsonb not null,
    merged_on date,
    merged_version integer,
    came_back jsonb not null default '[]',
    why varchar(1000) not null default '',
    constraint amendment_merged check ((merged_on is null) = (merged_version is null))
);

-- What an amendment leaves out is kept, for its lines: it does not hold any more from that day.
alter table commitment add column lapsed_on date;
alter table milestone add column lapsed_on date;
