"""The library of clauses: read, taken into a draft, a newer version seen and adopted or not."""

from __future__ import annotations

import html
import json
from typing import Any

from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.clauses import TEXT
from tests.builders.formation import ready
from tests.builders.service import service, signed_in

from governance.audit.queries import history
from governance.base.database import DATABASE

HTML = {"accept": "text/html"}


async def _html(client: AsyncClient, at: str, status: int = 200) -> str:
    answer = await client.get(at, headers=HTML)
    assert answer.status_code == status, answer.text[:300]
    assert "{%" not in answer.text, "a condition is said in words"
    if at.endswith("bepalingen"):
        assert "[par." not in answer.text, "so is a place"
    return answer.text


async def test_a_clause_is_read_and_taken_and_its_newer_version_adopted(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at, api = f"/afspraken/{made}", f"/api/v1/afspraken/{made}"
        async with signed_in(transport, people.administrator) as client:
            everything = await _html(client, "/bepalingen")
            assert "Opzegging en uittreding" in everything
            assert 'href="/afspraken" aria-current="page"' in everything
            found = await _html(client, "/bepalingen?theme=disputes&search=rechter")
            assert "Geschillen en afdwingbaarheid" in found
            assert "Opzegging en uittreding" not in found
            await _html(client, "/bepalingen?theme=niets", 404)
            await _html(client, "/bepalingen/niets", 404)
            assert "uiterlijk op [evaluatie]" in await _html(client, "/bepalingen/evaluatie")
            one = await _html(client, "/bepalingen/opzegging")
            assert "rondt lopende verplichtingen af" in one and "Wat elke versie veranderde" in one
            used = (await client.get("/api/v1/bepalingen/looptijd")).json()["uses"]
            assert len(used["models"]) == 7
            assert [(u["agreementId"], u["section"]) for u in used["agreements"]] == [
                (str(made), "art-looptijd")
            ]

            assert "In de tekst overnemen" in await _html(client, f"{at}/bepalingen")
            form = {"clause": "wijziging", "variant": "convenant", "number": "1.0"}
            taken = await client.post(f"{api}/bepalingen", json=form)
            assert taken.status_code == 201, taken.text
            assert taken.json()["origin"]["clause"]["version"] == "1.0"
            name = taken.json()["name"]
            assert "nieuwere versie 1.1" in await _html(client, f"{at}/artikelen")
            for wrong, field in (
                ({"clause": "niets", "variant": "x"}, "clause"),
                ({"clause": "wijziging", "variant": "x"}, "variant"),
            ):
                refused = await client.post(f"{api}/bepalingen", json=wrong)
                assert refused.status_code == 400
                assert [e["field"] for e in refused.json()["errors"]] == [field]
            newer = f"{at}/artikelen/{name}/bepaling"
            sent = browsing.fields(await _html(client, newer), newer) | {"choice": ["adopt"]}
            done = await client.post(newer, data=sent, headers=HTML)
            assert done.status_code == 303
            late = await client.post(newer, data=sent, headers=HTML)
            assert late.status_code == 409
            read = (await client.get(f"{api}/artikelen/{name}")).json()
            assert len(read["passages"]) == 4
            assert read["origin"]["clause"]["version"] == "1.1"
            acts = await history(made, by=people.administrator)
            told = [json.loads(e.changes).get("clauses") for e in acts if e.verb == "edit_text"]
            assert sorted(filter(None, told)) == [["Wijziging 1.0"], ["Wijziging 1.1"]]


async def test_own_words_are_a_conflict_and_never_lost_unasked(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at, api = f"/afspraken/{made}", f"/api/v1/afspraken/{made}"
        form = {"clause": "wijziging", "variant": "overeenkomst", "number": "1.0"}
        async with signed_in(transport, people.administrator) as client:
            none = await client.get(f"{api}/artikelen/art-looptijd/bepaling")
            assert none.status_code == 404  # nothing is newer
            section = (await client.post(f"{api}/bepalingen", json=form)).json()
            newer = f"artikelen/{section['name']}/bepaling"
            section["passages"][1]["words"] = "Wij overleggen meteen."
            body = {k: section[k] for k in ("seen", "title", "when", "passages")}
            saved = await client.put(f"{api}/artikelen/{section['name']}", json=body)
            assert saved.json()["origin"]["clause"]["version"] == "1.0", saved.text
            shown = await _html(client, f"{at}/{newer}")
            assert "heeft eigen woorden" in shown and "Wij overleggen meteen." in shown
            sent = browsing.fields(shown, f"{at}/{newer}") | {"choice": ["adopt"]}
            refused = await client.post(f"{at}/{newer}", data=sent, headers=HTML)
            assert refused.status_code == 400
            assert "Zeg dat die weg mogen" in refused.text
            told = (await client.get(f"{api}/{newer}")).json()
            assert (told["ownWords"], told["taken"], told["newest"]) == (True, "1.0", "1.1")
            seen = {"seen": told["seen"], "number": "1.1"}
            for late in ({"number": "1.0"}, {"seen": "0" * 64}):
                answer = await client.post(f"{api}/{newer}", json={"choice": "keep"} | seen | late)
                assert answer.status_code == 409
            kept = (await client.post(f"{api}/{newer}", json={"choice": "keep"} | seen)).json()
            assert kept["origin"]["passed"] == "1.1"
            assert kept["passages"][1]["words"] == "Wij overleggen meteen."
            assert (await client.get(f"{api}/{newer}")).status_code == 404
            await _undone(client, at, section["name"])
            forced = {"choice": "adopt", "dropOwn": True} | seen
            now = (await client.post(f"{api}/{newer}", json=forced)).json()
            assert [p["key"] for p in now["passages"]][:2] == ["1", "2"]
            assert "Wij overleggen meteen." not in str(now["passages"])
            await _undone(client, at, section["name"])
            assert (await client.get(f"{api}/{newer}")).json()["ownWords"]
        async with signed_in(transport, people.outsider) as client:
            for path in (newer, "bepalingen"):
                assert (await client.get(f"{api}/{path}")).status_code == 404
            used = (await client.get("/api/v1/bepalingen/wijziging")).json()["uses"]
            assert used["agreements"] == []


async def _undone(client: AsyncClient, at: str, name: str) -> None:
    """The last change of a section is undone by its button."""
    shown = await _html(client, f"{at}/artikelen")
    undoing = f"{at}/artikelen/{name}/ongedaan-maken"
    sent = browsing.fields(shown, undoing)
    assert (await client.post(undoing, data=sent, headers=HTML)).status_code == 303


async def _added(client: AsyncClient) -> str:
    """A clause added to the own library by its page, after what was wrong came back; its id."""
    at = "/eigen-bepalingen"
    sent = browsing.fields(await _html(client, f"{at}/nieuw"), at)
    sent |= {"title": ["Bellen"], "theme": ["other"], "explanation": ["Waarom."]}
    sent |= {"variants.0.text": ["1. In [regoi].\n3. Zij bellen."], "source": ["Wij"]}
    wrong = await client.post(at, data=sent, headers=HTML)
    assert wrong.status_code == 400
    for told in ("blank.regoi", "‘2.’ wordt verwacht", "1. In [regoi]."):
        assert told in html.unescape(wrong.text)
    sent |= {"variants.0.text": [TEXT], "variants.0.title": ["Kort"]}
    done = await client.post(at, data=sent, headers=HTML)
    assert done.status_code == 303, done.text
    return done.headers["location"].split("?")[0].rsplit("/", 1)[1]


async def _next(client: AsyncClient, at: str) -> dict[str, Any]:
    """The next version of a clause, refused without saying what changed; what was handed in."""
    view = (await client.get(at)).json()
    rows = [
        {"key": v["key"], "title": v["title"], "text": TEXT.replace("week", "dag")}
        for v in view["clause"]["variants"]
    ]
    body = {"title": "Bellen", "theme": "other", "explanation": "Waarom.", "source": "Wij"}
    said = body | {"variants": rows, "version": view["version"], "says": ""}
    lacking = await client.post(f"{at}/versies", json=said)
    assert [e["field"] for e in lacking.json()["errors"]] == ["says"]
    said |= {"says": "Sneller."}
    made = await client.post(f"{at}/versies", json=said)
    assert [e["version"] for e in made.json()["clause"]["versions"]] == ["2", "1"]
    return said


async def test_an_organisation_keeps_a_library_of_its_own(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        api, here = f"/api/v1/afspraken/{made}", f"/afspraken/{made}/artikelen"
        async with signed_in(transport, people.administrator) as client:
            assert "Eigen modelbepaling toevoegen" in await _html(client, "/bepalingen")
            clause = await _added(client)
            own, short = f"/api/v1/eigen-bepalingen/{clause}", {"clause": clause, "variant": "kort"}
            read = await _html(client, f"/eigen-bepalingen/{clause}")
            assert "[lid 2]" in read and "De eerste versie." in read
            taken = await client.post(f"{api}/bepalingen", json=short)
            assert taken.status_code == 201, taken.text
            section = taken.json()
            assert section["passages"][0]["words"] == "Partijen bellen elkaar, zie [par.bellen_2]."
            assert "nieuwere versie" not in await _html(client, here)
            body = await _next(client, own)
            late = await client.post(f"{own}/versies", json=body | {"explanation": "Anders."})
            assert late.status_code == 409  # the version that it was begun from is gone
            assert "nieuwere versie 2" in await _html(client, here)
            newer = f"{api}/artikelen/{section['name']}/bepaling"
            seen = (await client.get(newer)).json()
            form = {"choice": "adopt", "seen": seen["seen"], "number": "2"}
            now = (await client.post(newer, json=form)).json()
            assert "binnen een dag" in now["passages"][1]["words"]
            used = await _html(client, f"/eigen-bepalingen/{clause}")
            assert "Wat elke versie veranderde" in used and str(made) in used
            off = {"inUse": False, "version": (await client.get(own)).json()["version"]}
            assert (await client.put(f"{own}/gebruik", json=off)).status_code == 200
            assert (await client.put(f"{own}/gebruik", json=off)).status_code == 409
            offered = (await client.get(f"{api}/bepalingen")).json()
            assert clause not in {one["key"] for one in offered}
            assert (await client.post(f"{api}/bepalingen", json=short)).status_code == 400
        for other in (people.outsider, people.pin_north):
            async with signed_in(transport, other) as client:
                assert (await client.get(own)).status_code == 404
                assert (await client.post(f"{own}/versies", json=body)).status_code == 404
                listed = (await client.get("/api/v1/bepalingen")).json()
                assert clause not in {one["key"] for one in listed}
        said = "select verb from trail_entry where kind = 'clause' and result = 'done'"
        rows = [row["verb"] for row in await DATABASE.fetch(said)]
        assert sorted(rows) == ["add_clause", "change_clause", "use_clause"]
