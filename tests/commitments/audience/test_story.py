"""A linking pin chooses by page and by program who sees how its commitment stands."""

from __future__ import annotations

from html import unescape

from tests.builders import browsing
from tests.builders.service import service, signed_in
from tests.commitments.audience.test_actions import WORDS, adopted, reported

HTML = {"accept": "text/html", "accept-language": "nl"}


async def test_it_is_narrowed_once_one_knows_what_others_have_seen(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, made, _ = await reported(people)
        await adopted(people, made, people.secretary)
        shown, at = f"/toezeggingen/{line}", f"/toezeggingen/{line}/inzage"
        async with signed_in(transport, people.pin_south) as client:
            assert WORDS in (await client.get(shown, headers=HTML)).text
            assert (await client.get(at, headers=HTML)).status_code == 404
        async with signed_in(transport, people.pin_north) as client:
            page = unescape((await client.get(shown, headers=HTML)).text)
            assert at in page and "ambtelijk en stuurgroep" in page
            page = (await client.get(at, headers=HTML)).text
            assert "al gezien" in page and "knowingly" not in page
            form = browsing.fields(page, at) | {"audience": ["own"], "reason": ["Eerst intern."]}
            wrong = await client.post(at, data=form, headers=HTML)
            assert wrong.status_code == 400 and 'href="#f-knowingly"' in wrong.text
            form = browsing.fields(wrong.text, at)
            assert form["reason"] == ["Eerst intern."] and form["audience"] == ["own"]
            form |= {"knowingly": ["on"]}
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303
            assert (await client.post(at, data=form, headers=HTML)).status_code == 409
            assert "alleen de eigen organisatie" in (await client.get(shown, headers=HTML)).text
        for actor in (people.pin_south, people.secretary):
            async with signed_in(transport, actor) as client:
                page = (await client.get(shown, headers=HTML)).text
                assert WORDS not in page and "Niet met u gedeeld" in page and at not in page
                for hidden in (f"{shown}/aanvaarding", f"{shown}/planning", f"{shown}/bewijs"):
                    assert (await client.get(hidden, headers=HTML)).status_code == 404
                assert WORDS not in (await client.get(f"/api/v1{shown}")).text
        async with signed_in(transport, people.chair) as client:
            page = await client.get(f"/rapportagerondes/{made}/regiorapportages", headers=HTML)
            assert page.status_code == 200
            assert "Weggelaten: 1 toezegging." in page.text and WORDS not in page.text
        async with signed_in(transport, people.outsider) as client:
            for hidden in (shown, at, f"/api/v1{at}"):
                assert (await client.get(hidden, headers=HTML)).status_code == 404


async def test_a_program_reads_and_chooses_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, made, of = await reported(people)
        at = f"/api/v1/toezeggingen/{line}/inzage"
        async with signed_in(transport, people.pin_north) as client:
            first = (await client.get(at)).json()
            assert (first["audience"], first["reported"], first["adoptedOn"]) == (
                "committee", True, None,
            )  # fmt: skip
            seen = {"if-match": f'"{first["version"]}"'}
            assert (await client.put(at, json={"audience": "own"})).status_code == 400
            wrong = await client.put(at, json={"audience": "own"}, headers=seen)
            assert wrong.status_code == 400 and "knowingly" in wrong.text
            form = {"audience": "own", "knowingly": True}
            done = await client.put(at, json=form, headers=seen)
            assert (done.status_code, done.json()["audience"]) == (200, "own"), done.text
            assert (await client.put(at, json=form, headers=seen)).status_code == 409
            assert (await client.get(f"/api/v1/toezeggingen/{line}")).json()["audience"] == "own"
        async with signed_in(transport, people.secretary) as client:
            told = (await client.get(f"/api/v1/rapportages/{of}")).json()
            assert (told["lines"], told["leftOut"]) == ([], 1)
            assert (await client.get(at)).status_code in (403, 404)
            for kind in ("docx", "pdf"):
                there = f"/rapportages/{of}/documenten/{kind}"
                assert (await client.get(there, headers=HTML)).status_code == 200
            assert made
