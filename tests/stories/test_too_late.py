"""A form that is open while a colleague goes on: told why, sent where it stands, nothing lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from tests.builders.agreements import organs
from tests.builders.formation import AT, decided, put_up, ready, signature
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision, take_back
from governance.agreements.forms import DecisionForm
from governance.agreements.queries import party_authority
from governance.commitments.queries import of_agreement
from governance.formation.actions import put_up_for_decision, sign

HTML = {"accept": "text/html"}
SEALED = "De afspraak ligt nu vast"
IS_DRAFT = "De afspraak is nu een concept"
IS_UP = "De tekst ligt ter besluitvorming voor. Daarom"
DECISION = {
    "decidedBy": "het college", "decidedOn": "2026-11-11", "number": "B-7", "version": "1",
    "textVersion": "1",
}  # fmt: skip
SIGNATURE = {
    "signedByFunction": "de locoburgemeester", "signedOn": "2026-11-21", "capacity": "own_right",
    "version": "1", "textVersion": "1",
}  # fmt: skip


async def _opened(client: AsyncClient, address: str) -> Response:
    return await client.get(address, headers=HTML, follow_redirects=True)


async def _all_signed(people: Cast) -> tuple[UUID, UUID]:
    asked = await decided(people)
    for organ in asked:
        await sign(organ, signature(), by=people.administrator, at=AT)
    return asked[0], (await party_authority(asked[0], by=people.administrator)).agreement_id


@pytest.mark.parametrize(
    ("form", "typed", "kept"),
    [
        ("besluiten/correctie", DECISION, "B-7"),
        ("ondertekeningen/correctie", SIGNATURE, "de locoburgemeester"),
        ("ondertekeningen", SIGNATURE, "de locoburgemeester"),
    ],
)
async def test_nothing_is_corrected_once_all_have_signed_and_it_says_so(
    owner_url: str, form: str, typed: dict[str, str], kept: str
) -> None:
    async with service(owner_url) as (transport, people):
        organ, made = await _all_signed(people)
        at = f"/bestuursorganen/{organ}/{form}"
        async with signed_in(transport, people.administrator) as client:
            late = await client.post(at, data=typed, headers=HTML)
            assert late.status_code == 409
            assert SEALED in late.text
            assert kept in late.text
            again = await _opened(client, at)
            assert (again.status_code, again.url.path) == (200, f"/afspraken/{made}")
            assert SEALED in again.text
        for name in ("outsider", "pin_north"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert (await client.get(at, headers=HTML)).status_code == 404
                assert (await client.post(at, data=typed, headers=HTML)).status_code == 404


async def test_the_api_tells_the_same_reason(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        organ, _ = await _all_signed(people)
        async with signed_in(transport, people.administrator) as client:
            at = f"/api/v1/bestuursorganen/{organ}/besluiten"
            answer = await client.put(at, json=DECISION | {"version": 1, "textVersion": 1})
            assert answer.status_code == 409
            assert SEALED in answer.json()["detail"]


async def test_a_decision_is_not_corrected_after_the_text_was_taken_back(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await put_up(people)
        [organ, *_] = await organs(made)
        form = DecisionForm("het college", AT.date(), "1")
        await record_decision(organ, form, by=by, at=AT)
        at = f"/bestuursorganen/{organ}/besluiten/correctie"
        async with signed_in(transport, by) as client:
            await take_back(made, None, by=by, at=AT)
            await _told(client, at, DECISION, IS_DRAFT, f"/afspraken/{made}")
            await put_up_for_decision(made, None, by=by, at=AT)
            nothing = "is hier niet meer vastgelegd"
            await _told(client, at, DECISION, nothing, f"/afspraken/{made}")


async def _told(client: AsyncClient, at: str, typed: dict[str, Any], why: str, where: str) -> None:
    late = await client.post(at, data=typed, headers=HTML)
    assert (late.status_code, why in late.text) == (409, True)
    assert f'href="{at}"' in late.text
    again = await _opened(client, at)
    assert (again.status_code, again.url.path, why in again.text) == (200, where, True)


async def test_a_draft_that_was_put_up_is_not_edited_and_every_form_leads_on(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await ready(people)
        [first, *_] = await of_agreement(made, by=by)
        await put_up_for_decision(made, None, by=by, at=AT)
        at = f"/afspraken/{made}"
        typed = {"version": "1", "title": "Getypt", "blanks.regio": "Getypt"}
        async with signed_in(transport, by) as client:
            for form in ("looptijd", "antwoorden", "partijen", "aanbieding"):
                await _told(client, f"{at}/{form}", {"version": "1"}, IS_UP, at)
            list_of = f"{at}/toezeggingen"
            await _told(client, f"{list_of}/{first.id}", typed, IS_UP, list_of)


async def test_a_commitment_that_was_removed_gives_back_what_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await ready(people)
        [first, *_] = await of_agreement(made, by=by)
        list_of = f"/afspraken/{made}/toezeggingen"
        async with signed_in(transport, by) as client:
            gone = await client.post(
                f"{list_of}/{first.id}/verwijdering",
                data={"version": (await _version(client, made))},
                headers=HTML,
            )
            assert gone.status_code == 303
            typed = {"version": "1", "title": "Een getypte titel"}
            why = "Deze toezegging is er niet meer"
            await _told(client, f"{list_of}/{first.id}", typed, why, list_of)
            late = await client.post(f"{list_of}/{first.id}", data=typed, headers=HTML)
            assert "Een getypte titel" in late.text


async def _version(client: AsyncClient, made: UUID) -> int:
    found: int = (await client.get(f"/api/v1/afspraken/{made}")).json()["version"]
    return found
