"""A merger through HTTP: what moves is shown first, and a machine can do the same."""

from __future__ import annotations

import asyncio
from typing import Any

from httpx import ASGITransport
from tests.builders.apps import app_for
from tests.builders.browsing import fields
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.reorganising import AT, Merging, named, world
from tests.builders.service import PASSWORD, SETTINGS, signed_in

from governance.base.database import DATABASE

NEW, SHOWN = "/herindelingen/nieuw", "/herindelingen/voorbeeld"


async def begun() -> Merging:
    there = await world()
    await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
    return there


def app_of(owner_url: str) -> Any:
    return app_for(owner_url, lambda: AT, SETTINGS)


def typed_of(there: Merging, happens_on: str) -> dict[str, Any]:
    """What a person types for the merger of north and south."""
    return {
        "predecessors.0": str(there.people.north),
        "predecessors.1": str(there.people.south),
        "new.0.name": "Noordzuid",
        "new.0.cbsCode": "gm 1999",
        "happensOn": happens_on,
    }


async def test_what_would_move_is_shown_first_and_what_was_typed_comes_back(
    owner_url: str,
) -> None:
    app = app_of(owner_url)
    async with app.lifespan():
        there, transport = await begun(), ASGITransport(app)
        async with signed_in(transport, there.by) as client:
            client.headers["accept"] = "text/html"
            assert "Nog geen herindeling" in (await client.get("/herindelingen")).text
            assert (await client.get(NEW)).status_code == 200
            early = await client.post(SHOWN, data=typed_of(there, "01-03-2027"))
            assert early.status_code == 400 and "moet nog komen" in early.text
            assert "Open toezeggingen" in early.text, "what would move is shown all the same"
            nothing = await client.post(SHOWN, data={"new.0.name": "Noordzuid"})
            assert nothing.status_code == 400 and 'value="Noordzuid"' in nothing.text
            typed = typed_of(there, "01-01-2027")
            unseen = await client.post(NEW, data=typed)
            assert unseen.status_code == 400 and "niet wat u zag" in unseen.text
        async with signed_in(transport, there.people.administrator) as client:
            assert (await client.get(NEW)).status_code == 404
            assert (await client.post(SHOWN, data=typed)).status_code == 404
            assert (await client.post(NEW, data=typed)).status_code == 404


async def test_two_municipalities_merge_on_pages(owner_url: str) -> None:
    app = app_of(owner_url)
    async with app.lifespan():
        there, transport = await begun(), ASGITransport(app)
        async with signed_in(transport, there.by) as client:
            client.headers["accept"] = "text/html"
            shown = await client.post(SHOWN, data=typed_of(there, "01-01-2027"))
            assert shown.status_code == 200 and "Open toezeggingen" in shown.text
            sent = fields(shown.text, NEW)
            open_one = await client.post(NEW, data=sent)
            assert open_one.status_code == 400 and "Kies welke verdergaat" in open_one.text
            assert 'value="Noordzuid"' in open_one.text
            sent["keeps." + min(map(str, there.fillings))] = [str(there.fillings[0])]
            done = await client.post(NEW, data=sent)
            assert done.status_code == 303, done.text
            one = await client.get(done.headers["location"])
            assert "Noordstad" in one.text and "on=31-12-2026" in one.text
            again = await client.post(NEW, data=sent)
            assert again.status_code == 400 and "al opgehouden" in again.text
            card = await client.get(f"/organisaties/{await named('Noordzuid')}")
            assert "zet voort:" in card.text and "GM1999" in card.text
            past = await client.get("/organisaties", params={"on": "31-12-2026"})
            assert "Noordzuid" not in past.text and "Zuiddorp" in past.text
        async with signed_in(transport, there.people.administrator) as client:
            owed = await client.get("/dashboard", headers={"accept": "text/html"})
            assert owed.text.count("Noordzuid") > 1
        async with signed_in(transport, there.people.pin_north) as client:
            round_page = await client.get(
                f"/rapportagerondes/{there.round}", headers={"accept": "text/html"}
            )
            assert round_page.status_code == 200 and "Noordzuid" in round_page.text


async def test_a_machine_splits_a_municipality(owner_url: str) -> None:
    app = app_of(owner_url)
    async with app.lifespan():
        there = await begun()
        async with signed_in(ASGITransport(app), there.by) as client:
            north = str(there.people.north)
            body: dict[str, Any] = {
                "happensOn": "2027-01-01",
                "predecessors": [north],
                "new": [{"name": "Oost"}, {"name": "West", "cbsCode": "GM1998"}],
            }
            wrong = await client.post("/api/v1/herindelingen/voorbeeld", json=body | {"new": []})
            assert [one["field"] for one in wrong.json()["errors"]] == ["successors.0"]
            view = (await client.post("/api/v1/herindelingen/voorbeeld", json=body)).json()
            assert [one["key"] for one in view["successors"]] == ["new-0", "new-1"]
            body |= {
                "seen": view["seen"],
                "main": {north: "new-1"},
                "lines": {line["id"]: ["new-0"] for line in view["lines"]},
            }
            made = await client.post("/api/v1/herindelingen", json=body)
            assert made.status_code == 201, made.text
            assert made.json()["wentOn"] == ["Oost", "West"]
            told = await client.get(f"/api/v1/herindelingen/{made.json()['id']}")
            assert (
                told.json() == made.json() == (await client.get("/api/v1/herindelingen")).json()[0]
            )
            twice = await client.post("/api/v1/herindelingen", json=body)
            assert twice.status_code == 400
        async with signed_in(ASGITransport(app), there.people.outsider) as other:
            for at in ("/api/v1/herindelingen/voorbeeld", "/api/v1/herindelingen"):
                assert (await other.post(at, json=body)).status_code == 404


async def test_two_people_merge_at_the_same_moment_and_one_is_told(owner_url: str) -> None:
    app = app_of(owner_url)
    async with app.lifespan():
        there, transport = await begun(), ASGITransport(app)
        other = await operator()
        await DATABASE.fetch(
            "update person set password_hash = $2 where id = $1",
            other.person_id, await hashed(PASSWORD),
        )  # fmt: skip
        async with signed_in(transport, there.by) as one, signed_in(transport, other) as two:
            forms = []
            for client in (one, two):
                client.headers["accept"] = "text/html"
                shown = await client.post(SHOWN, data=typed_of(there, "01-01-2027"))
                sent = fields(shown.text, NEW)
                sent["keeps." + min(map(str, there.fillings))] = [str(there.fillings[0])]
                forms.append(client.post(NEW, data=sent))
            answers = await asyncio.gather(*forms)
        late = next(answer for answer in answers if answer.status_code == 400)
        assert sorted(answer.status_code for answer in answers) == [303, 400]
        assert "al opgehouden" in late.text and 'value="Noordzuid"' in late.text
        made = await DATABASE.fetch("select id from organisation where name = 'Noordzuid'")
        done = await DATABASE.fetch("select id from trail_entry where verb = 'reorganise'")
        assert (len(made), len(done)) == (1, 1)
