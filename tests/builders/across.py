"""Builders of a national indicator with those of two regions that count towards it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as other
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from tests.builders.commitments import AT as BEGUN
from tests.builders.commitments import ENTERED, bound, commitment, draft_agreement, in_force, party
from tests.builders.measuring import AT, adopted, indicator, line_of, measure, of_people, value
from tests.builders.parties import Cast, actor, cast, committee, organisation

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.commitments.actions import open_lines, set_commitments
from governance.commitments.measuring.across.actions import count_towards
from governance.commitments.measuring.across.forms import CountingForm
from governance.commitments.measuring.forms import IndicatorForm

TITLES = ("Landelijk akkoord", "Samen in Noord", "Samen in Oost")
LATER = AT + timedelta(hours=1)


@dataclass(frozen=True)
class Country:
    """A national agreement that the keepers of two regions take part in; the first region is that
    of the cast, with Noordstad and Zuiddorp, the second has Oostdam and Weststad.

    Agreements and indicators: the national one, then those of the regions.
    """

    people: Cast
    agreements: tuple[UUID, UUID, UUID]
    indicators: tuple[UUID, UUID, UUID]
    national: Actor
    eastern: Actor
    pin_east: Actor
    east: UUID
    west: UUID
    police: UUID
    pin_police: Actor


async def _of(people: Cast, title: str, parties: list[UUID], owners: list[UUID]) -> UUID:
    """An agreement in force since 1 January 2026, owed by some of its parties."""
    made = await draft_agreement(people, title=title, short_title=title, sort_key=title)
    there = {one: await party(made, one) for one in parties}
    forms = [commitment([there[one] for one in owners])]
    await set_commitments(made, forms, None, by=people.administrator, at=BEGUN)
    ends_on = ENTERED.replace(year=2028)
    await DATABASE.fetch(
        "update agreement set state = 'in_force', entered_into_force_on = $2, ends_on = $3"
        " where id = $1",
        made, ENTERED, ends_on,
    )  # fmt: skip
    await bound(made, ENTERED)
    cause = ("agreement", made)
    await open_lines(made, ENTERED, ends_on, by=people.administrator, at=BEGUN, cause=cause)
    return made


async def _at(people: Cast, keeper: UUID, name: str) -> tuple[Cast, Actor]:
    """The cast at another keeper, with a committee of its own."""
    table = await committee(keeper, name)
    by = await actor(RoleKind.ADMINISTRATOR, organisation=keeper)
    return other(people, keeper=keeper, committee=table, administrator=by), by


async def country(
    form: IndicatorForm | None = None, *, people: Cast | None = None, counted: bool = True
) -> Country:
    """A national indicator that is open, and one of each region, that count unless told not."""
    people = people or await cast()
    typed = form or of_people()
    bureau, office = await organisation("Rijk", "ministry"), await organisation("Oost", "region")
    east, west = await organisation("Oostdam"), await organisation("Weststad")
    whole, national = await _at(people, bureau, "Landelijk overleg")
    beside, eastern = await _at(people, office, "Stuurgroep oost")
    both = [people.keeper, office, people.police]
    top = await _of(whole, TITLES[0], both, [people.keeper, people.police])
    first = await in_force(people)
    await DATABASE.fetch(
        "update agreement set short_title = $2, sort_key = $2 where id = $1", first, TITLES[1]
    )
    second = await _of(beside, TITLES[2], [east, west], [east, west])
    ids = (
        await indicator(top, national, replace(typed, gathers=True)),
        await indicator(first, people.administrator, typed),
        await indicator(second, eastern, typed),
    )
    if counted:
        await count(ids[1], ids[0], people.administrator)
        await count(ids[2], ids[0], eastern)
    return Country(
        people, (top, first, second), ids, national, eastern,
        await actor(RoleKind.LINKING_PIN, organisation=east), east, west, people.police,
        await actor(RoleKind.LINKING_PIN, organisation=people.police),
    )  # fmt: skip


async def count(of: UUID, towards: UUID | None, by: Actor, **fields: Any) -> None:
    """Let an indicator count towards another."""
    await count_towards(of, CountingForm(towards_id=towards, **fields), by=by, at=AT)


async def told(
    made: Country, place: int, of: UUID, by: Actor, *numbers: Any, at: datetime = LATER
) -> UUID:
    """Give values of an organisation in one of the agreements, which its committee adopts."""
    line = await line_of(made.agreements[place], of)
    values = [value(one) if isinstance(one, int) else one for one in numbers]
    await measure(line, made.indicators[place], by, *values)
    await adopted(line, at)
    return line
