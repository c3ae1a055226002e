"""Each step of the journey, by who may not take it and from where it does not start."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.builders.agreements import organs
from tests.builders.commitments import in_force
from tests.builders.formation import put_up, ready
from tests.builders.parties import Cast
from tests.builders.reporting import open_round, report_of, submitted
from tests.builders.service import service, signed_in

DECISION = {"decidedBy": "het college", "decidedOn": "2027-01-10", "number": "1", "textVersion": 1}
SIGNATURE = {
    "signedByFunction": "x", "signedOn": "2027-01-11", "capacity": "own_right", "textVersion": 1,
}  # fmt: skip
APPROVAL = {"approvedByFunction": "de wethouder", "approvedOn": "2027-01-10"}
ADOPTION = {"adoptedByFunction": "x", "adoptedOn": "2027-01-10", "summary": "x"}


@pytest.mark.parametrize("name", ["pin_north", "secretary", "chair", "outsider"])
async def test_only_the_administrator_drafts_and_puts_up(owner_url: str, name: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        begin = {"modelKey": "signaaltafel", "title": "x", "shortTitle": "x"}
        begin["keeperId"] = str(people.keeper)
        at = f"/api/v1/afspraken/{made}"
        async with signed_in(transport, getattr(people, name)) as client:
            for answer in (
                await client.post("/api/v1/afspraken", json=begin),
                await client.put(f"{at}/antwoorden", json={"blanks": {}}),
                await client.put(f"{at}/partijen", json={"parties": []}),
                await client.post(f"{at}/toezeggingen/modellen", json={}),
                await client.post(f"{at}/aanbieding", json={}),
            ):
                assert answer.status_code == 404, answer.url


@pytest.mark.parametrize("name", ["pin_north", "secretary", "chair", "outsider"])
async def test_only_administrators_record_decisions(owner_url: str, name: str) -> None:
    async with service(owner_url) as (transport, people):
        [first, *_] = await organs(await put_up(people))
        at = f"/api/v1/bestuursorganen/{first}"
        async with signed_in(transport, getattr(people, name)) as client:
            decided = await client.post(f"{at}/besluiten", json=DECISION)
            signed = await client.post(f"{at}/ondertekeningen", json=SIGNATURE)
            assert (decided.status_code, signed.status_code) == (404, 404)


async def test_nobody_signs_before_the_decision_or_decides_twice(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        [first, *_] = await organs(await put_up(people))
        at = f"/api/v1/bestuursorganen/{first}"
        async with signed_in(transport, people.administrator) as client:
            early = await client.post(f"{at}/ondertekeningen", json=SIGNATURE)
            assert (early.status_code, early.json()["errors"][0]["field"]) == (400, "signedOn")
            assert (await client.post(f"{at}/besluiten", json=DECISION)).status_code == 201
            assert (await client.post(f"{at}/besluiten", json=DECISION)).status_code == 409


async def _report(people: Cast) -> tuple[UUID, UUID]:
    made = await open_round(people, await in_force(people))
    return made, (await report_of(made, people.north, people.pin_north)).id


@pytest.mark.parametrize("name", ["pin_south", "administrator", "secretary", "chair", "outsider"])
async def test_only_the_own_linking_pin_reports(owner_url: str, name: str) -> None:
    async with service(owner_url) as (transport, people):
        _, report = await _report(people)
        at = f"/api/v1/rapportages/{report}"
        async with signed_in(transport, getattr(people, name)) as client:
            for answer in (
                await client.put(f"{at}/algemeen-deel", json={"summary": "x"}),
                await client.post(f"{at}/intern-akkoord", json=APPROVAL),
                await client.post(f"{at}/indiening", json={}),
            ):
                assert answer.status_code == 404, answer.url


async def test_a_report_goes_from_step_to_step_and_no_other_way(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, report = await _report(people)
        at = f"/api/v1/rapportages/{report}"
        async with signed_in(transport, people.pin_north) as client:
            assert (await client.post(f"{at}/indiening", json={})).status_code == 409
            unfinished = await client.post(f"{at}/intern-akkoord", json=APPROVAL)
            assert unfinished.status_code == 400
            view = await report_of(made, people.north, people.pin_north)
            await submitted(view, people.pin_north)
            for step in ("aanvaarding", "terugzending"):
                answer = await client.post(
                    f"{at}/{step}", json={"text": "x"} if step[0] == "t" else {}
                )
                assert answer.status_code == 404
        async with signed_in(transport, people.chair) as client:
            assert (await client.post(f"{at}/aanvaarding", json={})).status_code == 404
        async with signed_in(transport, people.secretary) as client:
            empty = await client.post(f"{at}/terugzending", json={"text": " "})
            assert empty.status_code == 400
            assert (await client.post(f"{at}/aanvaarding", json={})).status_code == 201
            assert (await client.post(f"{at}/aanvaarding", json={})).status_code == 409


@pytest.mark.parametrize("name", ["pin_north", "administrator", "outsider"])
async def test_only_the_committee_adopts(owner_url: str, name: str) -> None:
    async with service(owner_url) as (transport, people):
        made, _ = await _report(people)
        at = f"/api/v1/rapportagerondes/{made}/regiorapportages/vaststelling"
        async with signed_in(transport, getattr(people, name)) as client:
            assert (await client.post(at, json=ADOPTION)).status_code == 404
        async with signed_in(transport, people.chair) as client:
            nothing = await client.post(at, json=ADOPTION)
            assert nothing.status_code == 400
