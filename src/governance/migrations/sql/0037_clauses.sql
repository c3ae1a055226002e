-- An organisation's own library of clauses: each clause with its versions, which never change.
create table clause (
    id uuid primary key,
    version integer not null,
    organisation uuid not null references organisation (id),
    in_use boolean not null
);
create index clause_organisation on clause (organisation);
create table clause_version (
    id uuid primary key,
    clause uuid not null references clause (id),
    number integer not null,
    title varchar(200) not null,
    theme varchar(20) not null,
    explanation varchar(2000) not null,
    source varchar(500) not null,
    says varchar(500) not null,
    variants jsonb not null,
    made_at timestamptz not null,
    made_by uuid not null,
    on_behalf_of varchar(200) not null,
    constraint clause_version_once unique (clause, number)
);
create index clause_version_clause on clause_version (clause);
-- A draft says from which version it took its words: so a version is never rewritten.
revoke update, delete on clause_version from governance_app;
