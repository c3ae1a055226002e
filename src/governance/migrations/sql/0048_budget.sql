-- The shared budget of an agreement by calendar year: what its parties contribute, and what is
-- committed and spent of it. Euros are exact.
create table contribution (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    party uuid not null references party (id),
    year integer not null,
    agreed numeric(14, 2) not null,
    paid numeric(14, 2) not null,
    paid_on date,
    note text not null,
    constraint contribution_once unique (party, year),
    constraint contribution_amounts check (agreed >= 0 and paid >= 0)
);
create index contribution_agreement on contribution (agreement);
create index contribution_party on contribution (party);
create table spending (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    year integer not null,
    commitment uuid references commitment (id),
    aim uuid references aim (id),
    description varchar(200) not null,
    committed numeric(14, 2) not null,
    spent numeric(14, 2) not null,
    on_date date,
    constraint spending_amounts check (committed >= 0 and spent >= 0)
);
create index spending_agreement on spending (agreement);
create index spending_commitment on spending (commitment);
create index spending_aim on spending (aim);
