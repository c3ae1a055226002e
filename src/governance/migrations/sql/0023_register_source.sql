-- What was last fetched from the address of a register: so that what has not changed is not read.
create table register_source (
    id uuid primary key,
    address varchar(2000) not null unique,
    etag varchar(500) not null,
    last_modified varchar(100) not null,
    sha256 varchar(64) not null,
    fetched_at timestamptz not null,
    applied_at timestamptz,
    outcome varchar(20) not null,
    problems text not null
);
