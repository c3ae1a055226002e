"""A registration that counts turns out to be wrong: it is a draft again, and registered anew."""

from __future__ import annotations

from uuid import UUID

import pytest
from httpx import AsyncClient
from tests.builders.ordinary import bold_by_hand
from tests.builders.parties import Cast
from tests.builders.reporting import open_round
from tests.builders.service import service, signed_in
from tests.stories.test_registering import (
    FACTS,
    HTML,
    SCAN,
    begun,
    kept,
    owed_by,
    parties,
    sent,
    trail,
)
from tests.stories.test_two_at_once import at_once

from governance.base.database import DATABASE


async def registered(client: AsyncClient, people: Cast) -> tuple[str, str]:
    """An agreement in force on the evidence of its file, and the address of its registration."""
    at = await begun(client, people, SCAN, "afspraak.pdf")
    agreement = (await kept(client, at))["agreementId"]
    assert (await sent(client, at, **FACTS)).status_code == 303
    north, _ = await parties(client, agreement, people)
    await owed_by(client, at, agreement, north["id"])
    assert (await sent(client, f"{at}/inwerkingtreding")).status_code == 303
    return agreement, at


async def lines() -> list[UUID]:
    return [row["id"] for row in await DATABASE.fetch("select id from commitment_line")]


async def test_a_mistake_in_what_counts_is_put_right_and_registered_anew(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            agreement, at = await registered(client, people)
            before = await lines()
            page = await client.get(f"/afspraken/{agreement}", headers=HTML)
            assert f'href="{at}/heropening"' in page.text
            empty = await sent(client, f"{at}/heropening", reason=" ")
            assert empty.status_code == 400
            seen = (await client.get(f"/api/v1/afspraken/{agreement}")).json()["version"]
            said = {"reason": "De einddatum klopt niet.", "version": seen}
            blind = await client.post(f"/api/v1{at}/heropening", json={**said, "version": 1})
            assert blind.status_code == 409
            done = await sent(client, f"{at}/heropening", reason=said["reason"])
            assert done.headers["location"].startswith(at)
            assert (await kept(client, at))["title"] == FACTS["title"]
            assert await lines() == []
            late = FACTS | {"lastDay": "31-12-2031"}
            assert (await sent(client, at, **late)).status_code == 303
            assert (await sent(client, f"{at}/inwerkingtreding")).status_code == 303
            view = (await client.get(f"/api/v1/afspraken/{agreement}")).json()
            assert (view["state"], view["endsOn"]) == ("in_force", "2032-01-01")
            assert view["textVersion"] == 2
            assert len(before) == len(await lines()) == 1
            assert (await trail(agreement))[-5:] == [
                "reopen_registration", "remove_lines", "describe", "register_agreement",
                "open_lines",
            ]  # fmt: skip
        for who in (people.pin_north, people.outsider):
            async with signed_in(transport, who) as client:
                for address in (f"{at}/heropening", f"/api/v1{at}/heropening"):
                    answer = await client.post(address, json=said)
                    assert answer.status_code == 404, address


@pytest.mark.parametrize("what", ["report", "notice"])
async def test_once_something_followed_from_it_it_stays(owner_url: str, what: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        agreement, at = await registered(client, people)
        if what == "report":
            await open_round(people, UUID(agreement))
        else:
            [first, *_] = (await client.get(f"/api/v1/afspraken/{agreement}/partijen")).json()
            notice = {"partyId": first["id"], "kind": "withdrawal", "givenOn": "2027-01-14"}
            told = await client.post(
                f"/api/v1/afspraken/{agreement}/opzeggingen",
                json={**notice, "letter": "2027-1", "effectiveOn": "2028-01-01"},
            )
            assert told.status_code == 201, told.text
        before = await lines()
        seen = (await client.get(f"/api/v1/afspraken/{agreement}")).json()["version"]
        said = {"reason": "De einddatum klopt niet.", "version": seen}
        refused = await client.post(f"/api/v1{at}/heropening", json=said)
        assert refused.status_code == 409
        assert "al iets gevolgd" in refused.text or "Something followed" in refused.text
        assert await lines() == before
        state = (await client.get(f"/api/v1/afspraken/{agreement}")).json()["state"]
        assert state == "in_force"


async def test_of_two_who_take_it_back_at_once_one_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            agreement, at = await registered(client, people)
            seen = (await client.get(f"/api/v1/afspraken/{agreement}")).json()["version"]
        form = (f"{at}/heropening", {"reason": "De einddatum klopt niet.", "version": str(seen)})
        answers, acts = await at_once(transport, people.administrator, [form, form])
    assert sorted(told.status_code for told in answers) == [303, 409]
    assert acts == len(("reopen_registration", "remove_lines"))


async def test_of_two_who_settle_a_name_at_once_one_is_told(owner_url: str) -> None:
    content, _ = bold_by_hand()
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            at = await begun(client, people, content, "afspraak.docx")
            seen = str((await kept(client, at))["version"])
        forms = [
            (f"{at}/namen/2", {"organisationId": str(people.south), "version": seen}),
            (f"{at}/namen/2", {"leftOut": "true", "version": seen}),
        ]
        answers, acts = await at_once(transport, people.administrator, forms)
    assert sorted(told.status_code for told in answers) == [303, 409]
    assert acts == 1
