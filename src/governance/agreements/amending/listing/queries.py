"""Agreements that belong to another one, as far as the reader sees them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.views import fetch


class Amended(Struct, frozen=True, rename="camel"):
    """An amendment in the list. ``merged_version``: the version of the agreement that came of
    it, none while it runs or where it was withdrawn, because of ``why``."""

    id: UUID
    title: str
    subject: str
    state: str
    ended_because: str
    merged_on: date | None
    merged_version: int | None
    why: str


class Related(Struct, frozen=True, rename="camel"):
    """An agreement that another one has to do with. ``how``: amends, amended_by, supplements,
    supplemented_by, follows or followed_by."""

    id: UUID
    short_title: str
    state: str
    ended_because: str
    how: str


_AMENDMENTS = f"""
select a.id, a.short_title as title, m.subject, a.state, a.ended_because, m.merged_on,
       m.merged_version, m.why
from agreement a join amendment m on m.agreement = a.id
where a.amends = $3 and {VISIBLE} order by a.id"""  # noqa: S608 - constant text
_RELATED = f"""
select a.id, a.short_title, a.state, a.ended_because,
       case when a.id = o.amends then 'amends' when a.id = o.supplements then 'supplements'
            when a.id = o.predecessor then 'follows' when a.amends = o.id then 'amended_by'
            when a.supplements = o.id then 'supplemented_by' else 'followed_by' end as how
from agreement o
join agreement a on a.id in (o.amends, o.supplements, o.predecessor)
  or a.amends = o.id or a.supplements = o.id or a.predecessor = o.id
where o.id = $3 and {VISIBLE} order by how, a.id"""  # noqa: S608 - constant text


async def amendments_of(agreement_id: UUID, *, by: Actor) -> list[Amended]:
    """The amendments of an agreement, oldest first: 1 query."""
    return await fetch(Amended, _AMENDMENTS, *visible_to(by), agreement_id)


async def related(agreement_id: UUID, *, by: Actor) -> list[Related]:
    """What an agreement has to do with: 1 query. That its reader sees it is for the caller."""
    return await fetch(Related, _RELATED, *visible_to(by), agreement_id)
