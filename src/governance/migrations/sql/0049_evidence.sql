-- Evidence of what a line or one of its milestones says: a file that is kept, or a link. It may be
-- taken off, with why; the file stays.
create table evidence (
    id uuid primary key,
    version integer not null default 1,
    commitment_line uuid not null references commitment_line (id),
    milestone_line uuid references milestone_line (id),
    title varchar(200) not null,
    dated_on date not null,
    file uuid unique references stored_file (id),
    link varchar(2000) not null default '',
    added_at timestamptz not null,
    added_by uuid not null,
    on_behalf_of varchar(200) not null,
    removed_at timestamptz,
    removed_by uuid,
    reason varchar(500) not null default '',
    constraint evidence_file_or_link check ((file is null) = (link <> '')),
    constraint evidence_removed check ((removed_at is null) = (removed_by is null))
);
create index evidence_commitment_line on evidence (commitment_line);
create index evidence_milestone_line on evidence (milestone_line);

-- How heavily a milestone counts, where a region uses weights, and which are calibration moments.
alter table milestone add column weight integer not null default 1;
alter table milestone add column checkpoint boolean not null default false;
alter table milestone add constraint milestone_weight check (weight between 1 and 5);

-- What an amendment was copied from is compared with what it is now: so it names the same fields.
update amendment a set base = (
    select jsonb_object_agg(e.key, case
        when e.key like 'commitment.%' and jsonb_typeof(e.value -> 'milestones') = 'array'
        then e.value || jsonb_build_object('milestones', (
            select coalesce(
                jsonb_agg('{"weight": 1, "checkpoint": false}'::jsonb || m.value order by m.place),
                '[]'::jsonb)
            from jsonb_array_elements(e.value -> 'milestones') with ordinality m(value, place)))
        else e.value end) from jsonb_each(a.base) e)
where jsonb_typeof(a.base) = 'object' and a.base <> '{}';
