"""Builders of what a region wants and uses: features, vision, goal, route, barriers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.builders.parties import Cast

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.aiming.actions import add_aim
from governance.commitments.aiming.forms import AimForm
from governance.commitments.aiming.rules import AimKind
from governance.commitments.barriers.actions import add_barrier
from governance.commitments.barriers.forms import BarrierForm
from governance.commitments.connecting.actions import connect
from governance.commitments.connecting.forms import ConnectionsForm
from governance.commitments.features.actions import choose_features
from governance.commitments.features.forms import FeaturesForm
from governance.commitments.features.queries import features

EVERY = ("weights", "dependence", "barriers", "budget", "kinds")


async def region_of(people: Cast) -> UUID:
    """The region that the committee of the cast steers."""
    sql = "select grouping from committee where id = $1"
    [row] = await DATABASE.fetch(sql, people.committee)
    return UUID(str(row["grouping"]))


async def turned_on(people: Cast, at: datetime, *parts: str) -> UUID:
    """The region uses these parts and no others; gives the region."""
    region, by = await region_of(people), people.administrator
    seen = await features(region, by=by)
    form = FeaturesForm(version=seen.version, **dict.fromkeys(parts, True))
    await choose_features(region, form, by=by, at=at)
    return region


async def aim(
    region: UUID, by: Actor, at: datetime, kind: str = "vision", parent: UUID | None = None,
    title: str = "Een regio zonder uitbuiting",
) -> UUID:  # fmt: skip
    form = AimForm(kind=AimKind(kind), parent_id=parent, title=title)
    return await add_aim(region, form, by=by, at=at)


async def barrier(region: UUID, by: Actor, at: datetime, title: str = "Vergunning") -> UUID:
    return await add_barrier(region, BarrierForm(title=title), by=by, at=at)


async def wanted(people: Cast, at: datetime) -> dict[str, UUID]:
    """A region that uses everything, with a vision, a goal, a route and a barrier."""
    region, by = await turned_on(people, at, *EVERY), people.administrator
    vision = await aim(region, by, at)
    goal = await aim(region, by, at, "goal", vision, "Elke gemeente herkent signalen")
    route = await aim(region, by, at, "route", goal, "Opleiden van de eerste lijn")
    return {
        "region": region, "vision": vision, "goal": goal, "route": route,
        "barrier": await barrier(region, by, at),
    }  # fmt: skip


async def commitments_of(agreement: UUID) -> list[UUID]:
    """The commitments of an agreement, in their order."""
    sql = "select id from commitment where agreement = $1 order by position"
    return [row["id"] for row in await DATABASE.fetch(sql, agreement)]


async def connected(
    agreement: UUID, commitment: UUID, by: Actor, at: datetime, **fields: Any
) -> None:
    """Say what a commitment has to do with, at whichever version."""
    form = ConnectionsForm(**fields)
    await connect(agreement, commitment, form, by=by, at=at)
