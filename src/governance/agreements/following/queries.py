"""Which agreement a draft may follow, and the addenda that end with an agreement."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import fetch


class MayFollow(Struct, frozen=True, rename="camel"):
    """An agreement in force that a draft may follow."""

    id: UUID
    short_title: str


_MAY_FOLLOW = f"""
select a.id, a.short_title from agreement a join agreement d on d.id = $3
where a.state = 'in_force' and a.keeper = d.keeper and a.id <> d.id and d.amends is null
  and {VISIBLE} order by a.sort_key, a.id"""  # noqa: S608 - constant text
_ADDENDA = """
select id from agreement where supplements = $1 and state = 'in_force' order by id"""


async def may_follow(agreement_id: UUID, *, by: Actor) -> list[MayFollow]:
    """The agreements in force of who keeps a draft: 1 query."""
    return await fetch(MayFollow, _MAY_FOLLOW, *visible_to(by), agreement_id)


async def addenda_in_force(agreement_id: UUID) -> list[UUID]:
    """The addenda that end with an agreement: a rule asks, no reader."""
    return [row["id"] for row in await DATABASE.fetch(_ADDENDA, agreement_id)]
