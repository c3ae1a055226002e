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

-- What each party puts into its commitments in a year.
create table annual_plan (
    id uuid primary key,
    version integer not null,
    party uuid not null references party (id),
    year integer not null,
    constraint annual_plan_once unique (party, year)
);
create index annual_plan_party on annual_plan (party);
create table annual_plan_line (
    id uuid primary key,
    annual_plan uuid not null references annual_plan (id),
    commitment uuid not null references commitment (id),
    fte numeric(6, 2),
    euros numeric(14, 2),
    cover varchar(200) not null,
    purpose varchar(200) not null,
    constraint annual_plan_line_once unique (annual_plan, commitment),
    constraint annual_plan_line_amounts check (fte >= 0 and euros >= 0)
);
create index annual_plan_line_annual_plan on annual_plan_line (annual_plan);
create index annual_plan_line_commitment on annual_plan_line (commitment);

-- A round may follow a paper of the planning and control cycle of the municipalities.
alter table round add column moment varchar(10) not null default '';
alter table round add constraint round_moment
    check (moment in ('', 'framework', 'budget', 'interim', 'accounts'));
