"""Sessions that came from a provider end there and here: whoever signs out first."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, Response
from tests.builders import provider
from tests.builders.parties import Cast
from tests.builders.provider import (
    Browser,
    Peer,
    asked,
    browsing,
    free_port,
    linked,
    listening,
    running,
    written,
)
from tests.stories.test_provider import sessions

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.ids import new_id

THERE = "/api/v1/aanmelddiensten/noord/afmelding"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
PORT = free_port()


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with running(back_channel=f"http://127.0.0.1:{PORT}{THERE}") as found:
        yield found


@asynccontextmanager
async def signed_in(
    owner_url: str, peer: Peer, folder: Path
) -> AsyncIterator[tuple[ASGITransport, Cast, Browser]]:
    """The linking pin of Noordstad is signed in through the provider, the rest by password."""
    peer.told()
    async with provider.service(owner_url, written(folder, peer)) as (transport, people):
        await linked(people.pin_north.person_id, peer)
        async with browsing(transport) as browser, browsing(transport) as other:
            await other.by_password(people.administrator)
            assert (await browser.sign_in()).status_code == 200
            yield transport, people, browser


def claims(peer: Peer, **changed: Any) -> dict[str, Any]:
    """What a logout token holds; None takes a claim away."""
    now = int(system_clock().timestamp())
    whole = {
        "iss": peer.issuer,
        "aud": "governance",
        "iat": now,
        "exp": now + 120,
        "jti": str(new_id()),
        "events": {EVENT: {}},
        "sub": "pin",
        **changed,
    }
    return {name: said for name, said in whole.items() if said is not None}


async def send(browser: Browser, token: str) -> Response:
    """As a provider sends it: a form, from no browser."""
    return await browser.ours.post(THERE, data={"logout_token": token, "more": "is left"})


async def test_who_signs_out_at_the_provider_is_signed_out_here_at_once(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with (
        signed_in(owner_url, peer, tmp_path) as (transport, people, browser),
        listening(transport, PORT),
    ):
        [row] = await DATABASE.fetch("select provider_session from session where provider <> ''")
        assert len(row["provider_session"]) > 10
        page = await browser.theirs.get(f"{peer.issuer}/session/end")
        found = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert found
        sent = {"xsrf": found[1], "logout": "yes"}
        confirm = f"{peer.issuer}/session/end/confirm"
        assert (await browser.theirs.post(confirm, data=sent)).status_code == 303
        for _ in range(100):
            if await sessions() == 1:
                break
            await asyncio.sleep(0.05)
        answer = await browser.ours.get("/afspraken")
        assert answer.headers["location"] == "/aanmelden?next=%2Fafspraken"
        [entry] = await DATABASE.fetch(
            "select actor_id, changes from trail_entry where verb = 'signed_out'"
        )
        assert entry["actor_id"] == people.pin_north.person_id
        assert entry["changes"] == '{"ended_by":"provider","provider":"noord"}'


async def test_a_logout_token_works_once(owner_url: str, peer: Peer, tmp_path: Path) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (_, _, browser):
        token = peer.told(logout=claims(peer))["token"]
        peer.told()
        answers = await asyncio.gather(*(send(browser, token) for _ in range(4)))
        assert sorted(a.status_code for a in answers) == [204, 400, 400, 400]
        assert await sessions() == 1
        await browser.sign_in()
        assert (await send(browser, token)).status_code == 400
        assert await sessions() == 2


WRONG: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"iss": "http://127.0.0.1:1"}, {}),
    ({"aud": "another client"}, {}),
    ({"iat": 1_700_000_000, "exp": 4_000_000_000}, {}),
    ({"exp": 1_700_000_000}, {}),
    ({"iat": None}, {}),
    ({"jti": None}, {}),
    ({"sub": None}, {}),
    ({"events": None}, {}),
    ({"events": {"something": {}}}, {}),
    ({"events": [EVENT]}, {}),
    ({"nonce": "of a flow"}, {}),
    ({}, {"typ": "at+jwt"}),
    ({}, {"kid": "unknown"}),
    ({}, {"alg": "none"}),
    ({}, {"alg": "HS256"}),
    ({}, {"alg": "other key"}),
]


async def test_a_logout_token_that_does_not_hold_ends_nothing(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (_, _, browser):
        for changed, more in WRONG:
            how = {"alg": more["alg"]} if "alg" in more else {"header": more}
            token = peer.told(logout=claims(peer, **changed), **how)["token"]
            answer = await send(browser, token)
            assert answer.status_code == 400, (changed, more)
            assert answer.headers["content-type"].startswith("application/problem+json")
            assert answer.headers["cache-control"] == "no-store"
        for sent in ("", "a.b.c", "x" * 30_000):
            assert (await send(browser, sent)).status_code == 400
        assert await sessions() == 2
        assert (await send(browser, peer.told(logout=claims(peer))["token"])).status_code == 204
        assert await sessions() == 1


async def test_a_logout_token_ends_what_it_names_and_nothing_else(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (transport, people, browser):
        await linked(people.secretary.person_id, peer, "stranger")
        async with browsing(transport) as second:
            await second.sign_in()
            assert await sessions() == 3
            rows = await DATABASE.fetch(
                "select provider_session from session where provider <> '' order by made_at"
            )
            first, other = (row["provider_session"] for row in rows)
            assert first != other
            for wrong in (
                {"sid": "unknown", "sub": None},
                {"sid": first, "sub": "stranger"},
                {"sub": "nobody"},
            ):
                token = peer.told(logout=claims(peer, **wrong))["token"]
                assert (await send(browser, token)).status_code == 204
            assert await sessions() == 3
            token = peer.told(logout=claims(peer, sid=first, sub=None))["token"]
            await send(browser, token)
            assert (await browser.ours.get("/afspraken")).status_code == 303
            assert (await second.ours.get("/afspraken")).status_code == 200
            await browser.sign_in()
            token = peer.told(logout=claims(peer))["token"]
            await send(browser, token)
            assert await sessions() == 1
    peer.told()


async def test_who_signs_out_here_goes_on_to_sign_out_at_the_provider(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (transport, people, browser):
        form = provider.token((await browser.ours.get("/afspraken")).text)
        answer = await browser.ours.post("/afmelden", data={"csrf_token": form})
        assert answer.status_code == 200
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        there = answer.headers["refresh"].removeprefix("0; url=")
        assert there.startswith(f"{peer.issuer}/session/end?")
        assert asked(there) == {
            "client_id": "governance",
            "post_logout_redirect_uri": "http://localhost/aanmelden",
        }
        assert await sessions() == 1
        page = await browser.theirs.get(there)
        assert page.status_code == 200
        assert 'name="logout" value="yes"' in page.text
        async with browsing(transport) as other:
            await other.by_password(people.administrator)
            form = provider.token((await other.ours.get("/afspraken")).text)
            answer = await other.ours.post("/afmelden", data={"csrf_token": form})
            assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden")


async def test_signing_in_once_more_ends_the_session_before_in_that_browser(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (transport, people, _):
        async with browsing(transport) as browser:
            address = await browser.at_provider(await browser.press())
            await browser.by_password(people.secretary)
            assert await sessions() == 3
            page = await browser.come_back(address)
            assert people.pin_north.function in page.text
        rows = await DATABASE.fetch("select person from session")
        assert people.secretary.person_id not in {row["person"] for row in rows}


async def test_a_provider_that_is_gone_is_told_and_signing_out_still_works(
    owner_url: str, tmp_path: Path
) -> None:
    with running() as gone:
        path = written(tmp_path, gone)
    async with (
        provider.service(owner_url, path) as (transport, people),
        browsing(transport) as browser,
    ):
        form = provider.token((await browser.ours.get("/aanmelden")).text)
        answer = await browser.ours.post("/aanmelden/via/noord", data={"csrf_token": form})
        assert answer.status_code == 503
        assert "Gemeente Noordstad kan nu niet worden gebruikt" in answer.text
        assert "127.0.0.1" not in answer.text
        await browser.by_password(people.pin_north)
        await DATABASE.fetch("update session set method = 'provider', provider = 'noord'")
        form = provider.token((await browser.ours.get("/afspraken")).text)
        answer = await browser.ours.post("/afmelden", data={"csrf_token": form})
        assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden")
        assert await sessions() == 0


async def test_a_provider_that_is_not_in_the_settings_is_not_there(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    async with signed_in(owner_url, peer, tmp_path) as (_, _, browser):
        form = provider.token((await browser.ours.get("/afspraken")).text)
        for path in ("via/west", "via/west/bevestiging"):
            answer = await browser.ours.post(f"/aanmelden/{path}", data={"csrf_token": form})
            assert answer.status_code == 404
        for path in ("via/west/terugkeer", "via/west/uitkomst"):
            assert (await browser.ours.get(f"/aanmelden/{path}")).status_code == 404
        sent = {"logout_token": peer.told(logout=claims(peer))["token"]}
        there = THERE.replace("noord", "west")
        assert (await browser.ours.post(there, data=sent)).status_code == 404
