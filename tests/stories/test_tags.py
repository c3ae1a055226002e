"""A machine changes a thing again with the ``ETag`` that the answer to its last change gave."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from httpx import AsyncClient
from tests.builders.agreements import AT, decision, organs
from tests.builders.commitments import in_force
from tests.builders.formation import BLANKS, put_up, ready
from tests.builders.parties import Cast
from tests.builders.reporting import answer, open_round, report_of
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision

TERMS = {"title": "Convenant", "shortTitle": "Kort", "extensionRule": "none"}
TERMS |= {"entryRule": "all_signed", "termMonths": 48, "noticeMonths": 6}


async def _draft(people: Cast, client: AsyncClient) -> str:
    return f"/afspraken/{await ready(people)}"


async def terms(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    at = await _draft(people, client)
    return at, f"{at}/looptijd", TERMS


async def parties(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    at = f"{await _draft(people, client)}/partijen"
    found = (await client.get(f"/api/v1{at}")).json()
    kept = [
        {
            "organisationId": one["organisationId"],
            "participation": one["participation"],
            "authorities": [
                {name: organ[name] for name in ("authorityId", "representedByFunction")}
                for organ in one["authorities"]
            ],
        }
        for one in found
    ]
    return at, at, {"parties": kept}


async def answers(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    at = f"{await _draft(people, client)}/antwoorden"
    return at, at, {"blanks": BLANKS}


async def commitments(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    at = f"{await _draft(people, client)}/toezeggingen"
    [first, *_] = (await client.get(f"/api/v1{at}")).json()
    kept = {"title": "x", "text": "x", "theme": "x", "nature": "effort", "ownerFunction": "x"}
    kept |= {"measurableGoal": "x", "ownerPartyIds": [first["owners"][0]["partyId"]]}
    return at, at, {"commitments": [kept]}


async def line(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    made = await open_round(people, await in_force(people))
    report = await report_of(made, people.north, people.pin_north)
    at = f"/rapportages/{report.id}/regels/{report.lines[0].id}"
    sent = msgspec.json.decode(msgspec.json.encode(answer()))
    return "", at, {name: said for name, said in sent.items() if name != "version"}


async def general_part(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    made = await open_round(people, await in_force(people))
    report = await report_of(made, people.north, people.pin_north)
    at = f"/rapportages/{report.id}"
    return at, f"{at}/algemeen-deel", {"summary": "Op schema."}


async def recorded(people: Cast, client: AsyncClient) -> tuple[str, str, Any]:
    [first, *_] = await organs(await put_up(people))
    await record_decision(first, decision(), by=people.administrator, at=AT)
    sent = {"decidedBy": "het college", "decidedOn": "2026-11-10", "number": "B-1"}
    return "", f"/bestuursorganen/{first}/besluiten", sent | {"textVersion": 1}


@pytest.mark.parametrize(
    "what", [terms, parties, answers, commitments, line, general_part, recorded]
)
async def test_a_change_answers_with_the_tag_of_the_next(owner_url: str, what: Any) -> None:
    async with service(owner_url) as (transport, people):
        who = people.pin_north if what in (line, general_part) else people.administrator
        async with signed_in(transport, who) as client:
            shown, at, sent = await what(people, client)
            tag = (await client.get(f"/api/v1{shown}")).headers["etag"] if shown else '"1"'
            for number in range(3):
                changed = sent | ({"number": f"B-{number}"} if what is recorded else {})
                headers = {"if-match": tag}
                answered = await client.put(f"/api/v1{at}", json=changed, headers=headers)
                assert answered.status_code == 200, answered.text
                assert answered.headers["etag"] != tag
                tag = answered.headers["etag"]
            late = await client.put(f"/api/v1{at}", json=sent, headers={"if-match": '"1"'})
            assert late.status_code == 409
