"""Reporting routes: who keeps and sees them, all links at once, and which of them are broken."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.fillings import filled, region
from tests.builders.parties import Cast, actor, cast
from tests.builders.routes import links, route, routed
from tests.builders.service import AT, service, signed_in

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.ids import new_id
from governance.parties.routes import actions, queries
from governance.parties.routes.forms import LinkForm, RouteChange
from governance.parties.routes.queries import RouteView, Wanted
from governance.parties.routes.rules import LinkPart, Source, Why
from governance.parties.rules import FunctionKind

TODAY = day(AT)
OFFICER = FunctionKind.DESIGNATED_OFFICER


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def seen(made: UUID, by: Actor) -> RouteView:
    return await queries.route(made, by=by, today=TODAY)


def change(version: int = 1, **fields: Any) -> RouteChange:
    said = routed()
    names = [name for name in said.__struct_fields__]
    return RouteChange(**{**{n: getattr(said, n) for n in names}, "version": version, **fields})


async def test_a_route_shows_its_links_in_their_order_and_is_in_the_trail(people: Cast) -> None:
    made = await route(
        people.keeper, people.administrator, AT,
        links=[LinkForm(), *links(people.police, people.north, within_days=3)],
    )  # fmt: skip
    view = await seen(made, people.administrator)
    assert [(one.place, one.part, one.organisation) for one in view.links] == [
        (1, "receives", "Politie"), (2, "weighs", "Noordstad"),
        (3, "victim", "Noordstad"), (4, "offender", "Noordstad"),
    ]  # fmt: skip
    assert (view.broken, view.flaws, view.links[0].within_days) == (False, (), 3)
    assert view.may_change
    [entry] = await DATABASE.fetch(
        "select organisation_id, changes from trail_entry where thing_id = $1", made
    )
    assert entry["organisation_id"] == people.keeper
    assert str(people.police) in entry["changes"] and "school" in entry["changes"]


async def test_a_route_is_seen_by_its_keeper_by_who_is_named_and_by_its_region(
    people: Cast,
) -> None:
    near = await region("Regio", people.keeper, people.south)
    named = links(people.keeper, people.north)
    of_region = await route(people.keeper, people.administrator, AT, region_id=near, links=named)
    own = await route(people.keeper, people.administrator, AT, name="Eigen")
    regional = tuple(replace(role, regions=(near,)) for role in people.pin_south.roles)
    pin_south = replace(people.pin_south, roles=regional)
    runs = await actor(RoleKind.SYSTEM_ADMINISTRATOR)

    async def sees(by: Actor) -> set[UUID]:
        found = await queries.routes(by, TODAY, Wanted())
        for one in (of_region, own):
            if one not in {view.id for view in found.routes}:
                with pytest.raises(NotFound):
                    await seen(one, by)
        return {view.id for view in found.routes}

    assert await sees(people.administrator) == await sees(runs) == {of_region, own}
    assert await sees(people.pin_north) == await sees(pin_south) == {of_region}
    assert await sees(people.outsider) == await sees(people.pin_south) == set()
    found = await queries.of_organisation(people.north, by=people.pin_north, today=TODAY)
    assert [one.id for one in found] == [of_region]
    assert await queries.of_organisation(people.north, by=people.outsider, today=TODAY) == []
    for by, refusal in ((people.pin_north, NotAllowed), (people.outsider, NotFound)):
        with pytest.raises(refusal):
            await actions.change_route(of_region, change(), by=by, at=AT)
        with pytest.raises(NotAllowed):
            await route(people.keeper, by, AT)
    with pytest.raises(NotFound):
        await route(new_id(), runs, AT)


async def test_everything_that_is_wrong_is_told_at_once(people: Cast) -> None:
    await DATABASE.fetch(
        "update organisation set valid_until = $2 where id = $1", people.riec, TODAY
    )
    wrong = routed(
        name=" ", source=Source.MEDICAL, region_id=new_id(), valid_until=date(2025, 1, 1),
        links=[LinkForm(None, people.police), LinkForm(LinkPart.WEIGHS, people.riec)],
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        await actions.add_route(people.keeper, wrong, by=people.administrator, at=AT)
    assert [one.field for one in refused.value.complaints] == [
        "name", "secrecy", "regionId", "validUntil", "links.0.part", "links.1.organisationId",
    ]  # fmt: skip
    assert await DATABASE.fetch("select id from reporting_route") == []


async def test_of_two_who_change_at_once_one_wins_with_all_its_links(people: Cast) -> None:
    made, by = await route(people.keeper, people.administrator, AT), people.administrator
    ours = {people.north: links(people.north), people.south: links(people.south)}
    both = (actions.change_route(made, change(links=rows), by=by, at=AT) for rows in ours.values())
    found = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "Overtaken"]
    view = await seen(made, by)
    assert view.version == 2 and len(view.links) == 4
    assert len({one.organisation_id for one in view.links}) == 1
    with pytest.raises(Overtaken):
        await actions.change_route(made, change(), by=by, at=AT)


async def test_a_change_that_changes_nothing_is_not_noted(people: Cast) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT)
    await actions.change_route(made, change(links=links(people.keeper)), by=by, at=AT)
    assert (await seen(made, by)).version == 1


async def test_the_trail_tells_which_links_changed_and_who_they_name(people: Cast) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT)
    rows = [*links(people.keeper)[:3], LinkForm(LinkPart.OFFENDER, people.police, within_days=7)]
    await actions.change_route(made, change(links=rows), by=by, at=AT)
    [entry] = await DATABASE.fetch(
        "select changes from trail_entry where thing_id = $1 and verb = 'change_route'", made
    )
    noted = json.loads(entry["changes"])
    [was], [now] = noted["before"]["links"], noted["after"]["links"]
    assert (was["place"], was["organisation"]) == ("4", "Region office")
    assert now == {
        "place": "4", "does": "offender", "organisation": "Politie", "within_days": "7",
        "organisation_id": str(people.police),
    }  # fmt: skip


async def flaws(made: UUID, by: Actor, on: date = TODAY) -> list[tuple[str, str, int]]:
    """Why a route is broken; what the database says of it must be the same."""
    view = await queries.route(made, by=by, today=on)
    listed = await queries.routes(by, on, Wanted(broken=True, ended=True))
    assert (made in {one.id for one in listed.routes}) is view.broken is bool(view.flaws)
    return [(one.part, one.why, one.place) for one in view.flaws]


async def test_a_function_that_nobody_fills_breaks_the_route_until_somebody_does(
    people: Cast,
) -> None:
    by, runs = people.administrator, await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    rows = [
        LinkForm(LinkPart.RECEIVES, people.north, OFFICER),
        *links(people.keeper)[1:],
    ]
    made = await route(people.keeper, by, AT, links=rows)
    assert await flaws(made, by) == [("receives", Why.VACANT, 1)]
    ends = date(2027, 6, 1)
    await filled(people.north, runs, AT, OFFICER, valid_until=ends)
    assert await flaws(made, by) == []
    assert await flaws(made, by, ends) == [("receives", Why.VACANT, 1)]


async def test_a_deputy_does_not_fill_it_and_one_of_the_region_does(people: Cast) -> None:
    by, runs = people.administrator, await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    near = await region("Regio", people.keeper, people.north)
    rows = [LinkForm(part, people.north, OFFICER) for part in LinkPart]
    made = await route(people.keeper, by, AT, links=rows)
    await filled(people.north, runs, AT, OFFICER, part="deputy")
    assert [why for _, why, _ in await flaws(made, by)] == [Why.VACANT] * 4
    await filled(people.keeper, runs, AT, OFFICER, serves_id=near)
    assert await flaws(made, by) == []


async def test_each_reason_is_told_and_the_database_agrees(people: Cast) -> None:
    by = people.administrator
    whole = links(people.keeper)
    cases: dict[str, tuple[list[LinkForm], list[tuple[str, str, int]]]] = {
        "none": ([], [(part, Why.MISSING, 0) for part in ("receives", "victim", "offender")]),
        "no weighing": ([one for one in whole if one.part != "weighs"], []),
        "no victim": (
            [one for one in whole if one.part != "victim"], [("victim", Why.MISSING, 0)],
        ),
        "nobody": (links(people.keeper, None), [
            ("weighs", Why.NOBODY, 2), ("victim", Why.NOBODY, 3), ("offender", Why.NOBODY, 4),
        ]),
        "ends": (links(people.keeper, people.riec, people.keeper), [("weighs", Why.ENDED, 2)]),
    }  # fmt: skip
    made = {
        name: await route(people.keeper, by, AT, links=rows) for name, (rows, _) in cases.items()
    }
    await DATABASE.fetch(
        "update organisation set valid_until = $2 where id = $1", people.riec, TODAY
    )
    for name, (rows, expected) in cases.items():
        assert await flaws(made[name], by) == expected, name
        # What has ended since may stay as it is, so that the rest can be corrected.
        again = change(links=rows, name=f"{name}, opnieuw")
        await actions.change_route(made[name], again, by=by, at=AT)
    found = await queries.routes(by, TODAY, Wanted())
    assert [one.broken for one in found.routes] == [True] * 4 + [False]
    assert (found.total, found.broken) == (5, 4)


async def test_the_list_is_narrowed_in_two_queries_and_stays_so_as_it_grows(people: Cast) -> None:
    by = people.administrator
    near = await region("Zuiderregio", people.keeper)
    await route(people.keeper, by, AT, name="A", region_id=near)
    await route(people.keeper, by, AT, name="B_1", source=Source.EMPLOYER, links=[])
    await route(people.keeper, by, AT, name="C", valid_until=TODAY)
    for number in range(60):
        await route(people.keeper, by, AT, name=f"Rest {number}", source=Source.CITIZEN)

    async def found(**wanted: Any) -> list[str]:
        before = DATABASE.queries
        page = await queries.routes(by, TODAY, Wanted(**wanted))
        assert DATABASE.queries - before == 2
        return [one.name for one in page.routes]

    assert len(await found()) == queries.PAGE_SIZE
    assert (await found())[0] == "B_1"
    assert await found(region=near) == await found(search="zuider") == ["A"]
    assert await found(source="employer") == await found(broken=True) == ["B_1"]
    assert await found(search="_") == ["B_1"]
    assert await found(organisation=people.north) == []
    assert sorted(await found(source="school", ended=True)) == ["A", "C"]
    last = await queries.routes(by, TODAY, Wanted(), page=99)
    assert (last.page, last.pages, len(last.routes)) == (2, 2, 12)
    before = DATABASE.queries
    assert len(await queries.of_organisation(people.keeper, by=by, today=TODAY)) == 62
    assert DATABASE.queries - before == 1


async def test_a_machine_and_a_page_do_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        said = {"name": "Van arts", "source": "medical", "validFrom": "2026-01-01"}
        new = f"/organisaties/{people.keeper}/signaalroutes/nieuw"
        html = {"accept": "text/html"}
        async with signed_in(transport, people.administrator) as client:
            typed = {
                **said, "links.0.part": "receives", "links.0.organisationId": str(people.keeper),
                "links.0.function": "", "links.0.withinDays": "x", "links.1.part": "",
                "links.1.organisationId": "", "links.1.function": "", "links.1.withinDays": "",
            }  # fmt: skip
            wrong = await client.post(new, data=typed, headers=html)
            assert wrong.status_code == 400 and 'value="Van arts"' in wrong.text
            assert 'href="#f-secrecy"' in wrong.text
            assert 'href="#f-links-0-withinDays"' in wrong.text
            typed |= {"secrecy": "Alleen met toestemming", "links.0.withinDays": "2"}
            done = await client.post(new, data=typed, headers=html)
            assert done.status_code == 303
            one = done.headers["location"].partition("?")[0]
            view = (await client.get(f"/api/v1{one}")).json()
            assert [(x["part"], x["withinDays"]) for x in view["links"]] == [("receives", 2)]
            assert [x["part"] for x in view["flaws"]] == ["victim", "offender"]
            shown = (await client.get(one, headers=html)).text
            assert "Alleen met toestemming" in shown and "kant van de dader" in shown
            whole = [{"part": part, "organisationId": str(people.keeper)} for part in LinkPart]
            put = {**said, "secrecy": "Nee", "links": whole, "version": 1}
            at = f"/api/v1{one}/gegevens"
            assert (await client.put(at, json=put)).json()["broken"] is False
            assert (await client.put(at, json=put)).status_code == 409
            file = await client.get("/signaalroutes/uitvoer")
            assert file.headers["content-type"].startswith("text/csv")
            assert file.text.count("Van arts") == 4
            assert (await client.get("/signaalroutes?source=nothing")).status_code == 404
            assert (await client.get("/signaalroutes?region=nothing")).status_code == 404
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get("/api/v1/signaalroutes")).json()["routes"] == []
            assert (await client.get(f"/api/v1{one}")).status_code == 404
            assert (await client.put(at, json={**put, "version": 2})).status_code == 404
            assert (await client.get(new, headers=html)).status_code == 404
