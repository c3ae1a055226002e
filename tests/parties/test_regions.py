"""Regions: who is in them when, who may say so, and that no order of acts breaks the past."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import parties
from tests.builders.examples import examples
from tests.builders.parties import Cast
from tests.builders.people import operator

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.views import add
from governance.parties.regions import actions
from governance.parties.regions.forms import (
    MembershipEndForm,
    MembershipForm,
    RegionChangeForm,
    RegionEndForm,
    RegionForm,
)
from governance.parties.regions.queries import Wanted, membership, region, regions
from governance.parties.register.actions import end_organisation, rename_organisation
from governance.parties.register.forms import EndForm, RenameForm
from governance.parties.register.queries import card
from governance.parties.tables import Grouping

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SINCE = date(2026, 1, 1)


async def made(by: Actor, name: str = "Zorgregio Oost", **given: Any) -> UUID:
    return await actions.add_region(RegionForm("care_region", name, **given), by=by, at=AT)


async def kept() -> tuple[Cast, Actor, UUID]:
    """The cast, who runs the service, and a region that the keeper of the cast keeps."""
    people, by = await parties.cast(), await operator()
    return people, by, await made(by, keeper_id=people.keeper, code="ZR01")


def told(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.field for one in refused.value.complaints]


async def test_who_keeps_a_region_lets_others_in_and_nobody_else(database: Database) -> None:
    people, _, one = await kept()
    form = MembershipForm(people.north, SINCE)
    for stranger in (people.outsider, people.pin_north, people.secretary):
        with pytest.raises(NotAllowed):
            await actions.admit(one, form, by=stranger, at=AT)
        with pytest.raises(NotAllowed):
            await actions.add_region(RegionForm("region", "Zelf"), by=stranger, at=AT)
    with pytest.raises(NotAllowed):
        await made(people.administrator, "Zelf bedacht")
    there = await actions.admit(one, form, by=people.administrator, at=AT)
    view = await membership(one, there, by=people.administrator)
    assert (view.organisation, view.part) == ("Noordstad", "member")
    with pytest.raises(NotFound):
        await membership(one, there, by=people.outsider)
    [row] = await database.fetch(
        "select organisation_id, verb from trail_entry where thing_id = $1", there
    )
    assert tuple(row) == (people.keeper, "admit")


async def test_only_who_runs_the_service_chooses_the_keeper(database: Database) -> None:
    people, by, one = await kept()
    form = RegionChangeForm("Zorgregio Oost", "ZR01", people.north, 1)
    with pytest.raises(Refused) as refused:
        await actions.change_region(one, form, by=people.administrator, at=AT)
    assert told(refused) == ["keeperId"]
    await actions.change_region(one, form, by=by, at=AT)
    with pytest.raises(Overtaken):
        await actions.change_region(
            one, RegionChangeForm("Anders", "", people.north, 1), by=by, at=AT
        )
    with pytest.raises(NotAllowed):
        await actions.admit(
            one, MembershipForm(people.north, SINCE), by=people.administrator, at=AT
        )


async def test_overlap_of_regions_is_normal_and_twice_in_one_is_not(database: Database) -> None:
    people, by, one = await kept()
    other = await made(by, "Zorgregio West")
    for there in (one, other):
        await actions.admit(there, MembershipForm(people.north, SINCE), by=by, at=AT)
    assert {r.name for r in (await card(people.north, by=by)).regions} == {
        "Zorgregio Oost", "Zorgregio West",
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        await actions.admit(one, MembershipForm(people.north, TODAY, "host"), by=by, at=AT)
    assert told(refused) == ["validFrom"]


async def test_all_that_is_wrong_with_a_region_is_told_at_once(database: Database) -> None:
    _, by, _ = await kept()
    with pytest.raises(Refused) as refused:
        await made(by, "zorgregio oost", code="ZR01")
    assert told(refused) == ["name", "code"]


async def test_what_is_in_a_register_keeps_its_name_and_code(database: Database) -> None:
    _, by, one = await kept()
    await database.fetch("update grouping set source = 'cbs' where id = $1", one)
    with pytest.raises(Refused) as refused:
        await actions.change_region(one, RegionChangeForm("Anders", "X", None, 1), by=by, at=AT)
    assert told(refused) == ["name", "code"]


async def test_the_members_are_as_they_were_on_a_day_by_the_name_of_that_day(
    database: Database,
) -> None:
    people, by, one = await kept()
    there = await actions.admit(one, MembershipForm(people.north, SINCE, "host"), by=by, at=AT)
    form = RenameForm("Noordenstad", date(2026, 6, 1), version=1)
    await rename_organisation(people.north, form, by=by, at=AT)
    ends = MembershipEndForm(TODAY, 1)
    await actions.end_membership(one, there, ends, by=by, at=AT)
    before = database.queries
    past = await region(one, by=people.outsider, on=date(2026, 5, 31))
    assert database.queries - before == 3
    assert [(m.name, m.part) for m in past.members] == [("Noordstad", "host")]
    later = await region(one, by=by, on=date(2026, 11, 23))
    assert [m.name for m in later.members] == ["Noordenstad"]
    assert (await region(one, by=by, on=TODAY)).members == ()
    with pytest.raises(Overtaken):
        await actions.end_membership(one, there, MembershipEndForm(None, 1), by=by, at=AT)
    found = await regions(by, Wanted(kind="care_region", on=SINCE), today=TODAY)
    assert [(r.name, r.members) for r in found.regions] == [("Zorgregio Oost", 1)]


async def test_a_membership_lies_within_the_time_of_who_is_in_it(database: Database) -> None:
    people, by, one = await kept()
    await end_organisation(people.north, EndForm(TODAY, 1), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await actions.admit(one, MembershipForm(people.north, SINCE), by=by, at=AT)
    assert told(refused) == ["validUntil"]
    await actions.admit(one, MembershipForm(people.north, SINCE, valid_until=TODAY), by=by, at=AT)
    young = await parties.organisation("Nieuwstad", valid_from=TODAY)
    with pytest.raises(Refused) as refused:
        await actions.admit(one, MembershipForm(young, SINCE), by=by, at=AT)
    assert told(refused) == ["validFrom"]


async def test_of_two_who_let_the_same_in_at_once_one_wins(database: Database) -> None:
    people, by, one = await kept()
    ran = await asyncio.gather(
        *(
            actions.admit(one, MembershipForm(people.north, SINCE), by=who, at=AT)
            for who in (by, people.administrator)
        ),
        return_exceptions=True,
    )
    assert sorted(type(r).__name__ for r in ran) == ["Refused", "UUID"]


async def test_a_region_ends_with_who_is_in_it(database: Database) -> None:
    people, by, one = await kept()
    there = await actions.admit(one, MembershipForm(people.north, SINCE), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await actions.end_region(one, RegionEndForm(SINCE, 1), by=by, at=AT)
    assert told(refused) == ["endsOn"]
    await actions.end_region(one, RegionEndForm(TODAY, 1), by=people.administrator, at=AT)
    assert (await membership(one, there, by=by)).valid_until == TODAY
    with pytest.raises(Refused) as refused:
        await actions.admit(one, MembershipForm(people.south, TODAY), by=by, at=AT)
    assert told(refused) == ["validFrom"]
    with pytest.raises(Refused):
        await actions.end_membership(one, there, MembershipEndForm(None, 2), by=by, at=AT)
    [row] = await database.fetch("select cause_id from trail_entry where thing_id = $1 "
                                 "and verb = 'end_membership'", there)  # fmt: skip
    assert row["cause_id"] == one


async def test_the_regions_take_two_queries_however_many_there_are(database: Database) -> None:
    people, by, _ = await kept()
    for number in range(60):
        await made(by, f"Regio {number}")
    before = database.queries
    found = await regions(people.outsider, Wanted(), today=TODAY, page=2)
    assert database.queries - before == 2
    assert (found.total, len(found.regions)) == (62, 12)


LAST = 12
"""Days of the little world of the property; the last stands for all that come after."""
DAYS = st.integers(0, LAST - 1)
ENDS = st.none() | DAYS
ACTS = st.one_of(
    st.tuples(st.just("admit"), st.integers(0, 1), DAYS, ENDS),
    st.tuples(st.just("end"), st.integers(0, 9), ENDS),
    st.tuples(st.just("end_region"), ENDS),
    st.tuples(st.just("end_organisation"), st.integers(0, 1), ENDS),
)


def on(number: int | None) -> date | None:
    return None if number is None else SINCE + timedelta(days=number)


def days(begins: date, ends: date | None) -> set[int]:
    """The days of a period, as numbers."""
    first = (begins - SINCE).days
    return set(range(first, LAST + 1 if ends is None else (ends - SINCE).days))


class World:
    """What the acts should come to, in sets of days: another way of saying the same rules."""

    def __init__(self) -> None:
        self.spells: dict[UUID, tuple[int, int, date | None]] = {}
        self.region: int | None = None
        self.ends: list[int | None] = [None, None]

    def free(self, who: int, wanted: set[int], but: UUID | None = None) -> bool:
        limit = min(LAST + 1 if e is None else e for e in (self.region, self.ends[who]))
        taken = {
            n
            for key, (whose, first, ends) in self.spells.items()
            if whose == who and key != but
            for n in days(SINCE + timedelta(days=first), ends)
        }
        return bool(wanted) and max(wanted) < limit and not wanted & taken

    def cut(self, ends: int | None, whose: int | None = None) -> None:
        if ends is None:
            return
        for key, (who, first, last) in self.spells.items():
            at = SINCE + timedelta(days=ends)
            if whose in (None, who) and first < ends and (last is None or last > at):
                self.spells[key] = (who, first, at)

    def later(self, ends: int | None, whose: int | None = None) -> bool:
        return ends is not None and any(
            first >= ends for who, first, _ in self.spells.values() if whose in (None, who)
        )


async def version(table: str, of: UUID) -> int:
    [row] = await DATABASE.fetch(f'select version from "{table}" where id = $1', of)
    found: int = row["version"]
    return found


async def play(act: tuple[Any, ...], world: World, one: UUID, who: list[UUID], by: Actor) -> bool:
    """Do one act in the database and in the little world; whether both say the same."""
    verb, *rest = act
    try:
        if verb == "admit":
            number, begins, ends = rest
            first = on(begins)
            assert first is not None
            expected = world.free(number, days(first, on(ends)))
            form = MembershipForm(who[number], first, valid_until=on(ends))
            there = await actions.admit(one, form, by=by, at=AT)
            world.spells[there] = (number, begins, on(ends))
        elif verb == "end":
            place, ends = rest
            if place >= len(world.spells):
                return True
            key = list(world.spells)[place]
            number, first_day, _ = world.spells[key]
            wanted = days(SINCE + timedelta(days=first_day), on(ends))
            expected = world.free(number, wanted, key)
            ending = MembershipEndForm(on(ends), await version("membership", key))
            await actions.end_membership(one, key, ending, by=by, at=AT)
            world.spells[key] = (number, first_day, on(ends))
        elif verb == "end_region":
            [ends] = rest
            expected = not world.later(ends)
            over = RegionEndForm(on(ends), await version("grouping", one))
            await actions.end_region(one, over, by=by, at=AT)
            world.region = ends
            world.cut(ends)
        else:
            number, ends = rest
            expected = not world.later(ends, number)
            gone = EndForm(on(ends), await version("organisation", who[number]))
            await end_organisation(who[number], gone, by=by, at=AT)
            world.ends[number] = ends
            world.cut(ends, number)
    except Refused:
        return not expected
    return expected


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACTS, max_size=12))
async def test_no_order_of_acts_breaks_a_period_or_loses_one(
    database: Database, acts: list[tuple[Any, ...]]
) -> None:
    by = await parties.actor(RoleKind.SYSTEM_ADMINISTRATOR)
    one = await made(by, f"Regio {by.person_id}")
    who = [await parties.organisation(f"Stad {n} {by.person_id}") for n in range(2)]
    world = World()
    for act in acts:
        assert await play(act, world, one, who, by), (act, world.spells)
    rows = await database.fetch(
        'select id, organisation, valid_from, valid_until from membership where "grouping" = $1',
        one,
    )
    assert {
        row["id"]: (who.index(row["organisation"]), row["valid_from"], row["valid_until"])
        for row in rows
    } == {
        key: (number, SINCE + timedelta(days=first), ends)
        for key, (number, first, ends) in world.spells.items()
    }
    for row in rows:
        assert row["valid_until"] is None or row["valid_until"] > row["valid_from"]
        for other in rows:
            if other is not row and other["organisation"] == row["organisation"]:
                mine, theirs = (days(r["valid_from"], r["valid_until"]) for r in (row, other))
                assert not mine & theirs


async def test_a_municipality_is_in_one_safety_region_at_a_time(database: Database) -> None:
    people = await parties.cast()
    by = await operator()
    first, second = [
        await add(
            Grouping(
                kind="safety_region",
                name=name,
                code=code,
                sort_key=name.lower(),
                search_key=name.lower(),
            )
        )
        for name, code in (("Noordland", "VR91"), ("Zuidland", "VR92"))
    ]
    made = await actions.admit(first, MembershipForm(people.north, SINCE), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await actions.admit(second, MembershipForm(people.north, TODAY), by=by, at=AT)
    [told] = refused.value.complaints
    assert (told.field, told.values) == ("organisationId", {"region": "Noordland"})
    await actions.admit(second, MembershipForm(people.police, TODAY), by=by, at=AT)
    await actions.end_membership(first, made, MembershipEndForm(TODAY, 1), by=by, at=AT)
    await actions.admit(second, MembershipForm(people.north, TODAY), by=by, at=AT)
