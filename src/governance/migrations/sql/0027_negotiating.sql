-- A file that came back from Word, upon a version that was fixed, and what it proposes.
create table returned_file (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    agreement_version uuid not null references agreement_version (id),
    organisation uuid not null references organisation (id),
    file uuid not null unique references stored_file (id),
    sha256 varchar(64) not null,
    said jsonb not null,
    handed_in_at timestamptz not null,
    handed_in_by uuid not null,
    on_behalf_of varchar(200) not null,
    constraint returned_file_once unique (agreement_version, organisation, sha256)
);
create index returned_file_agreement on returned_file (agreement);
create index returned_file_organisation on returned_file (organisation);

create table text_proposal (
    id uuid primary key,
    version integer not null,
    returned_file uuid not null references returned_file (id),
    position integer not null,
    said jsonb not null,
    state varchar(20) not null default 'open',
    made varchar(200) not null default '',
    reason varchar(500) not null default '',
    decided_at timestamptz,
    decided_by uuid,
    decided_for varchar(200) not null default '',
    constraint text_proposal_state check (state in ('open', 'accepted', 'declined')),
    constraint text_proposal_decided check ((state = 'open') = (decided_at is null)),
    constraint text_proposal_place unique (returned_file, position)
);
