"""A form with several mistakes: what cannot be read and what the rules refuse, in one answer."""

from __future__ import annotations

import re
from typing import Any

import pytest
from httpx import AsyncClient
from tests.builders.agreements import organs
from tests.builders.commitments import in_force
from tests.builders.formation import put_up, ready
from tests.builders.parties import Cast
from tests.builders.reporting import open_round, report_of
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

LONG = "x" * 201
UNSEEN = ("", "lines", "textVersion", "version")
"""What a complaint may be about that is no field which a person sees."""
MISTAKES: dict[str, tuple[str, str, dict[str, Any], list[str]]] = {
    "a decision": (
        "administrator", "bestuursorganen/{organ}/besluiten",
        {"decidedBy": LONG, "decidedOn": "31-02-2027", "number": ""},
        ["decidedBy", "decidedOn", "number", "textVersion"],
    ),
    "a decision put right": (
        "administrator", "bestuursorganen/{organ}/besluiten/correctie",
        {"decidedBy": "", "decidedOn": "2026-01-32", "number": "x" * 81},
        ["decidedBy", "decidedOn", "number", "textVersion", "version"],
    ),
    "a signature": (
        "administrator", "bestuursorganen/{organ}/ondertekeningen",
        {"signedByFunction": LONG, "signedOn": "gisteren", "capacity": "mandate"},
        ["capacityReference", "signedByFunction", "signedOn", "textVersion"],
    ),
    "terms": (
        "administrator", "afspraken/{draft}/looptijd",
        {"title": "", "shortTitle": "x" * 121, "termMonths": "veel", "entryRule": "all_signed",
         "extensionRule": "tacit", "noticeMonths": "0"},
        ["noticeMonths", "shortTitle", "termMonths", "title", "version"],
    ),
    "a new round": (
        "secretary", "afspraken/{kept}/rapportagerondes",
        {"title": "", "periodFrom": "1 mei", "periodUntil": "2027-01-01", "dueOn": "2026-01-01",
         "opensOn": "2027-01-01"},
        ["dueOn", "periodFrom", "title"],
    ),
    "the general part": (
        "pin_north", "rapportages/{report}/algemeen-deel",
        {"summary": "x" * 10_001, "capacityFte": "half", "moneyEuros": "-1"},
        ["capacityFte", "moneyEuros", "summary", "version"],
    ),
    "an internal approval": (
        "pin_north", "rapportages/{report}/intern-akkoord",
        {"approvedByFunction": LONG, "approvedOn": "morgen"},
        ["approvedByFunction", "approvedOn", "lines", "version"],
    ),
    "a line": (
        "pin_north", "rapportages/{report}/regels/{line}",
        {"state": "delayed", "words": "", "forecastOn": "volgend jaar", "value": "2"},
        ["forecastOn", "measuredOn", "reason", "version", "words"],
    ),
    "an adoption": (
        "chair", "rapportagerondes/{round}/regiorapportages/vaststelling",
        {"adoptedByFunction": "", "adoptedOn": "1-13-2027", "summary": ""},
        ["", "adoptedByFunction", "adoptedOn", "summary", "version"],
    ),
}  # fmt: skip


async def _things(people: Cast) -> dict[str, str]:
    kept = await in_force(people)
    made = await open_round(people, kept)
    report = await report_of(made, people.north, people.pin_north)
    [organ, *_] = await organs(await put_up(people))
    found = {"kept": kept, "round": made, "report": report.id, "line": report.lines[0].id}
    return {n: str(v) for n, v in {**found, "organ": organ, "draft": await ready(people)}.items()}


async def _decided(organ: str, client: AsyncClient) -> None:
    answer = await client.post(
        f"/api/v1/bestuursorganen/{organ}/besluiten",
        json={
            "decidedBy": "het college",
            "decidedOn": "2027-01-10",
            "number": "1",
            "textVersion": 1,
        },
    )
    assert answer.status_code == 201


async def _count() -> int:
    [row] = await DATABASE.fetch("select count(*)::int as n from trail_entry")
    return int(row["n"])


@pytest.mark.parametrize("what", MISTAKES)
async def test_a_page_and_the_api_tell_all_of_it_at_once(owner_url: str, what: str) -> None:
    name, address, typed, wrong = MISTAKES[what]
    async with service(owner_url) as (transport, people):
        things = await _things(people)
        async with signed_in(transport, getattr(people, name)) as client:
            if what in ("a signature", "a decision put right"):
                await _decided(things["organ"], client)
            before, path = await _count(), "/" + address.format(**things)
            json = {key: said for key, said in typed.items() if said != ""}
            puts = what in ("terms", "the general part", "a line", "a decision put right")
            address = f"/api/v1{path.removesuffix('/correctie')}"
            answer = await client.request("PUT" if puts else "POST", address, json=json)
            assert answer.status_code == 400
            told = {e["field"].partition(".")[0] for e in answer.json()["errors"]}
            assert sorted(told) == wrong
            page = await client.post(path, data=typed, headers={"accept": "text/html"})
            assert page.status_code == 400
            shown = set(re.findall(r'href="#f-([^".]+)', page.text))
            assert {field for field in wrong if field not in UNSEEN} <= shown
            assert all(said in page.text for said in typed.values() if said)
            assert await _count() == before
            typed |= {"show_in": "en", "version": "1"}
            english = await client.post(path, data=typed, headers={"accept": "text/html"})
            assert (english.status_code, english.headers["content-language"]) == (400, "en")
            assert "Nothing was sent" in english.text
            assert all(said in english.text for said in json.values())
            assert await _count() == before


async def test_a_machine_says_which_version_it_saw(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/api/v1/afspraken/{await ready(people)}"
        async with signed_in(transport, people.administrator) as client:
            seen = (await client.get(at)).headers["etag"]
            answers = {"blanks": {"gemeente": "Noordstad"}}
            blind = await client.put(f"{at}/antwoorden", json=answers)
            assert [e["field"] for e in blind.json()["errors"]] == ["version"]
            for tag, status in ((seen, 200), (seen, 409), ('"x"', 400)):
                sent = {"if-match": tag}
                answer = await client.put(f"{at}/antwoorden", json=answers, headers=sent)
                assert answer.status_code == status
            assert (await client.get(at)).headers["etag"] != seen
