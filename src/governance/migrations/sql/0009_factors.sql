-- Second factors of local accounts, passkeys, and a sign-in that waits for its second step.
create table totp (
    id uuid primary key,
    person uuid not null unique references person (id),
    secret bytea,
    confirmed_at timestamptz,
    last_step bigint not null,
    offered bytea,
    offered_at timestamptz
);
alter table totp add constraint totp_in_force check ((secret is null) = (confirmed_at is null));
alter table totp add constraint totp_offered check ((offered is null) = (offered_at is null));

create table recovery_code (
    id uuid primary key,
    person uuid not null references person (id),
    code_hash bytea not null,
    used_at timestamptz
);
create index recovery_code_person on recovery_code (person);
alter table recovery_code add constraint recovery_code_once unique (person, code_hash);

create table passkey (
    id uuid primary key,
    person uuid not null references person (id),
    name varchar(60) not null,
    credential_id bytea not null unique,
    public_key bytea not null,
    sign_count bigint not null,
    made_at timestamptz not null,
    used_at timestamptz
);
create index passkey_person on passkey (person);

create table passkey_challenge (
    id uuid primary key,
    challenge bytea not null unique,
    purpose varchar(20) not null,
    person uuid references person (id),
    expires_at timestamptz not null
);
create index passkey_challenge_person on passkey_challenge (person);
create index passkey_challenge_expires_at on passkey_challenge (expires_at);

create table pending_sign_in (
    id uuid primary key,
    person uuid not null references person (id),
    token_hash bytea not null unique,
    tries integer not null,
    expires_at timestamptz not null
);
create index pending_sign_in_person on pending_sign_in (person);
create index pending_sign_in_expires_at on pending_sign_in (expires_at);
