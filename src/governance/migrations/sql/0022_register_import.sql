-- A register that was handed in on a page: it is looked at first, and taken over after that.
create table register_import (
    id uuid primary key,
    version integer not null,
    file uuid not null unique references stored_file (id),
    sha256 varchar(64) not null,
    begins date not null,
    riec boolean not null,
    state varchar(20) not null,
    handed_in_at timestamptz not null,
    handed_in_by uuid not null,
    handed_in_by_function varchar(200) not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_by_function varchar(200) not null,
    counts text not null,
    constraint register_import_ended check (
        (state = 'handed_in') = (ended_at is null) and (ended_at is null) = (ended_by is null)
    )
);
create index register_import_handed_in_at on register_import (handed_in_at);
