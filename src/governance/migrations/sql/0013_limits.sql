-- Requests in a minute, per account or network. Unlogged: after a crash it counts from nothing.
create unlogged table request_count (
    id uuid primary key,
    key varchar(64) not null unique,
    window_start timestamptz not null,
    requests integer not null
);
