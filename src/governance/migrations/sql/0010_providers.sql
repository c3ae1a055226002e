-- Signing in through the provider of one's own organisation: whose account it is, who is on the
-- way there and back, and the sessions that a provider may end.
-- Defaults stay, so that the previous version still writes.
alter table session add column provider varchar(40) not null default '';
alter table session add column provider_session varchar(255) not null default '';
create index session_provider on session (provider, provider_session) where provider <> '';

create table identity_link (
    id uuid primary key,
    person uuid not null references person (id),
    provider varchar(40) not null,
    issuer varchar(500) not null,
    subject varchar(255) not null,
    linked_at timestamptz not null,
    used_at timestamptz,
    unique (issuer, subject),
    unique (person, provider)
);
create index identity_link_person on identity_link (person);

create table provider_flow (
    id uuid primary key,
    state_hash bytea not null unique,
    browser_hash bytea not null,
    network varchar(64) not null,
    provider varchar(40) not null,
    purpose varchar(12) not null
        check (purpose in ('sign_in', 'invitation', 'link', 'confirm')),
    person uuid references person (id),
    session_id uuid,
    invitation uuid references invitation (id),
    wanted varchar(2000) not null,
    made_at timestamptz not null,
    used_at timestamptz,
    outcome varchar(30) not null,
    check ((purpose in ('link', 'confirm')) = (person is not null and session_id is not null)),
    check ((purpose = 'invitation') = (invitation is not null))
);
create index provider_flow_browser_hash on provider_flow (browser_hash);
create index provider_flow_network on provider_flow (network);
create index provider_flow_person on provider_flow (person);
create index provider_flow_invitation on provider_flow (invitation);
create index provider_flow_made_at on provider_flow (made_at);

create table logout_token (
    id uuid primary key,
    token_hash bytea not null unique,
    taken_at timestamptz not null
);
create index logout_token_taken_at on logout_token (taken_at);
