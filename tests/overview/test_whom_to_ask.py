"""From every gap one click asks the organisation that is to fill it, and it is shown which."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.fillings import asked, filled, region
from tests.builders.parties import SINCE, Cast, actor, cast
from tests.builders.people import operator
from tests.builders.service import AT, service, signed_in

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.views import add
from governance.overview.cards.queries import card
from governance.overview.coverage.queries import coverage
from governance.overview.coverage.rules import FUNCTIONS, Place, Wanted
from governance.parties.asking.queries import request_of
from governance.parties.fillings.actions import stop_filling
from governance.parties.fillings.forms import EndForm
from governance.parties.fillings.rules import State
from governance.parties.tables import Membership

TODAY = day(AT)
LATER = TODAY + timedelta(days=9)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def in_a_region(people: Cast) -> tuple[UUID, Actor]:
    """A region with north, south and its office, and the administrator of the office in it."""
    made = await region(
        "Noord en Zuid", people.north, people.south, people.keeper, kind="safety_region"
    )
    by = await actor(RoleKind.ADMINISTRATOR, organisation=people.keeper)
    return made, replace(by, roles=tuple(replace(role, regions=(made,)) for role in by.roles))


async def places(by: Actor) -> list[Place]:
    return list((await coverage(by, TODAY, Wanted())).places)


def whom(place: Place, function: str) -> str:
    one = place.whom.get(function)
    return one.name if one else place.name


async def test_who_fills_it_for_a_region_in_part_is_asked(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    given = {"serves_id": of_region, "age": "from_23"}
    await filled(people.keeper, by, AT, "care_coordinator", **given)
    for place in await places(by):
        assert place.state("care_coordinator") is State.PARTLY
        assert whom(place, "care_coordinator") == "Region office"
        assert whom(place, "linking_pin") == place.name


async def test_who_provided_it_last_is_asked(people: Cast) -> None:
    _, by = await in_a_region(people)
    made = await filled(people.keeper, by, AT, "contact_point", serves_id=people.north)
    await stop_filling(made, EndForm(TODAY, 1), by=by, at=AT)
    north, south = await places(by)
    assert north.state("contact_point") is State.VACANT
    assert (whom(north, "contact_point"), whom(south, "contact_point")) == (
        "Region office", "Zuiddorp",
    )  # fmt: skip
    own = await filled(people.north, await operator(), AT, "contact_point", valid_from=TODAY)
    assert own
    await DATABASE.fetch("update filling set valid_until = $2 where id = $1", own, LATER)
    north, _ = await places(by)
    assert (north.state("contact_point"), whom(north, "contact_point")) == (
        State.ENDS_SOON, "Noordstad",
    )  # fmt: skip


async def test_what_a_region_filled_before_is_asked_of_who_did(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    made = await filled(people.keeper, by, AT, "chain_director", serves_id=of_region)
    await stop_filling(made, EndForm(TODAY, 1), by=by, at=AT)
    for place in await places(by):
        assert place.state("chain_director") is State.VACANT
        assert whom(place, "chain_director") == "Region office"


async def test_who_ended_or_may_not_be_asked_is_not_chosen(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.keeper, by, AT, "chain_director", serves_id=of_region, valid_until=LATER)
    pin = await actor(RoleKind.LINKING_PIN, organisation=people.north)
    pin = replace(pin, roles=tuple(replace(role, regions=(of_region,)) for role in pin.roles))
    north = next(one for one in await places(pin) if one.name == "Noordstad")
    assert north.may_ask and whom(north, "chain_director") == "Noordstad", "it asks its own"
    await DATABASE.fetch(
        "update organisation set valid_until = $2 where id = $1", people.keeper, TODAY
    )
    north, _ = await places(by)
    assert whom(north, "chain_director") == "Noordstad"


async def test_what_who_is_chosen_was_asked_is_shown_and_is_answered_by_filling(
    people: Cast,
) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.keeper, by, AT, "care_coordinator", serves_id=of_region, age="from_23")
    made = await asked(people.keeper, by, AT, "care_coordinator")
    assert [one.asked for one in await places(by)] == [{"care_coordinator": made}] * 2
    await filled(people.keeper, by, AT, "care_coordinator", serves_id=of_region, age="under_23")
    assert (await request_of(made, by=by, today=TODAY)).outcome == "filled"
    assert {one.state("care_coordinator") for one in await places(by)} == {State.FILLED}


async def test_the_picture_takes_four_queries_and_one_of_before_asks_nobody(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.keeper, by, AT, "chain_director", serves_id=of_region, valid_until=LATER)
    before = DATABASE.queries
    assert (await places(by))[0].whom
    assert DATABASE.queries - before == 4
    past = await coverage(by, TODAY, Wanted(on=TODAY - timedelta(days=1)))
    assert [one.whom for one in past.places] == [{}, {}]


async def test_an_outsider_learns_nothing_of_who_provides(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.keeper, by, AT, "chain_director", serves_id=of_region, valid_until=LATER)
    assert [one.whom for one in await places(people.outsider)] == [{}]
    assert (await card(people.north, by=people.outsider, today=TODAY)).standings == ()
    mine = {one.function: one for one in (await card(people.north, by=by, today=TODAY)).standings}
    chosen = mine["chain_director"].whom
    assert chosen is not None and chosen.name == "Region office"


async def test_from_every_gap_there_is_one_click(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await region("Noord en Zuid", people.north, people.south, people.keeper)
        by = replace(people.administrator, roles=tuple(
            replace(role, regions=(made,)) for role in people.administrator.roles
        ))  # fmt: skip
        await filled(people.keeper, by, AT, "care_coordinator", serves_id=made, age="from_23")
        await filled(people.keeper, by, AT, "contact_point", serves_id=people.north,
                     valid_until=LATER)  # fmt: skip
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get("/dekking")).text
            gaps = re.findall(r'name="gap" value="([^"]+)"', page)
            assert len(gaps) == 2 * len(FUNCTIONS)
            gap = f"{people.keeper} care_coordinator {people.north}"
            assert gap in gaps and "vraag Region office" in page
            answer = await client.post("/dekking/verzoeken", data={"gap": gap})
            assert answer.status_code == 303
            page = (await client.get("/dekking")).text
            assert len(re.findall(r'name="gap"', page)) == 2 * len(FUNCTIONS) - 2
            [row] = await DATABASE.fetch("select organisation, note from filling_request")
            assert row["organisation"] == people.keeper and "Noordstad" in row["note"]
            shown = (await client.get(f"/organisaties/{people.north}")).text
            assert "Region office vragen" in shown
            told = (await client.get("/api/v1/dekking")).json()["places"]
            assert told[0]["whom"]["contact_point"]["name"] == "Region office"
        async with signed_in(transport, people.outsider) as client:
            answer = await client.post("/dekking/verzoeken", data={"gap": gap})
            assert answer.status_code == 404


async def test_what_one_does_for_a_neighbour_answers_nothing_about_itself(people: Cast) -> None:
    _, by = await in_a_region(people)
    mine = await asked(people.north, by, AT, "contact_point")
    theirs = await asked(people.south, by, AT, "contact_point")
    await filled(people.north, await operator(), AT, "contact_point", serves_id=people.south)
    outcomes = [(await request_of(one, by=by, today=TODAY)).outcome for one in (mine, theirs)]
    assert outcomes == ["", "filled"]


async def test_two_people_ask_from_the_same_gap_and_one_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.south, people.keeper)
        gap = {"gap": f"{people.north} linking_pin"}
        async with (
            signed_in(transport, people.administrator) as one,
            signed_in(transport, people.secretary) as two,
        ):
            await region_of_the_table(people)
            sent = (client.post("/dekking/verzoeken", data=gap) for client in (one, two))
            assert [answer.status_code for answer in await asyncio.gather(*sent)] == [303, 303]
            told = [(await client.get("/dekking")).text for client in (one, two)]
        said = [
            [word in page for word in ("gevraagd deze functie", "Dit is al gevraagd")]
            for page in told
        ]
        assert sorted(said) == [[False, True], [True, False]]
        assert len(await DATABASE.fetch("select id from filling_request")) == 1


async def region_of_the_table(people: Cast) -> None:
    """North is in the region of the committee, so that its secretary asks it as well."""
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    await add(Membership(grouping=row["grouping"], organisation=people.north, valid_from=SINCE))
