-- What people answered to the checklist of a draft, and how a text was judged when it was put up.
create table checklist_answer (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    agreement_version uuid not null references agreement_version (id),
    rule varchar(80) not null,
    outcome varchar(20) not null,
    reason varchar(1000) not null,
    rests_on varchar(200) not null,
    decided_on date,
    answered_at timestamptz not null,
    answered_by uuid not null,
    answered_by_function varchar(200) not null,
    constraint checklist_answer_once unique (agreement, rule)
);
create index checklist_answer_agreement_version on checklist_answer (agreement_version);
create table checklist_result (
    id uuid primary key,
    agreement_version uuid not null unique references agreement_version (id),
    judged_on date not null,
    judged jsonb not null,
    sha256 varchar(64) not null,
    open_points integer not null
);
-- A text that was put up is a record: how it was judged then is never rewritten.
revoke update, delete on checklist_result from governance_app;
