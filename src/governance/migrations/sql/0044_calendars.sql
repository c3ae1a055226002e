-- A secret address at which a program of somebody reads a calendar: of everything that is theirs, of
-- one organisation or of one committee. Only the hash of the secret is kept.
create table calendar_feed (
    id uuid primary key,
    version integer not null default 1,
    person uuid not null references person (id),
    organisation uuid references organisation (id),
    committee uuid references committee (id),
    token_hash bytea not null unique,
    made_at timestamptz not null,
    renewed_at timestamptz,
    ended_at timestamptz,
    last_read_at timestamptz,
    constraint calendar_feed_for_one check (num_nonnulls(organisation, committee) <= 1)
);
create index calendar_feed_person on calendar_feed (person);
create index calendar_feed_organisation on calendar_feed (organisation);
create index calendar_feed_committee on calendar_feed (committee);
