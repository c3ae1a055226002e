-- A machine comes in with an API token: a person of the kind machine, with roles that end with the
-- token. Of the token itself only the hash is kept.
create table api_token (
    id uuid primary key,
    person uuid not null unique references person (id),
    token_hash bytea not null unique,
    organisation uuid references organisation (id),
    "grouping" uuid references grouping (id),
    committee uuid references committee (id),
    made_by uuid not null references person (id),
    made_at timestamptz not null,
    valid_until date not null,
    last_used_at timestamptz,
    told_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_by uuid references person (id)
);
create index api_token_organisation on api_token (organisation);
create index api_token_grouping on api_token ("grouping");
create index api_token_committee on api_token (committee);
create index api_token_made_by on api_token (made_by);
create index api_token_withdrawn_by on api_token (withdrawn_by);
-- For an organisation, a region or a committee; what is for the whole service is for none.
alter table api_token add constraint api_token_held_for
    check (num_nonnulls(organisation, "grouping", committee) <= 1);
alter table api_token add constraint api_token_withdrawal
    check ((withdrawn_at is null) = (withdrawn_by is null));
-- At least a day, at most a year.
alter table api_token add constraint api_token_period check (
    valid_until - (made_at at time zone 'Europe/Amsterdam')::date between 1 and 366
);
