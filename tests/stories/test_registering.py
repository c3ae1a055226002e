"""An agreement that was signed elsewhere is registered: from a scan in five minutes, or from Word
with what was read of it looked over. What a reader could not place stays to be seen."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import msgspec
from httpx import AsyncClient, Response
from tests.builders import browsing
from tests.builders.commitments import commitment
from tests.builders.files import pdf
from tests.builders.ordinary import bold_by_hand
from tests.builders.parties import Cast, organisation
from tests.builders.service import service, signed_in
from tests.builders.writing import Pen

from governance.base.database import DATABASE

HTML = {"accept": "text/html"}
SCAN = pdf("de ondertekende afspraak")
FACTS = {
    "title": "Convenant aanpak mensenhandel 2024-2030",
    "shortTitle": "Convenant 2024",
    "kind": "convenant",
    "originalAt": "Archief Noordstad, doos 12",
    "signedOn": "12-12-2023",
    "enteredOn": "01-01-2024",
    "lastDay": "31-12-2029",
    "extensionRule": "none",
}


async def begun(client: AsyncClient, people: Cast, content: bytes, name: str) -> str:
    """The address of the registration, once its file is handed in on the page."""
    form = {"keeperId": str(people.keeper), "committeeId": str(people.committee)}
    answer = await client.post(
        "/registraties", data=form, files={"file": (name, content, "x")}, headers=HTML
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


async def kept(client: AsyncClient, at: str) -> dict[str, Any]:
    answer = await client.get(f"/api/v1{at}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def sent(client: AsyncClient, at: str, **typed: str) -> Response:
    """A page sent as a browser does, with what is typed in it."""
    page = await client.get(at, headers=HTML)
    assert page.status_code == 200, page.text
    fields = browsing.fields(page.text, at)
    return await client.post(at, data={**fields, **typed}, headers=HTML)


async def parties(client: AsyncClient, agreement: str, people: Cast) -> list[dict[str, Any]]:
    """Two parties, each with its own case number; gives them as they are shown."""
    at = f"/api/v1/afspraken/{agreement}"
    given = [
        {"organisationId": str(body), "participation": "signatory", "caseNumber": number}
        for body, number in ((people.north, "Z2023-0815"), (people.south, "D/77"))
    ]
    version = (await client.get(at)).json()["version"]
    answer = await client.put(f"{at}/partijen", json={"parties": given, "version": version})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def trail(agreement: str) -> list[str]:
    rows = await DATABASE.fetch(
        "select verb from trail_entry where thing_id = $1 order by id", UUID(agreement)
    )
    return [row["verb"] for row in rows]


async def filled_in(client: AsyncClient, at: str) -> None:
    """The details, typed wrongly first: all is told at once, and what was typed comes back."""
    wrong = await sent(client, at, **FACTS | {"signedOn": "40-12-2023", "lastDay": "01-01-2020"})
    assert wrong.status_code == 400
    for said in ("40-12-2023", "Archief Noordstad, doos 12", "eindigt voordat ze in werking"):
        assert said in wrong.text
    assert (await sent(client, at, **FACTS)).status_code == 303


async def told_what_is_missing(client: AsyncClient, at: str) -> None:
    page = await client.get(f"{at}/inwerkingtreding", headers=HTML)
    for missing in ("Ondertekend op", "Waar het origineel ligt", "Nog geen partij"):
        assert missing in page.text
    early = await client.post(f"/api/v1{at}/inwerkingtreding", json={})
    told = {one["field"] for one in early.json()["errors"]}
    assert told == {"signedOn", "enteredOn", "originalAt", "parties"}


async def owed_by(client: AsyncClient, at: str, agreement: str, party: str) -> None:
    """One commitment of one party."""
    owed = commitment([UUID(party)], key="tafel", title="Regionale tafel")
    form = {"commitments": [owed], "version": (await kept(client, at))["version"]}
    answer = await client.put(
        f"/api/v1/afspraken/{agreement}/toezeggingen",
        content=msgspec.json.encode(form),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 200, answer.text


async def noted(word: str) -> list[Any]:
    """The entries of the trail that hold a word."""
    rows = await DATABASE.fetch("select verb, changes from trail_entry")
    return [row["verb"] for row in rows if word in str(row["changes"])]


async def changed_by_an_addendum(client: AsyncClient, agreement: str) -> None:
    """It has no text of its own to copy: its page says why, and each way there works."""
    at = f"/afspraken/{agreement}"
    assert f"{at}/wijzigingen" in (await client.get(at, headers=HTML)).text
    why = await client.get(f"{at}/wijzigingen", headers=HTML)
    assert "elders ondertekend" in why.text and 'name="subject"' not in why.text
    ways = re.findall(r'<li>[^<]*<a href="([^"]+)"', why.text)
    assert len(ways) >= 3 and f"{at}/addenda" in ways
    for way in ways:
        assert (await client.get(way, headers=HTML)).status_code == 200, way
    refused = await client.post(f"/api/v1{at}/wijzigingen", json={"subject": "Meer uren"})
    assert refused.status_code == 409 and "addendum" in refused.text
    form = {"title": "Addendum over meer uren", "shortTitle": "Addendum uren"}
    made = await client.post(f"/api/v1{at}/addenda", json=form)
    assert made.status_code == 201, made.text


async def test_a_scan_comes_into_force_on_the_evidence_of_its_file(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            at = await begun(client, people, SCAN, "Van een afzender.pdf")
            assert await begun(client, people, SCAN, "Van een afzender.pdf") == at
            found = await kept(client, at)
            agreement, file = found["agreementId"], found["fileId"]
            assert found["title"] == "Van een afzender"
            bare = await client.get(f"{at}/tekst", headers=HTML)
            assert "Deel 1 (leeg)" in bare.text
            await told_what_is_missing(client, at)
            await filled_in(client, at)
            north, _ = await parties(client, agreement, people)
            assert north["caseNumber"] == "Z2023-0815"
            kept_on_page = await sent(client, f"/afspraken/{agreement}/partijen")
            assert kept_on_page.status_code == 303
            await owed_by(client, at, agreement, north["id"])
            done = await sent(client, f"{at}/inwerkingtreding")
            assert done.status_code == 303, done.text
            view = (await client.get(f"/api/v1/afspraken/{agreement}")).json()
            assert (view["state"], view["enteredIntoForceOn"]) == ("in_force", "2024-01-01")
            assert (view["endsOn"], view["termMonths"]) == ("2030-01-01", 72)
            page = await client.get(f"/afspraken/{agreement}", headers=HTML)
            for said in ("Z2023-0815", "D/77", "Archief Noordstad", "tot en met 31 december 2029"):
                assert said in page.text
            lines = await DATABASE.fetch("select organisation from commitment_line")
            assert [line["organisation"] for line in lines] == [people.north]
            got = await client.get(f"/afspraken/{agreement}/bestanden/{file}")
            assert got.content == SCAN
            assert await trail(agreement) == [
                "store_file", "begin_registration", "describe", "set_parties", "set_parties",
                "set_commitments", "register_agreement", "open_lines", "download",
            ]  # fmt: skip
            # What somebody outside called a file stands in no trail.
            assert await noted("afzender") == await noted("unlinked_names") == []
            again = await client.post(f"/api/v1{at}/inwerkingtreding", json={})
            assert again.status_code == 409
            await changed_by_an_addendum(client, agreement)
        async with signed_in(transport, people.pin_north) as client:
            assert (await kept(client, at))["originalAt"] == "Archief Noordstad, doos 12"
        async with signed_in(transport, people.outsider) as client:
            for address in (at, f"{at}/tekst", f"{at}/inwerkingtreding", f"/api/v1{at}"):
                assert (await client.get(address)).status_code == 404


async def test_a_file_that_is_not_taken_leaves_nothing_and_no_key_begins_for_others(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        for who, status in ((people.administrator, 400), (people.outsider, 404)):
            async with signed_in(transport, who) as client:
                refused = await client.post(
                    "/registraties",
                    data={"keeperId": str(people.keeper)},
                    files={"file": ("afspraak.pdf", b"geen pdf", "application/pdf")},
                    headers=HTML,
                )
                assert refused.status_code == status
        assert (await DATABASE.fetch("select id from agreement")) == []
        async with signed_in(transport, people.administrator) as client:
            at = await begun(client, people, SCAN, "verkeerd.pdf")
            wrong = (await kept(client, at))["agreementId"]
            gone = await sent(client, f"/afspraken/{wrong}/verwijdering")
            assert gone.status_code == 303, gone.text
            assert (await client.get(f"/api/v1{at}")).status_code == 404


async def looked_over(client: AsyncClient, at: str) -> None:
    """The text as it was read, mended on its page: one heading, and one article typed besides."""
    page = await client.get(f"{at}/tekst", headers=HTML)
    assert "Artikel 4, eerste lid, van de Wet bescherming" in page.text
    assert "Zoals het in het bestand staat" in page.text and "<h3" not in page.text
    fields = browsing.fields(page.text, f"{at}/tekst")
    [place] = [n for n, said in fields.items() if said == ["Overleg"] and n.endswith(".title")]
    fields[place] = ["Overleg aan de regionale tafel"]
    empty = max(int(name.split(".")[1]) for name in fields if name.startswith("passages."))
    fields[f"passages.{empty}.text"] = ["Vergeten artikel over fietsenstallingen."]
    untitled = await client.post(f"{at}/tekst", data=fields, headers=HTML)
    assert untitled.status_code == 400
    assert "Geef dit artikel een titel" in untitled.text
    assert "Vergeten artikel over fietsenstallingen." in untitled.text
    fields[f"passages.{empty}.title"], fields[f"passages.{empty}.number"] = ["Slot"], ["5"]
    assert (await client.post(f"{at}/tekst", data=fields, headers=HTML)).status_code == 303


POLICE, SHELTER = "de Politie, eenheid Waterland", "Stichting Opvang Waterland"


async def names(client: AsyncClient, at: str) -> list[tuple[str, str]]:
    return [(one["state"], one["organisation"]) for one in (await kept(client, at))["names"]]


async def told_of(client: AsyncClient, address: str, name: str) -> bool:
    """Whether a page says of a name of the file that it is not linked."""
    page = await client.get(address, headers=HTML)
    assert page.status_code == 200, page.text
    return f"{name}</a>: is niet gekoppeld" in " ".join(page.text.split())


async def unknown_names_are_settled(
    client: AsyncClient, at: str, agreement: str, people: Cast
) -> None:
    """What the register does not know stands in the list until it is linked or left out."""
    assert await names(client, at) == [("linked", "Noordstad"), ("open", ""), ("open", "")]
    for address in (at, f"/afspraken/{agreement}/partijen", f"{at}/inwerkingtreding"):
        for name in (POLICE, SHELTER):
            assert await told_of(client, address, name), (address, name)
        assert not await told_of(client, address, "De gemeente Noordstad")
    shown = await client.get(f"{at}/namen/2?search=zuid", headers=HTML)
    assert "vertegenwoordigd door de eenheidschef" in shown.text and "Zuiddorp" in shown.text
    assert (await sent(client, f"{at}/namen/2")).status_code == 400
    south = str(people.south)
    both = await sent(client, f"{at}/namen/2", organisationId=south, leftOut="on")
    assert both.status_code == 400
    assert f'value="{south}" selected' in both.text and 'href="#f-leftOut"' in both.text
    assert (await sent(client, f"{at}/namen/2", organisationId=south)).status_code == 303
    assert (await names(client, at))[1] == ("linked", "Zuiddorp")
    found = (await client.get(f"/api/v1/afspraken/{agreement}/partijen")).json()
    assert [one["organisation"] for one in found] == ["Noordstad", "Zuiddorp"]
    # Who is left out of the parties later is not lost with it.
    version = (await kept(client, at))["version"]
    only = {"parties": [{"organisationId": str(people.north), "participation": "signatory"}]}
    body = only | {"version": version}
    answer = await client.put(f"/api/v1/afspraken/{agreement}/partijen", json=body)
    assert answer.status_code == 200, answer.text
    assert (await names(client, at))[1] == ("open", "")
    assert (await sent(client, f"{at}/namen/3", leftOut="on")).status_code == 303
    assert not await told_of(client, f"{at}/inwerkingtreding", SHELTER)
    third = f"{at}/namen/3"
    opened = browsing.fields((await client.get(third, headers=HTML)).text, third)
    opened.pop("leftOut")
    assert (await client.post(third, data=opened, headers=HTML)).status_code == 303
    assert (await names(client, at))[1:] == [("open", ""), ("open", "")]
    for nowhere in ("0", "4"):
        answer = await client.put(f"/api/v1{at}/namen/{nowhere}", json={"leftOut": True})
        assert answer.status_code == 404


async def names_are_for_the_keeper(client: AsyncClient, at: str, agreement: str) -> None:
    assert not await told_of(client, f"/afspraken/{agreement}", SHELTER)
    assert (await client.get(f"{at}/namen/3", headers=HTML)).status_code == 404


async def names_stay_with_the_agreement(
    client: AsyncClient, at: str, agreement: str, people: Cast
) -> None:
    """The agreement that is made says which names were not linked, until somebody does."""
    page = f"/afspraken/{agreement}"
    assert await told_of(client, page, SHELTER) and not await told_of(client, page, POLICE)
    told = ["begin_registration", "settle_name", "settle_name", "register_agreement"]
    assert await noted(SHELTER) == []
    assert sorted({*await noted("unlinked_names"), *await noted("named_in_file")}) == sorted(
        set(told)
    )
    other = await organisation("Stichting Opvang")
    body = {"organisationId": str(other), "version": (await kept(client, at))["version"]}
    answer = await client.put(f"/api/v1{at}/namen/3", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["names"][2]["state"] == "linked"
    found = (await client.get(f"/api/v1/afspraken/{agreement}/partijen")).json()
    assert [(one["organisation"], one["joinedOn"]) for one in found[2:]] == [
        ("Stichting Opvang", "2026-04-01")
    ]
    assert not await told_of(client, page, SHELTER)
    assert (await client.put(f"/api/v1{at}/namen/3", json=body)).status_code == 409


async def from_when_until_when(client: AsyncClient, people: Cast) -> None:
    """A file that says it in other words: a period, an extension by silence, parties in a row."""
    pen = Pen()
    pen.lines(
        "Bestuursakkoord mensenhandel",
        "Partijen: Gemeente Stein, Gemeente Beek, Zorg- en Veiligheidshuis Zuid en Gemeente Vaals;",
        "komen overeen:",
        "Artikel 1 Duur",
        "Dit akkoord loopt van 1 januari 2022 tot 1 januari 2026.",
        "Het wordt telkens met een jaar stilzwijgend verlengd, tenzij een partij uiterlijk drie "
        "maanden voor het einde opzegt.",
    )
    found = await kept(client, await begun(client, people, pen.done(), "akkoord.docx"))
    assert (found["enteredOn"], found["lastDay"]) == ("2022-01-01", "2025-12-31")
    extended = found["extensionRule"], found["extensionMonths"], found["noticeMonths"]
    assert extended == ("tacit", 12, 3)
    assert [one["name"] for one in found["names"]] == [
        "Gemeente Stein", "Gemeente Beek", "Zorg- en Veiligheidshuis Zuid", "Gemeente Vaals",
    ]  # fmt: skip


async def pages_and_papers_are_there(client: AsyncClient, agreement: str) -> None:
    """Pages without a model; and a PDF of a text of no more than articles, and of its version."""
    for word in ("documenten", "versies", "toezeggingen", "brieven", "spoor"):
        shown = await client.get(f"/afspraken/{agreement}/{word}", headers=HTML)
        assert shown.status_code == 200, word
        assert "/modellen/" not in shown.text
    for papers in ("documenten", "versies/1/documenten"):
        paper = await client.get(f"/api/v1/afspraken/{agreement}/{papers}/pdf")
        assert paper.status_code == 200 and paper.content.startswith(b"%PDF"), papers


async def test_a_word_file_is_read_looked_over_and_found_by_its_articles(owner_url: str) -> None:
    content, _ = bold_by_hand()
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        at = await begun(client, people, content, "afspraak.docx")
        found = await kept(client, at)
        agreement = found["agreementId"]
        assert (found["signedOn"], found["enteredOn"]) == ("2026-03-09", "2026-04-01")
        assert (found["lastDay"], found["noticeMonths"]) == ("2029-03-31", 6)
        assert found["kind"] == "samenwerkingsovereenkomst"
        [north] = (await client.get(f"/api/v1/afspraken/{agreement}/partijen")).json()
        assert (north["organisation"], north["participation"]) == ("Noordstad", "signatory")
        page = (await client.get(at, headers=HTML)).text
        for said in ("Stichting Opvang Waterland", "4 artikelen", "zes maanden"):
            assert said in page
        await unknown_names_are_settled(client, at, agreement, people)
        await looked_over(client, at)
        pick = f"/afspraken/{agreement}/toezeggingen/nieuw"
        texts = (await kept(client, at))["passages"]
        place = next(
            n for n, one in enumerate(texts, 1) if one.get("title", "").startswith("Overleg")
        )
        picked = (await client.get(f"{pick}?passage={place}", headers=HTML)).text
        assert "Overleg aan de regionale tafel" in picked
        assert "Partijen overleggen vier keer per jaar." in picked
        assert (await sent(client, at, originalAt="Kluis")).status_code == 303
        await parties(client, agreement, people)
        body = {"organisationId": str(people.south), "version": (await kept(client, at))["version"]}
        assert (await client.put(f"/api/v1{at}/namen/2", json=body)).status_code == 200
        done = await client.post(f"/api/v1{at}/inwerkingtreding", json={})
        assert done.status_code == 201, done.text
        async with signed_in(transport, people.pin_north) as reader:
            await names_are_for_the_keeper(reader, at, agreement)
        await names_stay_with_the_agreement(client, at, agreement, people)
        text = (await client.get(f"/afspraken/{agreement}/voorbeeld", headers=HTML)).text
        assert "Artikel 3 Overleg aan de regionale tafel" in text
        search = "/api/v1/afspraken/artikelen?search=fietsenstalling"
        [hit] = (await client.get(search)).json()["articles"]
        assert (hit["number"], hit["key"]) == (5, "a5")
        assert f'id="art-{hit["key"]}"' in text
        for step in ("artikelen", "toetslijst", "antwoorden", "aanbieding", "looptijd"):
            answer = await client.get(f"/afspraken/{agreement}/{step}", headers=HTML)
            assert answer.status_code in (303, 404), step
        await pages_and_papers_are_there(client, agreement)


async def test_what_has_ended_is_registered_as_ended_and_owes_nothing(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        await from_when_until_when(client, people)
        at = await begun(client, people, SCAN, "oud.pdf")
        agreement = (await kept(client, at))["agreementId"]
        for step in ("artikelen", "toetslijst", "antwoorden", "aanbieding", "looptijd"):
            answer = await client.get(f"/afspraken/{agreement}/{step}", headers=HTML)
            assert answer.status_code == 303, step
            assert answer.headers["location"].startswith(f"/afspraken/{agreement}"), step
        put_up = await client.post(f"/api/v1/afspraken/{agreement}/aanbieding", json={})
        assert put_up.status_code == 409
        assert "elders ondertekend" in put_up.text or "signed elsewhere" in put_up.text
        old = FACTS | {"signedOn": "01-12-2019", "enteredOn": "01-01-2020"}
        event = {"lastDay": "", "endEvent": "de regio wordt opgeheven"}
        assert (await sent(client, at, **old | event)).status_code == 303
        entry = (await client.get(f"{at}/inwerkingtreding", headers=HTML)).text
        assert "tot deze gebeurtenis: de regio wordt opgeheven" in entry
        old |= {"endEvent": ""}
        old |= {"lastDay": "14-01-2027"}
        assert (await sent(client, at, **old)).status_code == 303
        await parties(client, agreement, people)
        assert "voorbij" in (await client.get(f"{at}/inwerkingtreding", headers=HTML)).text
        done = await client.post(f"/api/v1{at}/inwerkingtreding", json={})
        assert (done.json()["state"], done.json()["endsOn"]) == ("ended", "2027-01-15")
        assert (await DATABASE.fetch("select id from commitment_line")) == []
        assert (await client.get("/afspraken", headers=HTML)).status_code == 200
