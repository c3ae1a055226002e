"""A region at work of which two municipalities merge: with functions, seats, roles and reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from tests.builders.commitments import in_force
from tests.builders.parties import SINCE, Cast, cast
from tests.builders.people import operator
from tests.builders.reporting import open_round

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add
from governance.overview.reorganisation.actions import reorganise
from governance.overview.reorganisation.forms import NewForm, ReorganisationForm
from governance.overview.reorganisation.queries import Preview, preview
from governance.parties.routes.tables import ReportingRoute, RouteLink
from governance.parties.tables import Filling, Membership, Seat

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
DAY = date(2027, 1, 1)
BEFORE = date(2026, 12, 31)


class Merging(Struct, frozen=True):
    """The cast, who runs the service, the region, the agreement and the round."""

    people: Cast
    by: Actor
    region: UUID
    agreement: UUID
    round: UUID
    fillings: tuple[UUID, UUID]


async def filling(of: UUID, holder: str, **given: Any) -> UUID:
    values = {"function": "linking_pin", "holder_function": holder, "valid_from": SINCE, **given}
    return await add(Filling(None, organisation=of, **values))


async def world(there: Cast | None = None) -> Merging:
    """Two municipalities of one region that owe the same, each with everything; of a cast that
    is there already, or its own."""
    people = there or await cast()
    [row] = await DATABASE.fetch('select "grouping" from committee')
    region = row["grouping"]
    pins = []
    for of, pin, part in (
        (people.north, people.pin_north, "host"),
        (people.south, people.pin_south, "member"),
    ):
        await add(Membership(grouping=region, organisation=of, part=part, valid_from=SINCE))
        pins.append(await filling(of, pin.function + f" {part}"))
        await DATABASE.fetch(
            "update role_assignment set filling = $2 where id = $1", pin.roles[0].id, pins[-1]
        )
    await add(
        Seat(
            committee=people.committee, organisation=people.north, part="member",
            holder_function="burgemeester", valid_from=SINCE,
        )
    )  # fmt: skip
    for name, of, link in (
        ("Zorg", people.north, people.south),
        ("OM", people.police, people.north),
    ):
        route = await add(
            ReportingRoute(organisation=of, name=name, source="school", valid_from=SINCE)
        )
        await add(RouteLink(route=route, place=1, part="receives", organisation=link))
    agreement = await in_force(people, commitments=2)
    days = {"period_from": date(2026, 7, 1), "period_until": DAY, "opens_on": DAY}
    made = await open_round(people, agreement, due_on=date(2027, 1, 31), **days)
    return Merging(people, await operator(), region, agreement, made, (pins[0], pins[1]))


def merger(there: Merging, **given: Any) -> ReorganisationForm:
    """North and south go on as a new municipality."""
    asked: dict[str, Any] = {
        "happens_on": DAY,
        "predecessors": [there.people.north, there.people.south],
        "new": [NewForm("Noordzuid", "GM1999")],
        "keeps": {min(map(str, there.fillings)): there.fillings[1]},
    }
    return ReorganisationForm(**{**asked, **given})


async def seen(form: ReorganisationForm, by: Actor) -> tuple[ReorganisationForm, Preview]:
    """The form as it is sent after the preview, and the preview."""
    found = await preview(form, by=by, at=AT)
    return replace(form, seen=found.view.seen), found.view


async def carried_out(form: ReorganisationForm, by: Actor) -> UUID:
    ready, _ = await seen(form, by)
    return await reorganise(ready, by=by, at=AT)


async def named(name: str) -> UUID:
    [row] = await DATABASE.fetch("select id from organisation where name = $1", name)
    found: UUID = row["id"]
    return found
