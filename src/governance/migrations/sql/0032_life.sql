-- The life of an agreement after its entry into force: rules of its end, what parties gave notice
-- of, what all of them agreed upon, and how it was extended.
alter table agreement
    add column withdrawal_rule varchar(20) not null default 'others_go_on',
    add column end_event varchar(300) not null default '',
    add column entry_number integer,
    add column published_on date,
    add column publication_reference varchar(120) not null default '',
    add column ended_because varchar(20) not null default '',
    add constraint agreement_withdrawal_rule
        check (withdrawal_rule in ('others_go_on', 'ends_all', 'consultation'));

update agreement set withdrawal_rule = 'consultation' where model_key = 'handhavingsafspraken';
update agreement set withdrawal_rule = 'ends_all'
where model_key in ('lokale-vaststelling', 'addendum');

alter table party
    add column joined_on date,
    add column left_on date,
    add constraint party_left_after_joining check (left_on is null or left_on >= joined_on);
update party p set joined_on = a.entered_into_force_on
from agreement a
where a.id = p.agreement and a.entered_into_force_on is not null
  and p.participation in ('signatory', 'acceding');

create table extension (
    id uuid primary key,
    agreement uuid not null references agreement (id),
    ground varchar(20) not null,
    from_on date not null,
    until date,
    cause uuid,
    made_at timestamptz not null,
    constraint extension_ground check (ground in ('tacit', 'indefinite', 'consent')),
    constraint extension_once unique (agreement, from_on)
);

create table termination_notice (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    party uuid not null references party (id),
    kind varchar(20) not null,
    given_on date not null,
    effective_on date not null,
    letter varchar(120) not null,
    reason varchar(1000) not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null,
    withdrawn_on date,
    withdrawn_because varchar(500) not null default '',
    carried_out_on date,
    consulted_on date,
    consulted varchar(20) not null default '',
    constraint termination_notice_kind check (kind in ('withdrawal', 'no_extension')),
    constraint termination_notice_consulted check (consulted in ('', 'goes_on', 'ends'))
);
create index termination_notice_agreement on termination_notice (agreement);
create unique index termination_notice_standing on termination_notice (party, kind)
    where withdrawn_on is null and carried_out_on is null;

create table consent_request (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    kind varchar(20) not null,
    organisation uuid not null references organisation (id),
    asked_on date not null,
    takes_effect_on date not null,
    until date,
    words varchar(2000) not null,
    asked jsonb not null default '{}',
    state varchar(20) not null,
    closed_on date,
    closed_because varchar(500) not null default '',
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null,
    constraint consent_request_kind
        check (kind in ('extension', 'accession', 'termination', 'partial')),
    constraint consent_request_state
        check (state in ('open', 'agreed', 'refused', 'withdrawn', 'carried_out'))
);
create index consent_request_agreement on consent_request (agreement);
create index consent_request_organisation on consent_request (organisation);

create table consent (
    id uuid primary key,
    version integer not null,
    consent_request uuid not null references consent_request (id),
    party uuid not null references party (id),
    outcome varchar(20) not null,
    decided_by varchar(200) not null,
    decided_on date not null,
    number varchar(80) not null,
    reason varchar(1000) not null default '',
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null,
    constraint consent_outcome check (outcome in ('agreed', 'declined')),
    constraint consent_once unique (consent_request, party)
);
create index consent_party on consent (party);
