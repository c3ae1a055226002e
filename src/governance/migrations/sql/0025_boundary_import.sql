-- A file of boundaries that was handed in on a page: it is looked at first, and drawn after that.
create table boundary_import (
    id uuid primary key,
    version integer not null,
    file uuid not null unique references stored_file (id),
    sha256 varchar(64) not null,
    attribution varchar(200) not null,
    state varchar(20) not null,
    handed_in_at timestamptz not null,
    handed_in_by uuid not null,
    handed_in_by_function varchar(200) not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_by_function varchar(200) not null,
    constraint boundary_import_ended check (
        (state = 'handed_in') = (ended_at is null) and (ended_at is null) = (ended_by is null)
    )
);
create index boundary_import_handed_in_at on boundary_import (handed_in_at);
