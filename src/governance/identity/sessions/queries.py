"""The sessions of the actor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.rules import Limits

_MINE = """
select id, made_at, seen_at, method, address, device from session
where person = $1 and made_at > $2 and seen_at > $3 order by seen_at desc, id
"""


class SessionView(Struct, frozen=True, rename="camel"):
    """A session as its owner knows it: since when, by what, from where."""

    id: UUID
    made_at: datetime
    seen_at: datetime
    method: str
    address: str
    device: str
    current: bool


async def my_sessions(
    session_id: UUID, *, limits: Limits, by: Actor, at: datetime
) -> list[SessionView]:
    """The sessions of the actor that count, the last used first: 1 query."""
    rows = await DATABASE.fetch(_MINE, by.person_id, at - limits.longest, at - limits.idle)
    return [SessionView(**dict(row), current=row["id"] == session_id) for row in rows]
