-- How a line stands is computed; a delay may be accepted until a day, and milestones planned anew.
-- Of a line of another party one sees what the steering committee adopted.
alter table commitment_line add column behind_from date;
alter table commitment_line add column accepted_until date;

create table accepted_delay (
    id uuid primary key,
    version integer not null,
    commitment_line uuid not null references commitment_line (id),
    until date not null,
    reason text not null,
    decided_by_function varchar(200) not null,
    accepted_at timestamptz not null,
    ended_at timestamptz,
    why_ended text not null default ''
);
create index accepted_delay_commitment_line on accepted_delay (commitment_line);
create unique index accepted_delay_once on accepted_delay (commitment_line) where ended_at is null;

create table replanning (
    id uuid primary key,
    milestone_line uuid not null references milestone_line (id),
    at timestamptz not null,
    what varchar(12) not null,
    before date,
    after date,
    reason text not null,
    by_function varchar(200) not null,
    cause_kind varchar(60) not null,
    cause_id uuid
);
create index replanning_milestone_line on replanning (milestone_line, at);

create table adopted_line (
    id uuid primary key,
    commitment_line uuid not null references commitment_line (id),
    cause_id uuid not null,
    latest boolean not null,
    adopted_at timestamptz not null,
    adopted_on date not null,
    standing varchar(12) not null,
    state varchar(12) not null,
    words text not null,
    reason text not null,
    measure text not null,
    planned_on date,
    forecast_on date,
    done_on date,
    next_title varchar(200),
    next_planned_on date,
    next_forecast_on date,
    milestones jsonb not null default '[]',
    unique (commitment_line, cause_id)
);
create index adopted_line_cause on adopted_line (cause_id);
create unique index adopted_line_latest on adopted_line (commitment_line) where latest;
