-- The steps of a party before it decides, and what came of each about each version of the text.
create table party_chain (
    id uuid primary key,
    version integer not null,
    party uuid not null unique references party (id),
    in_order boolean not null,
    steps jsonb not null
);
create table chain_advice (
    id uuid primary key,
    version integer not null,
    party uuid not null references party (id),
    step varchar(20) not null,
    agreement_version uuid not null references agreement_version (id),
    function varchar(200) not null,
    asked_on date,
    due_on date,
    done_on date,
    outcome varchar(20) not null,
    words varchar(2000) not null default '',
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    on_behalf_of varchar(200) not null,
    constraint chain_advice_once unique (party, step, agreement_version),
    constraint chain_advice_done check ((outcome = 'waiting') = (done_on is null))
);
create index chain_advice_agreement_version on chain_advice (agreement_version);
-- What a scan that is a PDF says of the electronic signatures in it; none: nobody looked.
alter table signature_scan add column electronic jsonb;
