"""Reading the trail: the history of one thing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.audit.tables import TrailEntry
from governance.audit.verifying.queries import verify
from governance.base.actor import Actor
from governance.base.views import seen, shown


class Act(Struct, frozen=True):
    """One line of history as shown."""

    number: int
    at: datetime
    actor_id: UUID
    on_behalf_of: str
    verb: str
    changes: str


_ACT = shown(Act, TrailEntry)


async def history(thing_id: UUID, *, by: Actor) -> list[Act]:
    """What happened to one thing, in order; for who acts for the organisation of the chain."""
    if not by.organisations:
        return []
    rows = (
        await TrailEntry.select(*_ACT)
        .where(TrailEntry.thing_id == thing_id)
        .where(TrailEntry.organisation_id.is_in(list(by.organisations)))
        .order_by(TrailEntry.number)
    )
    return seen(Act, rows)


async def broken_at(organisation_id: UUID) -> int | None:
    """Number of the first entry of a chain that does not hold, or None when all of it does.

    For the service itself.
    """
    report = await verify(organisation_id)
    return report.broken[0].number if report.broken else None
