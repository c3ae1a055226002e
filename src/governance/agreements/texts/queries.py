"""What somebody is typing in a section, and who else is; for who may write in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import WORKFLOW
from governance.agreements.visible.queries import TAKING_PART, VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.permissions import Reach, held_on
from governance.base.views import fetch

NOW = timedelta(minutes=10)
"""Who kept something so short ago is at work on it."""


class Typing(Struct, frozen=True):
    """What a person is typing in a section; ``typed`` is JSON of the fields, ``seen`` the mark
    of the section that it was begun from."""

    section: str
    person: UUID
    function: str
    typed: str
    seen: str
    saved_at: datetime


_TYPING = f"""
select t.section, t.person, t.function, t.typed::text as typed, t.seen, t.saved_at
from text_typing t join agreement a on a.id = t.agreement
where a.id = $3 and {VISIBLE} and a.keeper = any($4::uuid[])
  and (t.person = $5 or t.saved_at > $6)
order by t.saved_at desc, t.id"""  # noqa: S608 - constant text


class Changed(Struct, frozen=True, rename="camel"):
    """A change of a section in this version. ``what``: added, left_out or changed; ``title`` is
    empty of the recitals; ``undoable``: it is the last change of that section."""

    id: UUID
    section: str
    title: str
    what: str
    made_at: datetime
    function: str
    undoable: bool


_CHANGES = f"""
select c.id, c.section, coalesce(c.after->>'title', c.before->>'title', '') as title,
       case when c.before is null then 'added' when c.after is null then 'left_out'
            else 'changed' end as what,
       c.made_at, c.on_behalf_of as function,
       row_number() over (partition by c.section order by c.made_at desc, c.id desc) = 1
           as undoable
from agreement a
join lateral (select id from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true
join text_change c on c.agreement_version = v.id
where a.id = $3 and {VISIBLE} and a.keeper = any($4::uuid[])
order by c.made_at desc, c.id desc limit 200"""  # noqa: S608 - constant text


class TakenFrom(Struct, frozen=True, rename="camel"):
    """A section of a text that came from a clause, in which variant and version."""

    agreement_id: UUID
    short_title: str
    state: str
    section: str
    title: str
    variant: str
    clause_version: str


_TAKEN = f"""
select a.id as agreement_id, a.short_title, a.state, s->>'name' as section, s->>'title' as title,
       s->'origin'->'clause'->>'variant' as variant,
       s->'origin'->'clause'->>'version' as clause_version
from agreement a
join lateral (select source from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true
cross join lateral jsonb_array_elements(v.source->'sections') s
where {TAKING_PART} and s->'origin'->'clause'->>'key' = $3
  and coalesce((s->'origin'->>'own')::boolean, false) = $4
order by a.sort_key, a.id, s->>'name' limit 200"""  # noqa: S608 - constant text


async def taken_from(clause: str, *, own: bool, by: Actor) -> list[TakenFrom]:
    """The first 200 sections that came from a clause, of agreements the actor takes part in:
    1 query."""
    return await fetch(TakenFrom, _TAKEN, *visible_to(by), clause, own)


async def changes_of(agreement_id: UUID, *, by: Actor) -> list[Changed]:
    """The last 200 changes of the text of the newest version, newest first: 1 query."""
    mine = sorted(held_on(by, WORKFLOW.who("edit_text"), Reach.KEEPER))
    return await fetch(Changed, _CHANGES, *visible_to(by), agreement_id, mine)


async def typing(agreement_id: UUID, at: datetime, *, by: Actor) -> list[Typing]:
    """What the actor was typing, and what others of its organisation are typing now: 1 query."""
    mine = sorted(held_on(by, WORKFLOW.who("edit_text"), Reach.KEEPER))
    values = (*visible_to(by), agreement_id, mine, by.person_id, at - NOW)
    return await fetch(Typing, _TYPING, *values)
