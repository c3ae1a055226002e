-- The floor of an audited write: change a row, add a line to the trail, move its head.
with changed as (
    update agreement set short_title = $2, version = version + 1 where id = $1 returning keeper),
head as (
    update trail_head set number = number + 1 where id = (select keeper from changed)
    returning id, number, hash)
insert into trail_entry (id, organisation_id, number, at, actor_id, on_behalf_of, verb, kind,
                         thing_id, changes, audience, cause_kind, cause_id, previous_hash, hash)
select $3, id, number, now(), $3, 'bench', 'change_terms', 'agreement', $1, '{}', 'own', '', null,
       hash, hash from head
