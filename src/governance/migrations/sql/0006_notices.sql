-- The outbox: what is to be told to somebody by mail, written with its cause.
create table notice (
    id uuid primary key,
    organisation_id uuid not null,
    person_id uuid,
    kind varchar(40) not null,
    address varchar(254) not null,
    language varchar(2) not null,
    content jsonb not null,
    cause_kind varchar(60) not null,
    cause_id uuid,
    state varchar(20) not null,
    problem varchar(20) not null,
    reply varchar(300) not null,
    attempts integer not null,
    posted_at timestamptz not null,
    due_at timestamptz not null,
    useful_until timestamptz not null,
    ended_at timestamptz,
    lease uuid,
    leased_until timestamptz,
    constraint notice_state check (state in ('waiting', 'sent', 'failed', 'given_up')),
    -- What has ended says so, and keeps nothing that only its mail needed: it may hold a secret.
    constraint notice_ended check ((state in ('sent', 'given_up')) = (ended_at is not null)),
    constraint notice_emptied check (ended_at is null or content = '{}'),
    constraint notice_lease check ((lease is null) = (leased_until is null)),
    constraint notice_leased check (lease is null or state = 'waiting')
);
create index notice_person_id on notice (person_id);
create index notice_state_posted_at on notice (state, posted_at);
-- What the sending looks for, and what is to be emptied: both stay small.
create index notice_due_at on notice (due_at) where state = 'waiting';
create index notice_ended_at on notice (ended_at) where address <> '';
