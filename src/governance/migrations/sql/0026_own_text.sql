-- The text of an agreement is its own: begun as its model's, kept with each version, and written on.
-- Versions that begun before this have none: their text is that of the model.
alter table agreement_version
    add column source jsonb,
    add column frozen_for varchar(20) not null default '',
    add column note varchar(300) not null default '';
update agreement_version set frozen_for = 'decision' where frozen_at is not null;
alter table agreement_version add constraint agreement_version_frozen_for check (
    frozen_at is null or frozen_for in ('decision', 'negotiation', '')
);

-- What one section was before and after each change of it: so that it can be undone.
create table text_change (
    id uuid primary key,
    agreement_version uuid not null references agreement_version (id),
    section varchar(80) not null,
    behind varchar(80) not null default '',
    before jsonb,
    after jsonb,
    made_at timestamptz not null,
    made_by uuid not null,
    on_behalf_of varchar(200) not null
);
create index text_change_agreement_version on text_change (agreement_version, section, made_at);

-- What somebody is typing in a section and has not saved yet: theirs alone.
create table text_typing (
    id uuid primary key,
    agreement uuid not null references agreement (id),
    section varchar(80) not null,
    person uuid not null,
    function varchar(200) not null,
    typed jsonb not null,
    seen varchar(64) not null,
    saved_at timestamptz not null,
    constraint text_typing_once unique (agreement, section, person)
);

-- A remark upon one paragraph of a draft, and answers to it.
create table text_remark (
    id uuid primary key,
    version integer not null,
    agreement uuid not null references agreement (id),
    section varchar(80) not null,
    passage varchar(80) not null,
    answers uuid references text_remark (id),
    words varchar(2000) not null,
    made_at timestamptz not null,
    made_by uuid not null,
    organisation uuid references organisation (id),
    on_behalf_of varchar(200) not null,
    settled_at timestamptz,
    settled_by uuid,
    settled_for varchar(200) not null default ''
);
create index text_remark_agreement on text_remark (agreement);
create index text_remark_answers on text_remark (answers);
create index text_remark_organisation on text_remark (organisation);
