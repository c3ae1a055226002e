"""Evidence by pages and by program: added, seen, fetched, taken off; the outsider finds nothing."""

from __future__ import annotations

import json
from html import unescape

from tests.builders import browsing
from tests.builders.commitments import in_force
from tests.builders.evidence import LINK
from tests.builders.files import pdf
from tests.builders.measuring import line_of
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
CONTENT = pdf("besluit")
FILE = {"file": ("besluit.pdf", CONTENT, "application/pdf")}


def typed(page: str, at: str) -> dict[str, list[str]]:
    """What the form holds, without its file: that is a part of its own."""
    return {name: said for name, said in browsing.fields(page, at).items() if name != "file"}


async def test_a_linking_pin_adds_evidence_and_is_asked_to_look_first(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}"
        at = f"{line}/bewijs"
        async with signed_in(there, people.pin_north) as client:
            assert f'href="{at}"' in (await client.get(line, headers=HTML)).text
            page = (await client.get(at, headers=HTML)).text
            assert page.index("Gegevens over casussen horen hier niet") < page.index("<form class")
            form = typed(page, at) | {"title": ["Besluit"], "datedOn": ["02-01-2026"]}
            wrong = await client.post(at, data=form, files=FILE, headers=HTML)
            assert wrong.status_code == 400
            said = unescape(wrong.text)
            assert 'href="#f-declared"' in said and "Kies het bestand opnieuw" in said
            form = typed(wrong.text, at)
            assert form["title"] == ["Besluit"], "what was typed comes back"
            form |= {"declared": ["on"], "title": ["Besluit 09/123456-24"]}
            warned = await client.post(at, data=form, files=FILE, headers=HTML)
            assert "lijkt op een parketnummer" in unescape(warned.text)
            form = typed(warned.text, at) | {"notCaseData": ["on"]}
            done = await client.post(at, data=form, files=FILE, headers=HTML)
            assert (done.status_code, done.headers["location"]) == (303, at)
            assert "1 bewijsstuk" in (await client.get(line, headers=HTML)).text
            listed = (await client.get(at, headers=HTML)).text
            [fetched] = {a for a in listed.split('"') if a.endswith("/bestanden")}
            got = await client.get(fetched)
            assert got.content == CONTENT
            assert got.headers["content-disposition"].startswith('attachment; filename="')
            off = fetched.replace("/bestanden", "/verwijdering")
            form = browsing.fields((await client.get(off, headers=HTML)).text, off)
            assert (await client.post(off, data=form, headers=HTML)).status_code == 400
            form |= {"reason": ["Verkeerd bestand."]}
            assert (await client.post(off, data=form, headers=HTML)).status_code == 303
            assert (await client.get(fetched)).status_code == 404
        [noted] = await DATABASE.fetch("select changes from trail_entry where verb = 'download'")
        assert json.loads(noted["changes"])["sha256"]


async def test_others_see_as_much_as_they_may_and_the_outsider_nothing(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}"
        at = f"/api/v1{line}/bewijs"
        async with signed_in(there, people.administrator) as client:
            form = {"title": "Bericht", "datedOn": "2026-01-02", "link": LINK}
            refused = await client.post(at, json=form)
            assert [e["field"] for e in refused.json()["errors"]] == ["declared"]
            made = await client.post(at, json=form | {"declared": True})
            assert made.status_code == 201, made.text
            assert made.json()["link"] == LINK
            sent = {"title": "Besluit", "datedOn": "2026-01-02", "declared": "true"}
            filed = await client.post(at, data=sent, files=FILE)
            assert filed.status_code == 201, filed.text
            one = f"{at}/{filed.json()['id']}"
            copy = await client.get(f"{one}/bestanden")
            assert copy.content.startswith(b"%PDF") and copy.content != CONTENT, "it is no owner"
            assert (await client.get(f"{at}/{made.json()['id']}/bestanden")).status_code == 404
        async with signed_in(there, people.secretary) as client:
            assert len((await client.get(at)).json()) == 2
            page = (await client.get(f"{line}/bewijs", headers=HTML)).text
            assert f'href="{LINK}"' in page and "multipart" not in page and "weghalen" not in page
        for who in (people.pin_south, people.outsider):
            async with signed_in(there, who) as client:
                for hidden in (at, f"{one}/bestanden", f"{line}/bewijs"):
                    assert (await client.get(hidden)).status_code == 404
                assert (await client.post(at, json=form)).status_code == 404
                gone = await client.post(f"{one}/verwijdering", json={"reason": "Weg."})
                assert gone.status_code == 404
        async with signed_in(there, people.pin_south) as client:
            shown = await client.get(line, headers=HTML)
            assert shown.status_code == 200 and "bewijs" not in shown.text.lower()
        async with signed_in(there, people.pin_north) as client:
            left = await client.post(f"{one}/verwijdering", json={"reason": "Dubbel."})
            assert [found["title"] for found in left.json()] == ["Bericht"]
            assert (await client.post(f"{one}/verwijdering", json={"reason": "x"})).status_code in (
                404, 409,
            )  # fmt: skip
