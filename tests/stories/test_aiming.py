"""From vision to measure through HTTP: on pages, by machines, and nothing for who is outside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from tests.builders.aiming import EVERY, commitments_of, region_of
from tests.builders.commitments import in_force
from tests.builders.measuring import indicator
from tests.builders.service import service, signed_in

from governance.base.actor import Actor
from governance.base.database import DATABASE

HTML = {"accept": "text/html"}


async def _posted(client: AsyncClient, at: str, **typed: Any) -> str:
    """Send a form that is right; gives where it leads."""
    answer = await client.post(at, data=typed, headers=HTML)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def _turns_on(client: AsyncClient, region: str) -> None:
    """What is off says so; then everything is turned on."""
    off = await client.get(f"{region}/barrieres")
    assert off.status_code == 200 and "gebruikt het barrièremodel niet" in off.text
    refused = await client.post(f"{region}/barrieres", data={"title": "Controle"})
    assert refused.status_code == 409
    parts = dict.fromkeys(EVERY, "on")
    await _posted(client, f"{region}/onderdelen", **parts, version="0")


async def _refuses_a_ring(client: AsyncClient, agreement: UUID, first: UUID, second: UUID) -> None:
    """The second cannot wait for the first, which waits for it; what was chosen stays chosen."""
    ring = f"/afspraken/{agreement}/toezeggingen/{second}/samenhang"
    answer = await client.post(ring, data={"version": "0", "waitsFor": str(first)})
    assert answer.status_code == 400 and "1. Toezegging 1 → 2. Toezegging 2" in answer.text
    assert f'value="{first}" checked' in answer.text


async def _only_reads(
    transport: ASGITransport, who: Actor, region: str, goal: str, at: str
) -> None:
    """A party reads what the region wants, and changes nothing of it."""
    async with signed_in(transport, who) as client:
        client.headers["accept"] = "text/html"
        page = await client.get(f"{region}/doelen")
        assert "Signalen gezien" in page.text and "Visie toevoegen" not in page.text
        assert (await client.get(f"{region}/onderdelen")).status_code == 200
        assert (await client.get(f"{goal}/gegevens")).status_code == 404
        assert (await client.get(at)).status_code == 404


async def _finds_nothing(transport: ASGITransport, who: Actor, region: str, at: str) -> None:
    """Who takes no part in it finds none of it."""
    said, on = {"kind": "vision", "title": "Visie"}, {"barriers": True}
    async with signed_in(transport, who) as client:
        for place in ("onderdelen", "doelen", "afhankelijkheid", "barrieres", "barrieres/uitvoer"):
            answer = await client.get(f"{region}/{place}")
            assert answer.status_code == 404, place
        for address, body in (
            (f"{region}/doelen", said), (f"{region}/barrieres", {"title": "x"}),
        ):  # fmt: skip
            assert (await client.post(address, json=body)).status_code == 404
        assert (await client.put(f"{region}/onderdelen", json=on)).status_code == 404
        assert (await client.get(at)).status_code == 404
        assert (await client.put(at, json={"version": 2})).status_code == 404


async def test_a_region_goes_from_vision_to_measure_on_pages(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people, commitments=2)
        first, second = await commitments_of(agreement)
        region = f"/regios/{await region_of(people)}"
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept"] = "text/html"
            await _turns_on(client, region)
            wrong = await client.post(f"{region}/doelen", data={"kind": "goal", "text": "Blijft"})
            assert wrong.status_code == 400 and "Blijft" in wrong.text
            to = await _posted(client, f"{region}/doelen", kind="vision", title="Zonder uitbuiting")
            vision = to.rpartition("/")[2]
            form = await client.get(f"{region}/doelen/nieuw?kind=goal&parent={vision}")
            assert f'value="{vision}" selected' in form.text
            typed = {"kind": "goal", "parentId": vision, "title": "Signalen herkend"}
            goal = await _posted(client, f"{region}/doelen", **typed)
            await _posted(client, f"{region}/barrieres", title="Adrescontrole")
            [row] = await DATABASE.fetch("select id from barrier")
            at = f"/afspraken/{agreement}/toezeggingen/{first}/samenhang"
            shown = await client.get(at)
            assert "Zonder uitbuiting › Signalen herkend" in shown.text
            await _posted(
                client, at, version="0", aimIds=goal.rpartition("/")[2], waitsFor=str(second),
                **{
                    "barriers.0.barrierId": str(row["id"]),
                    "barriers.0.exploitations": ["labour", "sexual"],
                },
            )  # fmt: skip
            assert (await client.post(at, data={"version": "0"})).status_code == 409
            [line] = await DATABASE.fetch(
                "select id from commitment_line where commitment = $1 limit 1", first
            )
            up = (await client.get(f"/toezeggingen/{line['id']}")).text
            assert goal in up and "Adrescontrole" in up and "2. Toezegging 2" in up
            measured = await indicator(agreement, people.administrator)
            down = (await client.get(goal)).text
            assert f"/indicatoren/{measured}" in down and "Gemeten met" in down
            assert f"/toezeggingen/{line['id']}" in down and "Noordstad" in down
            whole = (await client.get(f"{region}/doelen")).text
            assert ('id="unserved"' in whole, 'id="aimless"' in whole) == (False, True)
            assert "1. Toezegging 1" in (await client.get(f"{region}/afhankelijkheid")).text
            for grid in ("barrieres", "barrieres/uitvoer"):
                assert (await client.get(f"{region}/{grid}")).text.count("Toezegging 1") == 2
            await _refuses_a_ring(client, agreement, first, second)
            trail = (await client.get(f"/organisaties/{people.keeper}/spoor")).text.lower()
            assert "opgeworpen barrières" in trail and "barrière: adrescontrole" in trail
            held = await client.post(f"{goal}/verwijdering", data={"version": "1"})
            assert held.status_code == 400
            await _posted(client, f"{goal}/gegevens", title="Signalen gezien", version="1")
        await _only_reads(transport, people.pin_north, region, goal, at)


async def test_a_machine_says_what_a_commitment_is_for(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people, commitments=2)
        first, second = await commitments_of(agreement)
        region = f"/api/v1/regios/{await region_of(people)}"
        async with signed_in(transport, people.administrator) as client:
            there = await client.get(f"{region}/onderdelen")
            assert there.json()["version"] == 0 and there.headers["etag"] == '"0"'
            on = {"barriers": True, "dependence": True}
            put = await client.put(f"{region}/onderdelen", json=on, headers={"if-match": '"0"'})
            assert put.status_code == 200 and put.json()["barriers"] and not put.json()["weights"]
            said = {"kind": "vision", "title": "Visie"}
            vision = (await client.post(f"{region}/doelen", json=said)).json()["aim"]["id"]
            said = {"kind": "goal", "title": "Doel", "parentId": vision}
            goal = (await client.post(f"{region}/doelen", json=said)).json()["aim"]["id"]
            wall = (await client.post(f"{region}/barrieres", json={"title": "Muur"})).json()
            at = f"/api/v1/afspraken/{agreement}/toezeggingen/{first}/samenhang"
            whole = {
                "aimIds": [goal], "waitsFor": [str(second)], "version": 0,
                "barriers": [{"barrierId": wall["id"], "exploitations": ["criminal"]}],
            }  # fmt: skip
            told = (await client.put(at, json=whole)).json()
            assert told["aims"][0]["above"] == ["Visie"] and told["version"] == 1
            assert told["dependence"]["waitsFor"][0]["stands"]["standing"] == "late"
            other = f"/api/v1/afspraken/{agreement}/toezeggingen/{second}/samenhang"
            assert (await client.get(other)).json()["dependence"]["late"] is True
            ring = await client.put(other, json={"waitsFor": [str(first)], "version": 0})
            assert [one["field"] for one in ring.json()["errors"]] == ["waitsFor"]
            grid = (await client.get(f"{region}/barrieres")).json()
            assert [one["exploitation"] for one in grid["raised"]] == ["criminal"]
            found = (await client.get(f"{region}/doelen")).json()
            assert [one["served"] for one in found["aims"]] == [1, 1]
            one = f"/api/v1/doelen/{goal}"
            changed = await client.put(f"{one}/gegevens", json={"title": "Anders", "version": 1})
            assert changed.json()["aim"]["title"] == "Anders" and changed.headers["etag"] == '"2"'
            assert (await client.put(at, json={"version": 1})).json()["aims"] == []
            removed = await client.post(f"{one}/verwijdering", json={"version": 2})
            assert removed.status_code == 204
            gone = await client.post(
                f"/api/v1/barrieres/{wall['id']}/verwijdering", json={"version": 1}
            )
            assert gone.status_code == 204
        await _finds_nothing(transport, people.outsider, region, at)
