"""The picture of coverage: what it shows, to whom, in how many queries; its forms agree."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.fillings import asked, filled, region
from tests.builders.parties import SINCE, Cast, actor, cast
from tests.builders.service import AT, service, signed_in

from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.base.views import add_all
from governance.overview.coverage.queries import coverage, over_time
from governance.overview.coverage.rules import FUNCTIONS, GAP, Wanted, percentage, quarters
from governance.parties.fillings.actions import stop_filling
from governance.parties.fillings.forms import EndForm
from governance.parties.fillings.rules import State
from governance.parties.rules import FunctionKind
from governance.parties.tables import Filling, Grouping, Membership, Organisation

TODAY = day(AT)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def in_a_region(people: Cast) -> tuple[UUID, Actor]:
    """A safety region with north and south, and the administrator of north in it."""
    made = await region(
        "Noord en Zuid", people.north, people.south, kind="safety_region", code="VR99"
    )
    by = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    return made, replace(by, roles=tuple(replace(role, regions=(made,)) for role in by.roles))


async def test_it_shows_how_every_function_stands_at_each_municipality(people: Cast) -> None:
    _, by = await in_a_region(people)
    await filled(people.north, by, AT)
    await filled(people.north, by, AT, "contact_point", valid_until=TODAY + timedelta(days=9))
    view = await coverage(by, TODAY, Wanted())
    north, south = view.places
    assert (north.name, north.region_code, north.region) == ("Noordstad", "VR99", "Noord en Zuid")
    assert north.state("linking_pin") is State.FILLED
    assert north.state("contact_point") is State.ENDS_SOON
    assert set(south.states) == {State.VACANT}
    assert view.counts[FunctionKind.LINKING_PIN][State.FILLED] == 1
    assert view.counts[FunctionKind.LINKING_PIN][State.VACANT] == 1
    assert (north.filled, view.total) == (1, 2)


async def test_what_a_region_fills_is_filled_at_each_member(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.north, by, AT, "chain_director", serves_id=of_region)
    view = await coverage(by, TODAY, Wanted())
    assert [place.state("chain_director") for place in view.places] == [State.FILLED] * 2


async def test_it_is_as_it_was_on_a_day(people: Cast) -> None:
    _, by = await in_a_region(people)
    made = await filled(people.north, by, AT)
    await stop_filling(made, EndForm(date(2026, 6, 1), 1), by=by, at=AT)
    for on, state in ((date(2026, 5, 1), State.ENDS_SOON), (date(2026, 6, 1), State.VACANT)):
        view = await coverage(by, TODAY, Wanted(on=on))
        assert view.places[0].state("linking_pin") is state
    before = await coverage(by, TODAY, Wanted(on=SINCE - timedelta(days=1)))
    assert [place.region for place in before.places] == ["", ""]


async def test_it_is_narrowed_to_a_region_a_state_and_a_function(people: Cast) -> None:
    made, by = await in_a_region(people)
    await filled(people.north, by, AT)

    async def names(**wanted: object) -> list[str]:
        view = await coverage(by, TODAY, Wanted(**wanted))  # type: ignore[arg-type]
        return [place.name for place in view.places]

    assert await names(region=made) == ["Noordstad", "Zuiddorp"]
    assert await names(region=new_id()) == []
    assert await names(function="linking_pin", state="vacant") == ["Zuiddorp"]
    assert await names(function="linking_pin", state="filled") == ["Noordstad"]
    assert await names(state=GAP) == ["Noordstad", "Zuiddorp"]
    assert await names(function="linking_pin", state=GAP) == ["Zuiddorp"]


async def test_an_outsider_sees_no_municipality_of_another_region(people: Cast) -> None:
    await in_a_region(people)
    view = await coverage(people.outsider, TODAY, Wanted())
    assert [place.name for place in view.places] == ["Verweg"]
    nobody = Actor(new_id(), "niemand")
    assert (await coverage(nobody, TODAY, Wanted())).places == ()
    assert [moment.places for moment in await over_time(nobody, TODAY)] == [0] * 9


async def test_who_reads_for_the_whole_service_sees_all_and_asks_nobody(people: Cast) -> None:
    reader = Actor(new_id(), "lezer", (Role(new_id(), RoleKind.READER),))
    view = await coverage(reader, TODAY, Wanted())
    assert [place.name for place in view.places] == ["Noordstad", "Verweg", "Zuiddorp"]
    assert not any(place.may_ask for place in view.places)


async def test_what_is_asked_already_is_shown_with_its_question(people: Cast) -> None:
    _, by = await in_a_region(people)
    question = await asked(people.south, by, AT, "linking_pin")
    view = await coverage(by, TODAY, Wanted())
    assert view.places[1].asked == {"linking_pin": question}
    assert [place.may_ask for place in view.places] == [True, True]
    past = await coverage(by, TODAY, Wanted(on=TODAY - timedelta(days=1)))
    assert past.places[1].asked == {}, "of before it is not known what was asked"


async def test_over_time_it_counts_who_was_filled_by_a_holder(people: Cast) -> None:
    of_region, by = await in_a_region(people)
    await filled(people.north, by, AT, valid_from=date(2026, 5, 1))
    await filled(people.north, by, AT, "chain_director", serves_id=of_region)
    before = DATABASE.queries
    moments = await over_time(by, TODAY)
    assert DATABASE.queries - before == 1
    assert [moment.day for moment in moments] == quarters(TODAY, 8)
    assert [moment.filled.get("linking_pin", 0) for moment in moments[-5:]] == [0, 1, 1, 1, 1]
    assert moments[-1].filled["chain_director"] == 2
    narrowed = await over_time(by, TODAY, region=people.committee)
    assert narrowed[-1].places == 0


def test_the_quarters_before_a_day_end_with_that_day() -> None:
    assert quarters(date(2027, 1, 15), 3) == [
        date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1), date(2027, 1, 15),
    ]  # fmt: skip
    assert quarters(date(2027, 1, 1), 2) == [date(2026, 10, 1), date(2027, 1, 1)]


def test_a_percentage_is_whole_only_where_nothing_is_missing() -> None:
    assert [percentage(n, 342) for n in (0, 1, 171, 341, 342)] == [0, 1, 50, 99, 100]
    assert percentage(0, 0) == 0


async def country(number: int) -> None:
    """So many municipalities in 25 safety regions, each with most of the nine functions."""
    regions = [
        Grouping(kind="safety_region", name=f"R{n:02}", code=f"VR{n:02}", sort_key=f"r{n:02}",
                 search_key=f"r{n:02}")
        for n in range(1, 26)
    ]  # fmt: skip
    await add_all(regions)
    places = [
        Organisation(kind="municipality", name=f"Gemeente {n:03}", short_name=f"{n:03}",
                     sort_key=f"{n:03}", search_key=f"{n:03}", cbs_code=f"GM{n:04}", tooi_uri="",
                     oin="", kvk="")
        for n in range(number)
    ]  # fmt: skip
    await add_all(places)
    await add_all(
        Membership(grouping=regions[n % 25].id, organisation=place.id, valid_from=SINCE)
        for n, place in enumerate(places)
    )
    await add_all(
        Filling(organisation=place.id, function=function, holder_function="adviseur",
                valid_from=SINCE)
        for n, place in enumerate(places)
        for at, function in enumerate(FUNCTIONS)
        if (n + at) % 7
    )  # fmt: skip


async def test_the_whole_country_takes_four_queries_and_its_page_six_at_most(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await country(342)
        await DATABASE.fetch(
            "update role_assignment set kind = 'reader', organisation = null where person = $1",
            people.outsider.person_id,
        )
        async with signed_in(transport, people.outsider) as client:
            await client.get("/dekking")
            before = DATABASE.queries
            page = await client.get("/dekking", headers={"accept": "text/html"})
            assert page.status_code == 200
            assert DATABASE.queries - before <= 6
            assert page.text.count('<th scope="row"><a') == 342 + 3
            assert page.text.count('<td class="cell cell--') == (342 + 3) * len(FUNCTIONS)


async def test_table_file_and_api_say_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await region("Noord en Zuid", people.north, people.south, people.keeper)
        await DATABASE.fetch("update organisation set mailbox = 'x@y.example'")
        by = replace(people.administrator, roles=tuple(
            replace(role, regions=(made,)) for role in people.administrator.roles
        ))  # fmt: skip
        await filled(people.keeper, by, AT, "care_coordinator", serves_id=people.north)
        async with signed_in(transport, people.administrator) as client:
            told = (await client.get("/api/v1/dekking")).json()
            page = (await client.get("/dekking", headers={"accept-language": "en"})).text
            file = (await client.get("/dekking/uitvoer", headers={"accept-language": "en"})).text
        rows = list(csv.reader(file.removeprefix("\ufeff").splitlines(), delimiter=";"))
        shown = re.findall(r'<td class="cell cell--(\w+)"', page)
        states = [state for place in told["places"] for state in place["states"]]
        assert shown == states
        words = {"vacant": "vacant", "filled": "filled"}
        assert [cell for row in rows[1:] for cell in row[3:]] == [words[one] for one in states]
        assert states.count("filled") == 1
        [noted] = await DATABASE.fetch("select kind from trail_entry where verb = 'export'")
        assert noted["kind"] == "coverage"


async def test_a_gap_is_asked_about_with_one_click_and_only_once(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.south, people.keeper)
        async with signed_in(transport, people.administrator) as client:
            gap = {"gap": f"{people.north} linking_pin", "state": "gap"}
            page = (await client.get("/dekking")).text
            assert f'value="{gap["gap"]}"' in page
            for said in ("gevraagd deze functie", "Dit is al gevraagd"):
                answer = await client.post("/dekking/verzoeken", data=gap)
                assert answer.headers["location"] == "/dekking?state=gap"
                there = (await client.get("/dekking")).text
                assert said in there
            assert f'value="{gap["gap"]}"' not in there
            nonsense = await client.post("/dekking/verzoeken", data={"gap": "x"})
            assert nonsense.status_code == 303
        async with signed_in(transport, people.outsider) as client:
            answer = await client.post("/dekking/verzoeken", data=gap)
            assert answer.status_code == 404
        rows = await DATABASE.fetch("select asked_by from filling_request")
        assert [row["asked_by"] for row in rows] == [people.administrator.person_id]


async def test_the_page_speaks_the_language_of_its_reader_and_each_number_its_own_row(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.south, people.keeper)
        by = people.administrator
        await filled(people.keeper, by, AT, "contact_point", serves_id=people.north)
        async with signed_in(transport, people.administrator) as client:
            for language, head, state in (("en", "Linking pin", "vacant"), ("nl", "", "open")):
                client.headers["accept-language"] = language
                page = (await client.get("/dekking")).text
                sums = page.partition('class="sums"')[2].partition("</table>")[0]
                rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', sums, re.DOTALL)
                assert len(rows) == len(FUNCTIONS)
                for function, cells in rows:
                    for said in re.findall(r'class="unseen"> ([^<]+)</span>', cells):
                        assert said.lower().endswith(f", {function.lower()}"), (function, said)
                if head:
                    assert head in page and "Ingevuld" not in page and "okale regie" not in page
                assert re.search(rf'<td class="cell cell--vacant"[^>]*>{state}', page)


async def test_one_function_alone_is_one_column_in_table_and_file(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.south, people.keeper)
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get("/dekking?function=contact_point")).text
            cover = page.partition('<table class="cover">')[2]
            assert cover.count('<td class="cell') == 2 and cover.count('scope="col"') == 3
            file = (await client.get("/dekking/uitvoer?function=contact_point")).text
            assert [len(line.split(";")) for line in file.splitlines()] == [4, 4, 4]


async def test_what_is_no_day_is_told_and_not_said_to_be_no_page(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.south, people.keeper)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            for at in ("/dekking", "/dekking/kaart", "/dekking/uitvoer", "/invullingen"):
                answer = await client.get(f"{at}?on=31-02-2026", headers={"accept": "text/html"})
                assert answer.status_code == 400, at
                assert "date that exists" in answer.text and "31-02-2026" in answer.text, at
            told = await client.get("/api/v1/dekking?on=gisteren")
            assert told.status_code == 400
            assert [error["field"] for error in told.json()["errors"]] == ["on"]
