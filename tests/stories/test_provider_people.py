"""Who an account at a provider belongs to: by invitation, by adding it, and no longer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from httpx import ASGITransport, Response
from tests.builders import provider
from tests.builders.parties import Cast
from tests.builders.provider import (
    OURS,
    PEOPLE,
    Browser,
    Peer,
    asked,
    browsing,
    linked,
    running,
    written,
)
from tests.builders.service import token as token_of
from tests.stories.test_provider import reasons, sessions, told

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.providers.accounts.actions import forget
from governance.identity.providers.actions import Asked, begin
from governance.identity.providers.queries import links_of
from governance.identity.providers.rules import Purpose
from governance.identity.rules import FAILURES_PER_NETWORK, new_token, token_hash
from governance.identity.tables import Invitation

MINE = "/mijn-account/aanmelddiensten"


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with running() as found:
        yield found


class Scene:
    """A service with one provider; nobody has an account there yet."""

    def __init__(self, transport: ASGITransport, people: Cast, peer: Peer) -> None:
        self.transport, self.people, self.peer = transport, people, peer

    async def invited(self, **columns: object) -> UUID:
        """The linking pin of Noordstad is invited by the administrator."""
        now = system_clock()
        await DATABASE.fetch(
            "update person set password_hash = '' where id = $1", self.people.pin_north.person_id
        )
        made = Invitation(
            **{
                "id": new_id(),
                "person": self.people.pin_north.person_id,
                "token_hash": token_hash(new_token()),
                "made_by": self.people.administrator.person_id,
                "made_at": now,
                "expires_at": now + timedelta(days=7),
                **columns,
            }
        )
        return await add(made)

    async def answering(self, browser: Browser, invitation: UUID) -> str:
        """Where the page of an invitation leads, with what it leaves in the browser."""
        theirs = self.transport.app.state.peers["noord"]  # type: ignore[attr-defined]
        back = f"{OURS}/aanmelden/via/noord/terugkeer"
        wanted = Asked(Purpose.INVITATION, "/", back, "127.0.0.1", invitation=invitation)
        begun = await begin(theirs, wanted, at=system_clock())
        browser.ours.cookies.set("provider", begun.browser, domain="localhost.local")
        return begun.address

    async def accept(self, browser: Browser, invitation: UUID, account: str = "pin") -> Response:
        there = await self.answering(browser, invitation)
        return await browser.come_back(await browser.at_provider(there, account))


AtWork = Callable[..., AbstractAsyncContextManager[Scene]]


@pytest.fixture
def at_work(owner_url: str, peer: Peer, tmp_path: Path) -> AtWork:
    """Opens the scene in the task of the test, as a transport wants it."""

    @asynccontextmanager
    async def opened(more: str = "") -> AsyncIterator[Scene]:
        peer.told()
        path = written(tmp_path, peer, more)
        async with provider.service(owner_url, path) as (transport, people):
            yield Scene(transport, people, peer)

    return opened


async def verbs() -> list[str]:
    rows = await DATABASE.fetch("select verb from trail_entry order by id")
    return [row["verb"] for row in rows]


async def test_who_is_invited_signs_in_and_from_then_on_by_account(at_work: AtWork) -> None:
    async with at_work() as scene:
        invitation = await scene.invited()
        async with browsing(scene.transport) as browser:
            page = await scene.accept(browser, invitation)
            assert (page.status_code, page.url.path) == (200, "/")
            assert scene.people.pin_north.function in page.text
        async with browsing(scene.transport) as browser:
            assert (await browser.sign_in()).status_code == 200
        [link] = await DATABASE.fetch("select person, issuer, subject, used_at from identity_link")
        assert link["person"] == scene.people.pin_north.person_id
        assert (link["issuer"], link["subject"]) == (scene.peer.issuer, "pin")
        assert link["used_at"]
        [row] = await DATABASE.fetch("select used, ended_at from invitation")
        assert row["used"] and row["ended_at"]
        daily = {"remind_of_fillings", "post_notice"}
        done = [verb for verb in await verbs() if verb not in daily]
        assert done == ["linked", "accept_invitation", "signed_in", "signed_in"]


async def test_the_page_of_an_invitation_leads_to_the_account_of_ones_organisation(
    at_work: AtWork,
) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        token = new_token()
        await scene.invited(token_hash=token_hash(token))
        here = f"/uitnodigingen/{token}"
        shown = (await browser.ours.get(here)).text
        assert f'action="{here}/via/noord"' in shown
        going = await browser.press(f"{here}/via/noord", here)
        page = await browser.come_back(await browser.at_provider(going, "pin"))
        assert (page.status_code, page.url.path) == (200, "/")
        assert scene.people.pin_north.function in page.text
        [row] = await DATABASE.fetch("select used from invitation")
        assert row["used"]
        again = await browser.ours.get(here)
        assert again.status_code == 404 and "/via/noord" not in again.text


async def test_only_guesses_of_a_link_count_on_each_way_to_it(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        token, ours = new_token(), browser.ours
        await scene.invited(token_hash=token_hash(token))
        form = {"csrf_token": token_of((await ours.get("/aanmelden")).text)}

        async def asked_for(link: str) -> list[int]:
            page = await ours.get(f"/uitnodigingen/{link}")
            told = await ours.get(f"/api/v1/uitnodigingen/{link}")
            through = await ours.post(f"/uitnodigingen/{link}/via/noord", data=form)
            return [page.status_code, told.status_code, through.status_code]

        tries, rest = divmod(FAILURES_PER_NETWORK, 3)
        for number in range(tries):
            assert await asked_for(f"guess{number}") == [404, 404, 404]
            assert await asked_for(token) == [200, 200, 200]
        for number in range(rest):
            assert (await ours.get(f"/uitnodigingen/last{number}")).status_code == 404
        assert await asked_for(token) == [429, 429, 429]


async def test_a_role_that_is_offered_is_not_taken_through_an_account(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        token, who = new_token(), scene.people.pin_north.person_id
        invitation = await scene.invited(token_hash=token_hash(token), offer="{}")
        form = token_of((await browser.ours.get("/aanmelden")).text)
        there = f"/uitnodigingen/{token}/via/noord"
        answer = await browser.ours.post(there, data={"csrf_token": form})
        assert answer.status_code == 404
        told(await scene.accept(browser, invitation), "Deze uitnodiging werkt niet meer")
        [row] = await DATABASE.fetch("select ended_at from invitation")
        assert row["ended_at"] is None
        assert await DATABASE.fetch("select id from identity_link where person = $1", who) == []


async def test_an_invitation_works_once_also_for_two_who_answer_it_at_once(
    at_work: AtWork,
) -> None:
    async with at_work() as scene:
        invitation = await scene.invited()
        async with browsing(scene.transport) as one, browsing(scene.transport) as other:
            first = await one.at_provider(await scene.answering(one, invitation))
            second = await other.at_provider(await scene.answering(other, invitation))
            pages = await asyncio.gather(one.come_back(first), other.come_back(second))
            refused, let_in = sorted(pages, key=lambda page: page.url.path == "/")
            assert let_in.url.path == "/"
            told(refused, "Deze uitnodiging werkt niet meer")
        assert await reasons() == ["invitation_used"]
        assert await sessions() == 1
        assert len(await DATABASE.fetch("select id from identity_link")) == 1


@pytest.mark.parametrize("ended", ["expires_at", "ended_at"])
async def test_an_invitation_that_ended_signs_nobody_in(at_work: AtWork, ended: str) -> None:
    async with at_work() as scene:
        invitation = await scene.invited(**{ended: system_clock() - timedelta(seconds=1)})
        async with browsing(scene.transport) as browser:
            told(await scene.accept(browser, invitation), "Deze uitnodiging werkt niet meer")
        assert await sessions() == 0


@pytest.mark.parametrize("account", ["stranger", "unverified"])
async def test_an_invitation_is_for_its_own_verified_address(at_work: AtWork, account: str) -> None:
    async with at_work() as scene:
        invitation = await scene.invited()
        async with browsing(scene.transport) as browser:
            page = await scene.accept(browser, invitation, account)
            told(page, "De uitnodiging is voor een ander e-mailadres")
            assert "noordstad.example" not in page.text
            assert await reasons() == ["other_address"]
            assert (await scene.accept(browser, invitation)).status_code == 200
        assert await sessions() == 1


async def test_an_organisation_that_gives_out_addresses_may_be_trusted_for_them(
    at_work: AtWork,
) -> None:
    async with at_work("email_trusted = true") as scene, browsing(scene.transport) as browser:
        invitation = await scene.invited()
        assert (await scene.accept(browser, invitation, "unverified")).status_code == 200


async def test_an_invitation_does_not_take_the_account_of_somebody_else(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await linked(scene.people.pin_south.person_id, scene.peer)
        invitation = await scene.invited()
        told(await scene.accept(browser, invitation), "Dit account kan niet worden toegevoegd")
        [row] = await DATABASE.fetch("select used from invitation")
        assert not row["used"]
        assert await sessions() == 0


async def test_who_is_signed_in_adds_an_account_and_takes_it_away(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await browser.by_password(scene.people.pin_north)
        there = await browser.press(f"{MINE}/noord", start=MINE)
        page = await browser.come_back(await browser.at_provider(there))
        assert page.url.path == MINE
        assert "U kunt zich voortaan aanmelden via Gemeente Noordstad." in page.text
        async with browsing(scene.transport) as elsewhere:
            assert (await elsewhere.sign_in()).status_code == 200
            assert await sessions() == 2
            found = re.search(rf'action="({MINE}/[0-9a-f-]{{36}}/verwijdering)"', page.text)
            assert found
            page = await browser.send(found[1])
            assert "U kunt zich niet meer aanmelden met dit account." in page.text
            assert await sessions() == 1
            assert (await elsewhere.ours.get("/afspraken")).status_code == 303
        async with browsing(scene.transport) as elsewhere:
            told(await elsewhere.sign_in(), "U hebt geen toegang met dit account")
        done = [verb for verb in await verbs() if verb in {"linked", "unlinked", "sign_in"}]
        assert done == ["linked", "unlinked", "sign_in"]
        letters = await DATABASE.fetch("select address, kind from notice order by id")
        owner = ("pin@noordstad.example", "factor_changed")
        assert [(row["address"].casefold(), row["kind"]) for row in letters] == [owner] * 2


async def test_an_account_is_added_and_taken_away_by_who_just_showed_who_it_is(
    at_work: AtWork,
) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        link = await linked(scene.people.pin_north.person_id, scene.peer)
        await browser.by_password(scene.people.pin_north)
        form = provider.token((await browser.ours.get(MINE)).text)
        await DATABASE.fetch("update session set confirmed_at = made_at - interval '1 hour'")
        for there in (f"{MINE}/noord", f"{MINE}/{link}/verwijdering"):
            asks = await browser.ours.post(there, data={"csrf_token": form})
            assert asks.status_code == 403
            assert "Bevestig dat u het bent" in asks.text
        assert len(await links_of(by=scene.people.pin_north)) == 1


@pytest.mark.parametrize(("ago", "status"), [(0, 200), (3600, 403), (None, 403)])
async def test_a_provider_that_asked_nothing_confirms_nothing(
    at_work: AtWork, ago: int | None, status: int
) -> None:
    """Where one was signed in at the provider already, that was when one showed who one is."""
    async with at_work() as scene, browsing(scene.transport) as browser:
        await linked(scene.people.pin_north.person_id, scene.peer)
        now = int(system_clock().timestamp())
        said = {"token": {"auth_time": now - ago}} if ago is not None else {"drop": ["auth_time"]}
        scene.peer.told(**said)
        await browser.sign_in()
        app = await browser.ours.get("/mijn-account/codes-app", follow_redirects=True)
        assert (await browser.ours.get("/afspraken")).status_code == 200
        assert ("Bevestig dat u het bent" in app.text) is (status == 403), app.text


async def test_an_account_is_added_in_the_session_that_asked_for_it(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await browser.by_password(scene.people.pin_north)
        address = await browser.at_provider(await browser.press(f"{MINE}/noord", start=MINE))
        browser.ours.cookies.delete("session")
        await browser.by_password(scene.people.administrator)
        told(await browser.come_back(address), "Deze aanmelding kan niet worden afgemaakt")
        assert await DATABASE.fetch("select id from identity_link") == []


async def test_the_only_way_to_sign_in_is_not_taken_away(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        person = scene.people.pin_north.person_id
        link = await linked(person, scene.peer)
        await browser.by_password(scene.people.pin_north)
        await DATABASE.fetch("update person set password_hash = '' where id = $1", person)
        await linked(person, scene.peer, "of another", key="gone")
        form = provider.token((await browser.ours.get(MINE)).text)
        sent = {"csrf_token": form}
        answer = await browser.ours.post(f"{MINE}/{link}/verwijdering", data=sent)
        assert answer.status_code == 409
        assert "Dit is de enige manier waarop u zich kunt aanmelden" in answer.text
        headers = {"x-csrf-token": form}
        api = await browser.ours.delete(f"/api/v1{MINE}/{link}", headers=headers)
        assert api.status_code == 409
        assert len((await browser.ours.get(f"/api/v1{MINE}")).json()["links"]) == 2


async def test_of_two_tabs_that_take_an_account_away_at_once_one_does(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        link = await linked(scene.people.pin_north.person_id, scene.peer)
        await browser.by_password(scene.people.pin_north)
        form = {"csrf_token": provider.token((await browser.ours.get(MINE)).text)}
        done = await asyncio.gather(
            *(browser.ours.post(f"{MINE}/{link}/verwijdering", data=form) for _ in range(2))
        )
        assert sorted(answer.status_code for answer in done) == [303, 404]
        assert (await verbs()).count("unlinked") == 1


async def test_nobody_takes_away_the_account_of_somebody_else(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        link = await linked(scene.people.pin_south.person_id, scene.peer)
        await browser.by_password(scene.people.pin_north)
        form = provider.token((await browser.ours.get(MINE)).text)
        answer = await browser.ours.post(f"{MINE}/{link}/verwijdering", data={"csrf_token": form})
        assert answer.status_code == 404
        headers = {"x-csrf-token": form}
        assert (
            await browser.ours.delete(f"/api/v1{MINE}/{link}", headers=headers)
        ).status_code == 404
        assert (await browser.ours.get(f"/api/v1{MINE}")).json() == {"links": []}
        assert len(await DATABASE.fetch("select id from identity_link")) == 1


async def test_an_account_of_a_provider_that_is_gone_can_be_taken_away(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        link = await linked(scene.people.pin_north.person_id, scene.peer, key="gone")
        await browser.by_password(scene.people.pin_north)
        assert "gebruikt deze aanmelddienst niet meer" in (await browser.ours.get(MINE)).text
        page = await browser.send(f"{MINE}/{link}/verwijdering")
        assert "niet meer aanmelden met dit account" in page.text


async def test_the_accounts_of_somebody_are_one_query_and_can_be_forgotten(
    at_work: AtWork,
) -> None:
    async with at_work() as scene:
        by = scene.people.pin_north
        await linked(by.person_id, scene.peer)
        await linked(by.person_id, scene.peer, "another", key="zuid")
        await linked(scene.people.pin_south.person_id, scene.peer, "south")
        before = DATABASE.queries
        assert [link.provider for link in await links_of(by=by)] == ["noord", "zuid"]
        assert DATABASE.queries - before == 1
        assert await forget(by.person_id, cause=("person", by.person_id)) == 2
        assert await links_of(by=by) == []
        assert len(await links_of(by=scene.people.pin_south)) == 1


CONFIRM = "/aanmelden/via/noord/bevestiging?next=/afspraken"


async def test_confirming_takes_signing_in_anew_and_renews_the_session(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await linked(scene.people.pin_north.person_id, scene.peer)
        await browser.sign_in()
        [before] = await DATABASE.fetch("select token_hash, confirmed_at from session")
        there = await browser.press(CONFIRM, start=MINE)
        assert (asked(there)["prompt"], asked(there)["max_age"]) == ("login", "0")
        page = await browser.come_back(await browser.at_provider(there))
        assert (page.status_code, page.url.path) == (200, "/afspraken")
        [after] = await DATABASE.fetch("select token_hash, confirmed_at from session")
        assert after["token_hash"] != before["token_hash"]
        assert after["confirmed_at"] > before["confirmed_at"]
        assert (await verbs())[-1] == "confirmed"


@pytest.mark.parametrize(
    "wrong", [{"token": {"auth_time": 1_700_000_000}}, {"drop": ["auth_time"]}], ids=["old", "none"]
)
async def test_confirming_without_signing_in_anew_confirms_nothing(
    at_work: AtWork, wrong: dict[str, object]
) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await linked(scene.people.pin_north.person_id, scene.peer)
        await browser.sign_in()
        [before] = await DATABASE.fetch("select token_hash, confirmed_at from session")
        scene.peer.told(**wrong)
        there = await browser.press(CONFIRM, start=MINE)
        told(
            await browser.come_back(await browser.at_provider(there)),
            "U hebt zich niet opnieuw aangemeld",
        )
        assert await DATABASE.fetch("select token_hash, confirmed_at from session") == [before]


async def test_nobody_confirms_for_somebody_else(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        await linked(scene.people.pin_north.person_id, scene.peer)
        await browser.by_password(scene.people.administrator)
        before = await DATABASE.fetch("select token_hash, confirmed_at from session")
        there = await browser.press(CONFIRM, start=MINE)
        told(
            await browser.come_back(await browser.at_provider(there)),
            "U hebt zich niet opnieuw aangemeld",
        )
        assert await DATABASE.fetch("select token_hash, confirmed_at from session") == before


MAPPED = """
acr_values = ["urn:test:mfa", "urn:test:key"]
scopes = ["openid", "email", "organisation"]
[[providers.noord.mapped]]
claim = "home"
value = "noordstad"
organisation = "GM9901"
"""


async def test_a_claim_says_of_which_organisation_somebody_is(at_work: AtWork) -> None:
    async with at_work(MAPPED) as scene:
        await linked(scene.people.pin_north.person_id, scene.peer)
        await linked(scene.people.outsider.person_id, scene.peer, "stranger")
        async with browsing(scene.transport) as browser:
            there = await browser.press()
            assert asked(there)["acr_values"] == "urn:test:mfa urn:test:key"
            assert asked(there)["scope"] == "openid email organisation"
            assert (await browser.come_back(await browser.at_provider(there))).status_code == 200
        async with browsing(scene.transport) as browser:
            told(await browser.sign_in("stranger"), "U hebt geen toegang met dit account")
        assert "home" not in PEOPLE["stranger"]
        assert await reasons() == ["not_of_organisation"]


async def test_a_member_of_the_committee_is_of_an_organisation_of_its_region(
    at_work: AtWork,
) -> None:
    async with at_work() as scene:
        await linked(scene.people.chair.person_id, scene.peer)
        async with browsing(scene.transport) as browser:
            told(await browser.sign_in(), "U hebt geen toegang met dit account")
        for member in (scene.people.north, scene.people.south):
            await DATABASE.fetch(
                "insert into membership (id, grouping, organisation, valid_from) "
                "select $1, c.grouping, $2, date '2020-01-01' from committee c where c.id = $3",
                new_id(),
                member,
                scene.people.committee,
            )
        await linked(scene.people.pin_south.person_id, scene.peer, "stranger")
        async with browsing(scene.transport) as browser:
            told(await browser.sign_in("stranger"), "U hebt geen toegang met dit account")
        async with browsing(scene.transport) as browser:
            assert (await browser.sign_in()).status_code == 200


async def test_what_stands_in_no_token_is_asked_apart(owner_url: str, tmp_path: Path) -> None:
    with running(CONFORM="yes") as peer:
        path = written(tmp_path, peer, "userinfo = true")
        async with provider.service(owner_url, path) as (transport, people):
            scene = Scene(transport, people, peer)
            invitation = await scene.invited()
            async with browsing(transport) as browser:
                page = await scene.accept(browser, invitation)
                assert page.status_code == 200
                assert people.pin_north.function in page.text


async def test_two_providers_stand_side_by_side_and_one_cannot_answer_for_the_other(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    peer.told()
    with running() as south:
        written(tmp_path, peer)
        path = written(tmp_path, south, key="zuid", whose="GM9902")
        async with provider.service(owner_url, path) as (transport, people):
            await DATABASE.fetch(
                "update organisation set cbs_code = 'GM9902' where id = $1", people.south
            )
            await linked(people.pin_north.person_id, peer)
            await linked(people.pin_south.person_id, south, key="zuid")
            async with browsing(transport) as browser:
                there = await browser.press("/aanmelden/via/zuid")
                address = await browser.at_provider(there)
                mixed = address.replace("via/zuid", "via/noord")
                told(await browser.come_back(mixed), "Deze aanmelding kan niet worden afgemaakt")
                page = await browser.come_back(address)
                assert people.pin_south.function in page.text
            async with browsing(transport) as browser:
                page = await browser.sign_in()
                assert people.pin_north.function in page.text
