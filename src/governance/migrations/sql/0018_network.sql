-- The network: names over time, succession, who keeps what, functions with their scope, what is
-- asked of organisations, abilities, reporting routes, prevention offers, boundaries. The defaults
-- stay, so that the previous version still writes.

alter table organisation add column level varchar(20) not null default 'local';
alter table organisation add column mailbox varchar(254) not null default '';
alter table organisation add column keeper uuid references organisation (id);
create index organisation_keeper on organisation (keeper);
alter table organisation add column source varchar(20) not null default '';
create table organisation_name (
    id uuid primary key,
    organisation uuid not null references organisation (id),
    name varchar(200) not null,
    short_name varchar(80) not null,
    search_key varchar(220) not null,
    valid_until date not null
);
create index organisation_name_organisation on organisation_name (organisation);
create index organisation_name_search_key on organisation_name (search_key);
create table succession (
    id uuid primary key,
    predecessor uuid not null references organisation (id),
    successor uuid not null references organisation (id),
    happens_on date not null
);
create index succession_predecessor on succession (predecessor);
create index succession_successor on succession (successor);
alter table "grouping" add column code varchar(20) not null default '';
alter table "grouping" add column keeper uuid references organisation (id);
create index grouping_keeper on grouping (keeper);
alter table "grouping" add column source varchar(20) not null default '';
alter table "grouping" add column valid_until date;
alter table membership add column version integer not null default 1;
alter table membership add column part varchar(20) not null default 'member';
alter table committee add column purpose text not null default '';
alter table committee add column meetings_per_year smallint;
alter table committee add column valid_until date;
alter table seat add column version integer not null default 1;
alter table seat add column function varchar(40) not null default '';
alter table seat add column basis varchar(200) not null default '';
alter table seat add column protocol varchar(200) not null default '';
alter table seat add column dpia varchar(200) not null default '';
alter table filling alter column organisation drop not null;
alter table filling add column grouping uuid references grouping (id);
create index filling_grouping on filling (grouping);
alter table filling add column provider uuid references organisation (id);
create index filling_provider on filling (provider);
alter table filling add column part varchar(10) not null default 'holder';
alter table filling add column age varchar(20) not null default '';
alter table filling add column domain varchar(20) not null default '';
alter table filling add column exploitation varchar(30) not null default '';
alter table filling add column mailbox varchar(254) not null default '';
alter table filling add column email varchar(254) not null default '';
alter table filling add column telephone varchar(40) not null default '';
alter table filling add column shielded boolean not null default false;
alter table filling add column mandate varchar(200) not null default '';
alter table filling add column fte numeric;
alter table filling add column fte_agreed numeric;
alter table filling add column purpose text not null default '';
alter table filling add column confirmed_on date;
create table filling_request (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    function varchar(40) not null,
    note text not null,
    asked_by uuid not null,
    asked_by_function varchar(200) not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    outcome varchar(20) not null,
    answer text not null
);
create index filling_request_organisation on filling_request (organisation);
create table filling_reminder (
    id uuid primary key,
    organisation uuid not null references organisation (id),
    due_on date not null,
    token_hash bytea not null unique,
    made_at timestamptz not null,
    used_at timestamptz
);
create index filling_reminder_organisation on filling_reminder (organisation);
create table ability (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    kind varchar(20) not null,
    title varchar(200) not null,
    detail text not null,
    basis varchar(200) not null,
    target_groups jsonb not null,
    exploitation jsonb not null
);
create index ability_organisation on ability (organisation);
create table reporting_route (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    grouping uuid references grouping (id),
    name varchar(200) not null,
    source varchar(30) not null,
    without_report boolean not null,
    secrecy text not null,
    note text not null,
    valid_from date not null,
    valid_until date
);
create index reporting_route_organisation on reporting_route (organisation);
create index reporting_route_grouping on reporting_route (grouping);
create table route_link (
    id uuid primary key,
    route uuid not null references reporting_route (id),
    place smallint not null,
    part varchar(20) not null,
    organisation uuid references organisation (id),
    function varchar(40) not null,
    within_days smallint
);
create index route_link_route on route_link (route);
create index route_link_organisation on route_link (organisation);
create table prevention_offer (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    title varchar(200) not null,
    sort_key varchar(220) not null,
    target_group varchar(30) not null,
    method varchar(30) not null,
    content text not null,
    area uuid references grouping (id),
    reach varchar(20) not null,
    cost numeric,
    cost_note varchar(200) not null,
    valid_from date not null,
    valid_until date
);
create index prevention_offer_organisation on prevention_offer (organisation);
create index prevention_offer_sort_key on prevention_offer (sort_key);
create index prevention_offer_area on prevention_offer (area);
create table boundary_set (
    id uuid primary key,
    name varchar(200) not null,
    sha256 varchar(64) not null,
    attribution varchar(200) not null,
    holds_on date,
    width smallint not null,
    height smallint not null,
    made_at timestamptz not null
);
create table boundary (
    id uuid primary key,
    boundary_set uuid not null references boundary_set (id),
    code varchar(10) not null,
    path text not null
);
create index boundary_boundary_set on boundary (boundary_set);

-- Codes of registers are of one organisation each, also of one that ended.
create unique index organisation_tooi_uri_once on organisation (tooi_uri) where tooi_uri <> '';
create unique index organisation_cbs_code_once on organisation (cbs_code) where cbs_code <> '';
create unique index organisation_oin_once on organisation (oin) where oin <> '';
create unique index grouping_code_once on "grouping" (kind, code) where code <> '';
alter table organisation_name add constraint organisation_name_once
    unique (organisation, valid_until);
alter table succession add constraint succession_once unique (predecessor, successor);
alter table succession add constraint succession_of_another check (predecessor <> successor);

-- No period runs backwards; one that is empty never was.
alter table organisation add constraint organisation_period check (valid_until >= valid_from);
alter table reporting_route add constraint reporting_route_period
    check (valid_until >= valid_from);
alter table prevention_offer add constraint prevention_offer_period
    check (valid_until >= valid_from);

-- A function serves one organisation or one region, and a region's is provided by somebody.
alter table filling add constraint filling_serves
    check ((organisation is null) <> ("grouping" is null));
alter table filling add constraint filling_provided
    check ("grouping" is null or provider is not null);
alter table filling add constraint filling_fte check (fte >= 0 and fte_agreed >= 0);
-- The same function, part and scope is filled once at a time; another scope may be beside it.
alter table filling drop constraint filling_once;
alter table filling add constraint filling_once exclude using gist (
    uuidrange(coalesce(organisation, "grouping"), coalesce(organisation, "grouping"), '[]') with &&,
    textrange(
        function || '|' || part || '|' || age || '|' || domain || '|' || exploitation,
        function || '|' || part || '|' || age || '|' || domain || '|' || exploitation, '[]'
    ) with &&,
    daterange(valid_from, valid_until) with &&
);
create index filling_function on filling (function);

create unique index filling_request_open on filling_request (organisation, function)
    where answered_at is null;
alter table filling_request add constraint filling_request_answered
    check ((answered_at is null) = (outcome = ''));
alter table filling_reminder add constraint filling_reminder_once unique (organisation, due_on);
alter table route_link add constraint route_link_place unique (route, place);
alter table boundary add constraint boundary_once unique (boundary_set, code);

-- A reader may hold the role for the whole service: who sees the picture of the country.
alter table role_assignment drop constraint role_assignment_held_for;
alter table role_assignment add constraint role_assignment_held_for check (
    case kind
        when 'system_administrator' then num_nonnulls(organisation, "grouping", committee) = 0
        when 'auditor' then num_nonnulls(organisation, "grouping", committee) <= 1
        when 'reader' then num_nonnulls(organisation, "grouping", committee) <= 1
        else num_nonnulls(organisation, "grouping", committee) = 1
    end
);
