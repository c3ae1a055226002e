"""A form of a decision or signature that lies open while the text becomes another one."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.builders import browsing
from tests.builders.agreements import organs
from tests.builders.formation import AT, decided, put_up, signature
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision, take_back
from governance.agreements.forms import DecisionForm
from governance.agreements.queries import party_authority
from governance.base.actor import Actor
from governance.formation.actions import put_up_for_decision, sign

HTML = {"accept": "text/html"}
AGREED = DecisionForm("het college", AT.date(), "B-1")
TYPED = {
    "decidedOn": "2026-11-12", "number": "B-77", "outcome": "agreed", "signedOn": "2026-11-24",
    "capacity": "own_right", "signedByFunction": "de locoburgemeester",
}  # fmt: skip


@pytest.mark.parametrize(
    "form", ["besluiten", "besluiten/correctie", "ondertekeningen", "ondertekeningen/correctie"]
)
async def test_a_form_about_another_text_is_refused_and_gives_back_what_was_typed(
    owner_url: str, form: str
) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        [first, second, *_] = await organs(await put_up(people))
        made = (await party_authority(first, by=by)).agreement_id
        await _until(form, first, by)
        at = f"/bestuursorganen/{first}/{form}"
        async with signed_in(transport, by) as client:
            opened = (await client.get(at, headers=HTML)).text
            assert "Over versie 1 van de tekst, aangeboden op" in opened
            sent = browsing.fields(opened, at)
            sent |= {n: [v] for n, v in TYPED.items() if f'name="{n}"' in opened}
            if form.startswith("ondertekeningen"):
                declined = DecisionForm("het college", AT.date(), "B-2", "declined", "Nee.")
                await record_decision(second, declined, by=by, at=AT)
            await take_back(made, None, by=by, at=AT)
            await put_up_for_decision(made, None, by=by, at=AT)
            await _until(form, first, by)
            before = (await party_authority(first, by=by)).authority
            late = await client.post(at, data=sent, headers=HTML)
            kept = "B-77" if form.startswith("besluiten") else "de locoburgemeester"
            assert (late.status_code, kept in late.text) == (409, True)
            assert (await party_authority(first, by=by)).authority == before
            assert "Over versie 2 van de tekst" in (await client.get(at, headers=HTML)).text


async def _until(form: str, organ: UUID, by: Actor) -> None:
    """What is recorded before this form is opened."""
    if form != "besluiten":
        await record_decision(organ, AGREED, by=by, at=AT)
    if form == "ondertekeningen/correctie":
        late = signature(signed_on=AT.date())
        await sign(organ, late, by=by, at=AT)


async def test_a_machine_says_which_text_it_decided_upon(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        [first, *_] = await decided(people)
        sent = {"signedByFunction": "x", "signedOn": "2026-11-24", "capacity": "own_right"}
        at = f"/api/v1/bestuursorganen/{first}/ondertekeningen"
        async with signed_in(transport, people.administrator) as client:
            without = await client.post(at, json=sent)
            assert (without.status_code, [e["field"] for e in without.json()["errors"]]) == (
                400, ["textVersion"],
            )  # fmt: skip
            assert "If-Match" not in without.text
            other = await client.post(at, json=sent | {"textVersion": 2})
            assert other.status_code == 409
            assert (await client.post(at, json=sent | {"textVersion": 1})).status_code == 201
