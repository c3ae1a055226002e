"""Accepting an invitation through a provider: where it leads back to, and who may not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from httpx import ASGITransport, AsyncClient
from tests.builders.access import linked
from tests.builders.parties import Cast
from tests.builders.people import DAYS, joining
from tests.builders.provider import nowhere
from tests.builders.service import AT, service, signed_in, token

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.people.actions import join
from governance.identity.providers.tables import ProviderFlow
from governance.identity.rules import FAILURES_PER_NETWORK, token_hash

HTML = {"accept": "text/html"}
BROWSER = "what the cookie of this browser holds"


@asynccontextmanager
async def at_work(owner_url: str) -> AsyncIterator[tuple[ASGITransport, Cast, str]]:
    """The service with a provider that does not answer, and the address of an invitation."""
    async with service(owner_url) as (transport, people):
        transport.app.state.peers = {"noord": nowhere()}  # type: ignore[attr-defined]
        asked = joining("lezer@regio.example", people.keeper, valid_from=day(AT))
        made = await join(asked, by=people.administrator, at=AT, days=DAYS)
        yield transport, people, f"/uitnodigingen/{made.token}"


async def came_back(reason: str, purpose: str, at: datetime = AT) -> None:
    """A going of this browser that ended in a refusal."""
    found = await DATABASE.fetch("select id from invitation")
    await add(
        ProviderFlow(
            state_hash=new_id().bytes, browser_hash=token_hash(BROWSER), network="n",
            provider="noord", purpose=purpose, wanted="/", made_at=at, used_at=at,
            outcome=reason, invitation=found[0]["id"] if purpose == "invitation" else None,
        )
    )  # fmt: skip


async def test_a_provider_that_does_not_answer_leads_back_to_the_invitation(
    owner_url: str,
) -> None:
    async with (
        at_work(owner_url) as (transport, _, here),
        AsyncClient(transport=transport, base_url="http://localhost") as guest,
    ):
        form = {"csrf_token": token((await guest.get(here, headers=HTML)).text)}
        told = await guest.post(f"{here}/via/noord", data=form, headers=HTML)
        assert told.status_code == 503
        assert f'href="{here}"' in told.text
        assert "Terug naar de uitnodiging" in told.text
        assert "Naar de aanmeldpagina" not in told.text
        assert (await guest.get(here, headers=HTML)).status_code == 200
        plain = await guest.post("/aanmelden/via/noord", data=form, headers=HTML)
        assert "Naar de aanmeldpagina" in plain.text
        assert "uitnodiging" not in plain.text


async def test_who_comes_back_refused_is_told_to_open_the_invitation_again(owner_url: str) -> None:
    async with at_work(owner_url) as (transport, _, _):
        cookies = {"provider": BROWSER}
        async with AsyncClient(
            transport=transport, base_url="http://localhost", cookies=cookies, headers=HTML
        ) as guest:
            at = "/aanmelden/via/noord/uitkomst"
            await came_back("no_answer", "invitation")
            assert "open de link opnieuw" in (await guest.get(at)).text
            await DATABASE.fetch("update provider_flow set outcome = 'invitation_used'")
            assert "open de link opnieuw" not in (await guest.get(at)).text
            await DATABASE.fetch("delete from provider_flow")
            await came_back("no_answer", "sign_in")
            assert "open de link opnieuw" not in (await guest.get(at)).text


async def test_who_is_signed_in_as_somebody_else_accepts_through_no_provider(
    owner_url: str,
) -> None:
    async with at_work(owner_url) as (transport, people, here):
        async with signed_in(transport, people.chair) as client:
            refused = await client.post(f"{here}/via/noord", headers=HTML)
            assert refused.status_code == 400
            assert "meld u eerst af" in refused.text
        assert not await DATABASE.fetch("select from provider_flow")
        [row] = await DATABASE.fetch("select used, ended_at from invitation")
        assert (row["used"], row["ended_at"]) == (False, None)


async def test_too_many_guesses_answer_429_with_when_it_may_be_tried_again(
    owner_url: str,
) -> None:
    async with (
        at_work(owner_url) as (transport, _, here),
        AsyncClient(transport=transport, base_url="http://localhost") as machine,
    ):
        for number in range(FAILURES_PER_NETWORK):
            guess = await machine.get(f"/api/v1/uitnodigingen/guess{number}")
            assert guess.status_code == 404
        asked = {"password": "paard accu nietje klopt"}
        for closed in (
            await machine.get(f"/api/v1{here}"),
            await machine.post(f"/api/v1{here}/aanvaarding", json=asked),
        ):
            assert closed.status_code == 429
            assert closed.headers["content-type"] == "application/problem+json"
            assert 0 < int(closed.headers["retry-after"]) <= 16 * 60
            told = closed.json()
            assert (told["status"], told["errors"][0]["field"]) == (429, "password")
        page = await machine.get(here, headers=HTML)
        assert page.status_code == 429


async def test_an_account_of_a_provider_of_now_hinders_new_access_on_page_and_api(
    owner_url: str,
) -> None:
    async with at_work(owner_url) as (transport, people, _):
        who = people.pin_north.person_id
        boss = people.administrator
        await DATABASE.fetch(
            "update role_assignment set organisation = $2 where person = $1", who, people.keeper
        )
        await linked(who, "noord")
        async with signed_in(transport, boss) as client:
            at = f"/mensen/{who}/nieuwe-toegang"
            shown = await client.get(at, headers=HTML)
            assert shown.status_code == 303
            assert "helpdesk" in (await client.get(shown.headers["location"], headers=HTML)).text
            machine = await client.post(f"/api/v1{at}", json={"version": 1})
            assert machine.status_code == 409
            assert "helpdesk" in machine.json()["detail"]
