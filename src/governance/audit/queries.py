"""Reading the trail: the history of one thing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.audit.rules import Result
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
    function: str
    stands_in_for: str
    verb: str
    changes: str


_ACT = shown(Act, TrailEntry)


async def history(thing_id: UUID, *, by: Actor, verbs: Collection[str] = ()) -> list[Act]:
    """What was done to one thing, in order; for who acts for the organisation of the chain.

    What was refused did not happen. ``verbs``: only these, so that a thing that is downloaded
    often has no long history.
    """
    if not by.organisations:
        return []
    asked = (
        TrailEntry.select(*_ACT)
        .where(TrailEntry.thing_id == thing_id)
        .where(TrailEntry.organisation_id.is_in(list(by.organisations)))
        .where(TrailEntry.result == str(Result.DONE))
        .order_by(TrailEntry.number)
    )
    return seen(Act, await (asked.where(TrailEntry.verb.is_in(list(verbs))) if verbs else asked))


async def broken_at(organisation_id: UUID) -> int | None:
    """Number of the first entry of a chain that does not hold, or None when all of it does.

    For the service itself.
    """
    report = await verify(organisation_id)
    return report.broken[0].number if report.broken else None
