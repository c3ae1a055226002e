"""Boundaries on a page and through the API: looked at, drawn as these were seen, or put aside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from tests.builders.browsing import fields
from tests.builders.fillings import region
from tests.builders.parties import Cast, organisation
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.registers import mapped, shared
from tests.builders.service import PASSWORD, service, signed_in

from governance.base.database import DATABASE
from governance.exchange.drawing.rules import DRAWN_ALREADY, Here, contents
from governance.parties.boundaries.queries import outline

PAGE, API, MAP = "/grenzen", "/api/v1/grenzen", "/dekking/kaart"


@asynccontextmanager
async def there(owner_url: str) -> AsyncIterator[tuple[ASGITransport, Cast, AsyncClient]]:
    """The service, two municipalities with a code in one safety region, and who runs it."""
    async with service(owner_url) as (transport, people):
        for of, code in ((people.north, "GM0001"), (people.south, "GM0002")):
            await DATABASE.fetch("update organisation set cbs_code = $2 where id = $1", of, code)
        await region("Noord", people.north, people.south, kind="safety_region", code="VR01")
        who = await operator()
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        async with signed_in(transport, who) as client:
            client.headers["accept-language"] = "en"
            yield transport, people, client


async def sent(
    client: AsyncClient, content: bytes, name: str = "a.json", at: str = API, **more: str
) -> Response:
    return await client.post(at, files={"file": (name, content)}, data=more)


async def handed(client: AsyncClient, content: bytes, **more: str) -> Any:
    answer = await sent(client, content, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def number(table: str) -> int:
    [row] = await DATABASE.fetch(f"select count(*)::int as number from {table}")
    return int(row["number"])


def test_what_a_file_holds_is_told_beside_what_is_here() -> None:
    here = [
        Here("GM0001", "Noord", True), Here("GM0002", "Zuid", True), Here("GM0003", "Oud", False),
        Here("GM0004", "Vroeger", False), Here("VR01", "Regio", True), Here("VR02", "Kust", True),
    ]  # fmt: skip
    found = contents(["GM0001", "GM0003", "GM0009", "VR01", "VR99"], here, drawn_already=False)
    assert (found.municipalities, found.regions) == (2, 1)
    assert (found.unknown, found.without) == (("GM0009", "VR99"), ("Zuid",))


async def test_on_the_page_they_are_seen_first_and_then_drawn(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        client.headers["accept"] = "text/html"
        empty = (await client.get(MAP)).text
        assert f'href="{PAGE}"' in empty and "<figure" not in empty
        given = {k: v[0] for k, v in fields((await client.get(PAGE)).text, PAGE).items()}
        assert given["attribution"] == "CBS, Kadaster"
        file = {"file": ("grenzen.geojson", mapped("GM0001", "GM0009", "VR01"))}
        data = {"csrf_token": given["csrf_token"], "attribution": "Onszelf"}
        answer = await client.post(PAGE, data=data, files=file)
        assert answer.status_code == 303, answer.text
        at = answer.headers["location"]
        again = await client.post(PAGE, data=data, files=file)
        assert again.headers["location"] == at, "the same file waits once"
        shown = (await client.get(at)).text
        assert "GM0009" in shown and "Zuiddorp" in shown and "Noordstad" not in shown
        assert await outline(["GM0001"]) is None, "seeing draws nothing"
        form = {k: v[0] for k, v in fields(shown, f"{at}/uitvoering").items()}
        carried = await client.post(f"{at}/uitvoering", data=form)
        assert (carried.status_code, carried.headers["location"]) == (303, at)
        drawn = (await client.get(MAP)).text
        assert "<figure" in drawn and "Onszelf" in drawn
        came = (await client.get(at)).text
        assert "Drawn" in came and "uitvoering" not in came
        assert (await client.post(f"{at}/uitvoering", data=form)).status_code == 409
        assert "grenzen.geojson" in (await client.get(PAGE)).text
        assert (await client.get(f"{at}/bestanden")).content == file["file"][1]
        [row] = await DATABASE.fetch(
            "select cause_id, changes from trail_entry where verb = 'import_boundaries'"
        )
        assert str(row["cause_id"]) == at.rpartition("/")[2]
        assert json.loads(row["changes"])["shapes"] == 3


async def test_boundaries_that_are_drawn_already_are_not_drawn_again(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, mapped("GM0001"), attribution="A")
        other = await handed(client, mapped("GM0001"), attribution="B")
        done = await client.post(
            f"{API}/{made['id']}/uitvoering", json={"version": made["version"]}
        )
        assert done.json()["state"] == "carried_out"
        seen = (await client.get(f"{API}/{other['id']}/voorbeeld")).json()
        assert seen["drawnAlready"] and seen["municipalities"] == 1
        late = await client.post(
            f"{API}/{other['id']}/uitvoering", json={"version": other["version"]}
        )
        assert late.status_code == 400
        assert [e["problem"] for e in late.json()["errors"]] == [DRAWN_ALREADY]
        client.headers["accept"] = "text/html"
        page = (await client.get(f"{PAGE}/{other['id']}")).text
        assert DRAWN_ALREADY in page and "Draw the map with these" not in page
        assert await number("boundary_set") == 1


async def test_two_who_draw_them_at_once_do_it_once(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, mapped("GM0001"))
        at = f"{API}/{made['id']}/uitvoering"
        both = await asyncio.gather(
            *(client.post(at, json={"version": made["version"]}) for _ in range(2))
        )
        assert sorted(one.status_code for one in both) == [200, 409]
        assert await number("boundary_set") == 1


async def test_put_aside_draws_nothing_and_is_kept(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, mapped("GM0001"))
        at = f"{API}/{made['id']}"
        for step in ("intrekking", "uitvoering"):
            stale = await client.post(f"{at}/{step}", json={"version": 9})
            assert stale.status_code == 409, step
        aside = await client.post(f"{at}/intrekking", json={"version": made["version"]})
        assert aside.json()["state"] == "put_aside"
        version = aside.json()["version"]
        again = await client.post(f"{at}/uitvoering", json={"version": version})
        assert again.status_code == 409 and await number("boundary_set") == 0
        rows = await DATABASE.fetch(
            "select thing_id from trail_entry where verb = 'put_boundaries_aside'"
        )
        assert [str(row["thing_id"]) for row in rows] == [made["id"]]
        assert (await client.get(API)).json()["boundaries"][0]["state"] == "put_aside"
        assert (await client.get(f"{at}/bestanden")).content == mapped("GM0001")


REFUSED = [
    (b"", "leeg.json", "empty"),
    (b"naam\n1\n", "a.csv", "Choose one of these: JSON"),
    (b"%PDF-1.4", "a.pdf", "Choose one of these: JSON"),
    (b'{"a": 1}', "a.json", "neither TopoJSON nor GeoJSON"),
    (b"{,", "a.json", "This is no JSON"),
    (mapped("X"), "a.json", "No feature has a code"),
    (mapped("GM0001", "GM0001"), "a.json", "GM0001 of an earlier one"),
    (mapped(*(f"GM{n:04}" for n in range(30))), "a.json", "not in the Netherlands"),
]


async def test_a_file_that_cannot_be_drawn_is_refused_with_why(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        for content, name, said in REFUSED:
            answer = await sent(client, content, name)
            assert answer.status_code == 400, name
            assert [said for e in answer.json()["errors"] if said in e["problem"]], answer.text
        client.headers["accept"] = "text/html"
        typed = await sent(client, b"{,", at=PAGE, attribution="Van ons zelf")
        assert typed.status_code == 400 and 'value="Van ons zelf"' in typed.text
        assert "a.json, line 1: This is no JSON" in typed.text
        long = await sent(client, mapped("GM0001"), at=PAGE, attribution="x" * 201)
        assert long.status_code == 400
        assert await number("boundary_import") == 0 and await number("stored_file") == 0


async def test_who_does_not_run_the_service_finds_nothing(owner_url: str) -> None:
    async with there(owner_url) as (transport, people, client):
        made = await handed(client, mapped("GM0001"))
        for who in (people.administrator, people.secretary, people.outsider):
            async with signed_in(transport, who) as other:
                assert f'href="{PAGE}"' not in (await other.get(MAP)).text
                for at in (PAGE, API):
                    assert (await sent(other, mapped("GM0001"), at=at)).status_code == 404
                    for path in ("", f"/{made['id']}", f"/{made['id']}/bestanden"):
                        assert (await other.get(f"{at}{path}")).status_code == 404, path
                    for step in ("uitvoering", "intrekking"):
                        gone = await other.post(f"{at}/{made['id']}/{step}", json={"version": 1})
                        assert gone.status_code == 404
                assert (await other.get(f"{API}/{made['id']}/voorbeeld")).status_code == 404
        assert await number("boundary_import") == 1 and await number("boundary_set") == 0


async def test_the_boundaries_of_2023_are_handed_in_whole(owner_url: str) -> None:
    content = shared("nl-gemeenten-veiligheidsregios-2023.topo.json").read_bytes()
    async with there(owner_url) as (_, _, client):
        await organisation("Amsterdam", cbs_code="GM0363")
        made = await handed(client, content)
        seen = (await client.get(f"{API}/{made['id']}/voorbeeld")).json()
        assert (seen["municipalities"], seen["regions"], len(seen["unknown"])) == (1, 1, 365)
        assert "Noordstad" in seen["without"]
