-- The first schema: every table of the main job, its keys, indexes and checks.

create table trail_head (
    id uuid primary key,
    number bigint not null,
    hash varchar(64) not null
);

create table trail_entry (
    id uuid primary key,
    organisation_id uuid not null,
    number bigint not null,
    at timestamptz not null,
    actor_id uuid not null,
    on_behalf_of varchar(200) not null,
    verb varchar(60) not null,
    kind varchar(60) not null,
    thing_id uuid not null,
    changes text not null,
    audience varchar(20) not null,
    cause_kind varchar(60) not null,
    cause_id uuid,
    previous_hash varchar(64) not null,
    hash varchar(64) not null
);
create index trail_entry_thing_id on trail_entry (thing_id);

create table trail_personal (
    id uuid primary key,
    entry uuid not null references trail_entry (id),
    field varchar(60) not null,
    salt varchar(64) not null,
    value text not null
);
create index trail_personal_entry on trail_personal (entry);

create table trail_checkpoint (
    id uuid primary key,
    at timestamptz not null,
    heads text not null,
    hash varchar(64) not null
);

create table stored_file (
    id uuid primary key,
    organisation_id uuid not null,
    thing_kind varchar(60) not null,
    thing_id uuid not null,
    name varchar(200) not null,
    media_type varchar(120) not null,
    size bigint not null,
    sha256 varchar(64) not null,
    made_with text not null,
    content bytea not null,
    made_at timestamptz not null
);
create index stored_file_organisation_id on stored_file (organisation_id);
create index stored_file_thing_id on stored_file (thing_id);

create table organisation (
    id uuid primary key,
    version integer not null,
    kind varchar(40) not null,
    name varchar(200) not null,
    short_name varchar(80) not null,
    sort_key varchar(220) not null,
    search_key varchar(220) not null,
    cbs_code varchar(6) not null,
    tooi_uri varchar(200) not null,
    oin varchar(20) not null,
    kvk varchar(8) not null,
    legal_personality boolean not null,
    acting_body uuid references organisation (id),
    valid_from date,
    valid_until date
);
create index organisation_sort_key on organisation (sort_key);
create index organisation_search_key on organisation (search_key);
create index organisation_acting_body on organisation (acting_body);

create table authority (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    kind varchar(40) not null,
    name varchar(200) not null,
    represented_by_function varchar(200) not null
);
create index authority_organisation on authority (organisation);

create table grouping (
    id uuid primary key,
    version integer not null,
    kind varchar(40) not null,
    name varchar(200) not null,
    sort_key varchar(220) not null,
    search_key varchar(220) not null
);
create index grouping_sort_key on grouping (sort_key);
create index grouping_search_key on grouping (search_key);

create table membership (
    id uuid primary key,
    grouping uuid not null references grouping (id),
    organisation uuid not null references organisation (id),
    valid_from date not null,
    valid_until date
);
create index membership_grouping on membership (grouping);
create index membership_organisation on membership (organisation);

create table committee (
    id uuid primary key,
    version integer not null,
    kind varchar(40) not null,
    name varchar(200) not null,
    sort_key varchar(220) not null,
    grouping uuid not null references grouping (id),
    organisation uuid not null references organisation (id)
);
create index committee_sort_key on committee (sort_key);
create index committee_grouping on committee (grouping);
create index committee_organisation on committee (organisation);

create table seat (
    id uuid primary key,
    committee uuid not null references committee (id),
    organisation uuid not null references organisation (id),
    holder_function varchar(200) not null,
    part varchar(20) not null,
    valid_from date not null,
    valid_until date
);
create index seat_committee on seat (committee);
create index seat_organisation on seat (organisation);

create table filling (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    function varchar(40) not null,
    holder_function varchar(200) not null,
    valid_from date not null,
    valid_until date
);
create index filling_organisation on filling (organisation);

create table person (
    id uuid primary key,
    version integer not null,
    sign_in_name varchar(120) not null unique,
    function varchar(200) not null,
    password_hash text not null,
    language varchar(2) not null,
    valid_until date
);

create table role_assignment (
    id uuid primary key,
    version integer not null,
    person uuid not null references person (id),
    kind varchar(30) not null,
    organisation uuid references organisation (id),
    committee uuid references committee (id),
    filling uuid references filling (id),
    valid_from date not null,
    valid_until date
);
create index role_assignment_person on role_assignment (person);
create index role_assignment_organisation on role_assignment (organisation);
create index role_assignment_committee on role_assignment (committee);
create index role_assignment_filling on role_assignment (filling);

create table session (
    id uuid primary key,
    person uuid not null references person (id),
    token_hash bytea not null unique,
    made_at timestamptz not null,
    seen_at timestamptz not null
);
create index session_person on session (person);

create table sign_in_attempt (
    id uuid primary key,
    key varchar(64) not null unique,
    failures integer not null,
    window_start timestamptz not null
);

create table agreement (
    id uuid primary key,
    version integer not null,
    keeper uuid not null references organisation (id),
    committee uuid references committee (id),
    kind varchar(40) not null,
    model_key varchar(80) not null,
    model_version varchar(20) not null,
    title varchar(300) not null,
    short_title varchar(120) not null,
    sort_key varchar(320) not null,
    search_key varchar(320) not null,
    state varchar(20) not null,
    audience varchar(20) not null,
    term_months integer,
    extension_rule varchar(30) not null,
    extension_months integer,
    notice_months integer,
    enforceable boolean not null,
    entry_rule varchar(30) not null,
    entry_date date,
    entered_into_force_on date,
    ends_on date,
    predecessor uuid references agreement (id)
);
create index agreement_keeper on agreement (keeper);
create index agreement_committee on agreement (committee);
create index agreement_sort_key on agreement (sort_key);
create index agreement_search_key on agreement (search_key);
create index agreement_state on agreement (state);
create index agreement_predecessor on agreement (predecessor);

create table agreement_version (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    number integer not null,
    answers jsonb not null,
    content jsonb,
    content_hash varchar(64) not null,
    made_with varchar(300) not null,
    made_at timestamptz not null,
    frozen_at timestamptz
);
create index agreement_version_agreement on agreement_version (agreement);

create table article (
    id uuid primary key,
    agreement_version uuid not null references agreement_version (id),
    number integer not null,
    key varchar(60) not null,
    title varchar(200) not null,
    text text not null
);
create index article_agreement_version on article (agreement_version);

create table party (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    organisation uuid not null references organisation (id),
    participation varchar(20) not null,
    acting_body uuid references organisation (id),
    position integer not null
);
create index party_agreement on party (agreement);
create index party_organisation on party (organisation);
create index party_acting_body on party (acting_body);

create table party_authority (
    id uuid primary key,
    version integer not null,
    party uuid not null references party (id),
    authority uuid not null references authority (id),
    represented_by_function varchar(200) not null,
    position integer not null
);
create index party_authority_party on party_authority (party);
create index party_authority_authority on party_authority (authority);

create table decision (
    id uuid primary key,
    version integer not null,
    party_authority uuid not null unique references party_authority (id),
    agreement_version uuid not null references agreement_version (id),
    decided_by varchar(200) not null,
    decided_on date not null,
    number varchar(80) not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null
);
create index decision_agreement_version on decision (agreement_version);

create table signature (
    id uuid primary key,
    version integer not null,
    party_authority uuid not null unique references party_authority (id),
    agreement_version uuid not null references agreement_version (id),
    signed_by_function varchar(200) not null,
    signed_on date not null,
    capacity varchar(30) not null,
    capacity_reference varchar(120) not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null
);
create index signature_agreement_version on signature (agreement_version);

create table commitment (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    position integer not null,
    key varchar(60) not null,
    model_number integer,
    title varchar(200) not null,
    text text not null,
    theme varchar(60) not null,
    nature varchar(10) not null,
    owner_function varchar(200) not null,
    executor varchar(200) not null,
    measurable_goal text not null,
    indicator_unit varchar(60) not null,
    target numeric,
    extra jsonb not null
);
create index commitment_agreement on commitment (agreement);

create table commitment_party (
    id uuid primary key,
    commitment uuid not null references commitment (id),
    party uuid not null references party (id),
    part varchar(12) not null
);
create index commitment_party_commitment on commitment_party (commitment);
create index commitment_party_party on commitment_party (party);

create table milestone (
    id uuid primary key,
    version integer not null,
    commitment uuid not null references commitment (id),
    position integer not null,
    title varchar(200) not null,
    rule varchar(12) not null,
    months integer,
    on_date date
);
create index milestone_commitment on milestone (commitment);

create table commitment_line (
    id uuid primary key,
    version integer not null,
    commitment uuid not null references commitment (id),
    party uuid not null references party (id),
    agreement uuid not null references agreement (id),
    organisation uuid not null references organisation (id),
    state varchar(12) not null,
    words text not null,
    reason text not null,
    measure text not null,
    planned_on date,
    forecast_on date,
    done_on date,
    value numeric,
    measured_on date,
    changed_at timestamptz not null
);
create index commitment_line_commitment on commitment_line (commitment);
create index commitment_line_party on commitment_line (party);
create index commitment_line_agreement on commitment_line (agreement);
create index commitment_line_organisation on commitment_line (organisation);
create index commitment_line_state on commitment_line (state);

create table milestone_line (
    id uuid primary key,
    version integer not null,
    commitment_line uuid not null references commitment_line (id),
    milestone uuid not null references milestone (id),
    position integer not null,
    state varchar(12) not null,
    planned_on date not null,
    forecast_on date,
    done_on date
);
create index milestone_line_commitment_line on milestone_line (commitment_line);
create index milestone_line_milestone on milestone_line (milestone);

create table line_history (
    id uuid primary key,
    commitment_line uuid not null references commitment_line (id),
    at timestamptz not null,
    state varchar(12) not null,
    words text not null,
    reason text not null,
    forecast_on date,
    value numeric,
    cause_kind varchar(60) not null,
    cause_id uuid
);
create index line_history_commitment_line on line_history (commitment_line);
create index line_history_at on line_history (at);

create table round (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    committee uuid not null references committee (id),
    title varchar(120) not null,
    period_from date not null,
    period_until date not null,
    opens_on date not null,
    due_on date not null
);
create index round_agreement on round (agreement);
create index round_committee on round (committee);

create table report (
    id uuid primary key,
    version integer not null,
    round uuid not null references round (id),
    party uuid not null references party (id),
    organisation uuid not null references organisation (id),
    state varchar(12) not null,
    summary text not null,
    capacity_fte numeric,
    money_euros numeric,
    risks text not null,
    outlook text not null,
    approved_by_function varchar(200) not null,
    approved_on date,
    submitted_at timestamptz,
    accepted_at timestamptz,
    entered_by uuid,
    on_behalf_of varchar(200) not null
);
create index report_round on report (round);
create index report_party on report (party);
create index report_organisation on report (organisation);
create index report_state on report (state);

create table report_line (
    id uuid primary key,
    version integer not null,
    report uuid not null references report (id),
    commitment_line uuid not null references commitment_line (id),
    answered boolean not null,
    unchanged boolean not null,
    state varchar(12) not null,
    words text not null,
    reason text not null,
    measure text not null,
    forecast_on date,
    done_on date,
    value numeric,
    measured_on date
);
create index report_line_report on report_line (report);
create index report_line_commitment_line on report_line (commitment_line);

create table report_milestone (
    id uuid primary key,
    version integer not null,
    report_line uuid not null references report_line (id),
    milestone_line uuid not null references milestone_line (id),
    state varchar(12) not null,
    forecast_on date,
    done_on date
);
create index report_milestone_report_line on report_milestone (report_line);
create index report_milestone_milestone_line on report_milestone (milestone_line);

create table remark (
    id uuid primary key,
    report uuid not null references report (id),
    at timestamptz not null,
    by_function varchar(200) not null,
    person_id uuid not null,
    text text not null
);
create index remark_report on remark (report);

create table regional_report (
    id uuid primary key,
    version integer not null,
    round uuid not null unique references round (id),
    state varchar(12) not null,
    summary text not null,
    bottlenecks text not null,
    decisions_asked text not null,
    outlook text not null,
    adopted_on date,
    adopted_by_function varchar(200) not null,
    content jsonb,
    content_hash varchar(64) not null,
    file_ids jsonb not null,
    reports_due integer not null
);

-- No two at once: a function filled twice, a membership held twice, a seat taken twice.
-- A range over ids needs no extension, unlike equality in gist.
create type uuidrange as range (subtype = uuid);
create type textrange as range (subtype = text);

alter table filling add constraint filling_once exclude using gist (
    uuidrange(organisation, organisation, '[]') with &&,
    textrange(function, function, '[]') with &&,
    daterange(valid_from, valid_until) with &&
);
alter table membership add constraint membership_once exclude using gist (
    uuidrange(organisation, organisation, '[]') with &&,
    uuidrange("grouping", "grouping", '[]') with &&,
    daterange(valid_from, valid_until) with &&
);

alter table trail_entry add constraint trail_entry_number unique (organisation_id, number);
alter table trail_checkpoint add constraint trail_checkpoint_at unique (at);
alter table agreement_version add constraint agreement_version_number unique (agreement, number);
alter table article add constraint article_number unique (agreement_version, number);
alter table party add constraint party_once unique (agreement, organisation);
alter table party_authority add constraint party_authority_once unique (party, authority);
alter table commitment add constraint commitment_key unique (agreement, key);
alter table commitment_party add constraint commitment_party_once unique (commitment, party);
alter table commitment_line add constraint commitment_line_once unique (commitment, party);
alter table milestone_line add constraint milestone_line_once
    unique (commitment_line, milestone, planned_on);
alter table report add constraint report_once unique (round, party);
alter table report_line add constraint report_line_once unique (report, commitment_line);
alter table report_milestone add constraint report_milestone_once
    unique (report_line, milestone_line);

-- Periods are half open and run forward.
alter table filling add check (valid_until is null or valid_until > valid_from);
alter table membership add check (valid_until is null or valid_until > valid_from);
alter table seat add check (valid_until is null or valid_until > valid_from);
alter table role_assignment add check (valid_until is null or valid_until > valid_from);
alter table role_assignment add check (num_nonnulls(organisation, committee) = 1);
alter table round add check (period_until > period_from and due_on >= opens_on);

-- Without an exact order two rounds or histories could not be told apart in lists.
create index line_history_latest on line_history (commitment_line, at desc);
create index report_round_state on report (round, state);
create index commitment_line_agreement_state on commitment_line (agreement, state);

-- The trail can only grow: the running role may add and read, nothing else.
revoke update, delete, truncate on trail_entry, trail_checkpoint from governance_app;
revoke delete, truncate on trail_head from governance_app;
revoke truncate on all tables in schema public from governance_app;
