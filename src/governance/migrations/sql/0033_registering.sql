-- An agreement that was signed elsewhere: its file is the evidence. What was read in a Word file is
-- kept as it was understood, beside the passages of its text as a person mended them.
create table registration (
    id uuid primary key,
    agreement uuid not null unique references agreement (id),
    file uuid not null unique references stored_file (id),
    sha256 varchar(64) not null,
    original_at varchar(300) not null default '',
    signed_on date,
    ends_on date,
    understood jsonb,
    passages jsonb not null default '[]'
);

-- Under which case number (zaaknummer) each party keeps the agreement in its own records.
alter table party add column case_number varchar(80) not null default '';

-- The text of an agreement that was registered is frozen as evidence, never put up for decision.
alter table agreement_version drop constraint agreement_version_frozen_for;
alter table agreement_version add constraint agreement_version_frozen_for check (
    frozen_at is null or frozen_for in ('decision', 'negotiation', 'evidence', '')
);
