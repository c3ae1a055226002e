-- Indicators of commitments and what is measured of them. A draft writes its commitments anew with
-- the same id, so that this one key is looked at when the transaction ends.
create table indicator (
    id uuid primary key,
    version integer not null,
    commitment uuid not null references commitment (id) deferrable initially deferred,
    position integer not null,
    name varchar(200) not null,
    definition text not null,
    unit varchar(60) not null,
    source varchar(200) not null,
    counts varchar(20) not null,
    leads_to_people boolean not null,
    signals boolean not null,
    direction varchar(10) not null,
    rule varchar(10) not null,
    period varchar(10) not null,
    baseline numeric,
    baseline_on date,
    target numeric,
    target_by date,
    constraint indicator_baseline check ((baseline is null) = (baseline_on is null)),
    constraint indicator_signals check (not signals or direction = 'none'),
    constraint indicator_aimless check (direction <> 'none' or target is null)
);
create index indicator_commitment on indicator (commitment);
create table indicator_step (
    id uuid primary key,
    indicator uuid not null references indicator (id),
    on_date date not null,
    value numeric not null,
    constraint indicator_step_once unique (indicator, on_date)
);
create table measurement (
    id uuid primary key,
    indicator uuid not null references indicator (id),
    commitment_line uuid not null references commitment_line (id),
    organisation uuid not null references organisation (id),
    period_from date not null,
    period_until date not null,
    number integer not null,
    latest boolean not null,
    value numeric not null,
    reason text not null,
    by_function varchar(200) not null,
    made_at timestamptz not null,
    constraint measurement_period check (period_from < period_until),
    constraint measurement_corrected check ((number = 1) = (reason = '')),
    constraint measurement_history unique (indicator, organisation, period_from, number)
);
create unique index measurement_stands on measurement (indicator, organisation, period_from)
    where latest;
create index measurement_commitment_line on measurement (commitment_line);
create index measurement_organisation on measurement (organisation);
