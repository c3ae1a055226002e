"""Putting the steps of a reporting route in another order, and removing a route."""

from __future__ import annotations

import json
import re

import pytest
from tests.builders.parties import Cast, cast
from tests.builders.routes import links, route
from tests.builders.service import AT, service, signed_in
from tests.builders.waiting import elsewhere, waits

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.parties.routes import actions, queries
from governance.parties.routes.forms import LinkMove, RouteRemoval

TODAY = day(AT)
HTML = {"accept": "text/html"}


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def order(made: object, by: Actor) -> list[tuple[int, str]]:
    view = await queries.route(made, by=by, today=TODAY)  # type: ignore[arg-type]
    return [(one.place, one.part) for one in view.links]


async def test_a_step_moves_up_or_down_and_the_trail_says_so(people: Cast) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT, links=links(people.police, within_days=3))
    await actions.move_link(made, LinkMove(up=2, version=1), by=by, at=AT)
    await actions.move_link(made, LinkMove(down=3, version=2), by=by, at=AT)
    assert await order(made, by) == [
        (1, "weighs"), (2, "receives"), (3, "offender"), (4, "victim"),
    ]  # fmt: skip
    view = await queries.route(made, by=by, today=TODAY)
    assert (view.version, {one.within_days for one in view.links}) == (3, {3})
    entry, _ = await DATABASE.fetch(
        "select organisation_id, changes from trail_entry where verb = 'move_link' order by id"
    )
    noted = json.loads(entry["changes"])
    assert entry["organisation_id"] == people.keeper
    assert [(one["place"], one["does"]) for one in noted["before"]["links"]] == [
        ("1", "receives"), ("2", "weighs"),
    ]  # fmt: skip
    assert [(one["place"], one["does"]) for one in noted["after"]["links"]] == [
        ("1", "weighs"), ("2", "receives"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (LinkMove(up=1), "up"),
        (LinkMove(down=4), "down"),
        (LinkMove(up=9), "up"),
        (LinkMove(), "up"),
        (LinkMove(up=2, down=2), "down"),
    ],
)
async def test_a_step_that_cannot_move_so_is_refused(
    people: Cast, form: LinkMove, field: str
) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT)
    before = await order(made, by)
    with pytest.raises(Refused) as refused:
        await actions.move_link(made, form, by=by, at=AT)
    assert [one.field for one in refused.value.complaints] == [field]
    assert await order(made, by) == before


async def test_a_route_is_removed_and_the_trail_keeps_what_it_was(people: Cast) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT, name="Per ongeluk")
    kept = await route(people.keeper, by, AT)
    await actions.remove_route(made, RouteRemoval(version=1), by=by, at=AT)
    with pytest.raises(NotFound):
        await queries.route(made, by=by, today=TODAY)
    assert len(await order(kept, by)) == 4
    left = await DATABASE.fetch("select distinct route from route_link")
    assert [row["route"] for row in left] == [kept]
    [entry] = await DATABASE.fetch(
        "select thing_id, changes from trail_entry where verb = 'remove_route'"
    )
    assert entry["thing_id"] == made
    assert "Per ongeluk" in entry["changes"] and "offender" in entry["changes"]


async def test_who_may_not_change_a_route_neither_moves_its_steps_nor_removes_it(
    people: Cast,
) -> None:
    made = await route(
        people.keeper, people.administrator, AT, links=links(people.keeper, people.north)
    )
    for by, refusal in ((people.pin_north, NotAllowed), (people.outsider, NotFound)):
        with pytest.raises(refusal):
            await actions.move_link(made, LinkMove(up=2), by=by, at=AT)
        with pytest.raises(refusal):
            await actions.remove_route(made, RouteRemoval(), by=by, at=AT)
    assert len(await order(made, people.administrator)) == 4


async def test_of_two_at_once_one_is_told(owner_url: str, people: Cast) -> None:
    by = people.administrator
    made = await route(people.keeper, by, AT)
    async with elsewhere(owner_url) as other:
        first = "update reporting_route set version = 2, name = 'Eerst' where id = $1"
        await other.execute(first, made)
        move = actions.move_link(made, LinkMove(up=2, version=1), by=by, at=AT)
        second = await waits(move, other)
    with pytest.raises(Overtaken):
        await second
    assert (await order(made, by))[0] == (1, "receives")
    with pytest.raises(Overtaken):
        await actions.remove_route(made, RouteRemoval(version=1), by=by, at=AT)


async def test_pages_and_machines_move_and_remove(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await route(people.keeper, people.administrator, AT, name="Van school")
        at = f"/signaalroutes/{made}"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(at, headers=HTML)).text
            said = [
                re.sub(r"<[^>]+>", "", one)
                for one in re.findall(r'<button[^>]*name="(?:up|down)".*?</button>', page)
            ]
            assert len(said) == 6 and len(set(said)) == 6, "each says which step it moves"
            assert "Omhoog: stap 2, weegt het signaal" in said
            typed = {"up": "2", "version": "1"}
            done = await client.post(f"{at}/volgorde", data=typed, headers=HTML)
            assert done.status_code == 303 and done.headers["location"].startswith(at)
            assert (
                await client.post(f"{at}/volgorde", data=typed, headers=HTML)
            ).status_code == 409
            moved = await client.post(f"/api/v1{at}/volgorde", json={"down": 1, "version": 2})
            assert [one["part"] for one in moved.json()["links"]][:2] == ["receives", "weighs"]
            wrong = await client.post(f"/api/v1{at}/volgorde", json={"up": 1, "version": 3})
            assert wrong.status_code == 400
            assert f'href="{at}/verwijdering"' in page
            confirm = (await client.get(f"{at}/verwijdering", headers=HTML)).text
            assert "Van school" in confirm and "niet ongedaan" in confirm
        async with signed_in(transport, people.outsider) as client:
            for address in (f"{at}/verwijdering", f"/api/v1{at}/verwijdering"):
                sent = await client.post(address, json={"version": 3})
                assert sent.status_code == 404, address
            assert (await client.get(f"{at}/verwijdering", headers=HTML)).status_code == 404
            assert (await client.post(f"/api/v1{at}/volgorde", json={"up": 2})).status_code == 404
        async with signed_in(transport, people.administrator) as client:
            gone = await client.post(f"{at}/verwijdering", data={"version": "3"}, headers=HTML)
            assert gone.status_code == 303
            assert (await client.get(f"/api/v1{at}")).status_code == 404
            other = await route(people.keeper, people.administrator, AT)
            sent = await client.post(
                f"/api/v1/signaalroutes/{other}/verwijdering", json={"version": 1}
            )
            assert sent.status_code == 204
            assert (await client.get(f"/api/v1/signaalroutes/{other}")).status_code == 404
