-- The trail tells how an act ended and where it came from, and is read by page. The defaults
-- stay, so that the previous version still writes; its entries are hashed as it did (1).
alter table trail_entry
    add column result varchar(10) not null default 'done',
    add column origin varchar(10) not null default '',
    add column request_id varchar(40) not null default '',
    add column personal text not null default '',
    add column hashing smallint not null default 1;
alter table trail_entry add constraint trail_entry_result
    check (result in ('done', 'refused', 'failed'));

-- Whose value it is, so that all of one person can be separated at once.
alter table trail_personal add column person uuid;
create index trail_personal_person on trail_personal (person);

alter table trail_checkpoint
    add column previous_hash varchar(64) not null default '',
    add column signature text not null default '';

-- A page of the trail costs the same however long the trail is: newest first, from a place on.
drop index trail_entry_thing_id;
create index trail_entry_thing_id on trail_entry (thing_id, at, id);
create index trail_entry_actor_id on trail_entry (actor_id, at, id);
create index trail_entry_organisation_id on trail_entry (organisation_id, at, id);

-- A personal value is added or taken away, never written over.
revoke update on trail_personal from governance_app;
