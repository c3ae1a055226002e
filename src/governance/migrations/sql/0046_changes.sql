-- Many commitments changed at once, each with what it was before, so that it can be undone as one.
create table line_change (
    id uuid primary key,
    version integer not null,
    what varchar(20) not null check (what in ('priority', 'execution', 'audience', 'planning')),
    made_at timestamptz not null,
    made_by_function varchar(200) not null,
    why text not null,
    priority_change uuid references priority_change (id),
    undone_at timestamptz
);
create index line_change_priority_change on line_change (priority_change);
create table line_change_line (
    id uuid primary key,
    line_change uuid not null references line_change (id),
    commitment_line uuid not null references commitment_line (id),
    before jsonb not null,
    after jsonb not null,
    unique (line_change, commitment_line)
);
create index line_change_line_commitment_line on line_change_line (commitment_line);
