"""Signing in through a real OpenID provider on loopback: what is believed, and what is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import ASGITransport, Response
from tests.builders import provider
from tests.builders.parties import Cast, actor
from tests.builders.provider import Peer, asked, browsing, linked, running, written
from tests.builders.waiting import elsewhere, waits

from governance.audit.queries import broken_at
from governance.audit.rules import SERVICE
from governance.base.actor import RoleKind
from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.identity.providers.rules import FLOW_LASTS, FLOWS_PER_NETWORK

UNTRUSTED = "Het antwoord van Gemeente Noordstad is niet te vertrouwen"
STALE = "Deze aanmelding kan niet worden afgemaakt"
NO_ACCESS = "U hebt geen toegang met dit account"


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with running() as found:
        yield found


async def sessions() -> int:
    [row] = await DATABASE.fetch("select count(*) from session")
    return int(row["count"])


async def reasons() -> list[str]:
    """Why people were refused, as the trail has it."""
    rows = await DATABASE.fetch(
        "select changes::jsonb ->> 'reason' as reason from trail_entry "
        "where verb = 'sign_in' and result = 'refused' order by id"
    )
    return [row["reason"] for row in rows]


def told(page: Response, title: str) -> None:
    assert title in page.text
    assert page.status_code in (400, 403, 503)
    assert page.url.path == "/aanmelden/via/noord/uitkomst"
    assert page.url.query == (b"stale=yes" if title == STALE else b"")


class Scene:
    """A service with one provider, where the linking pin of Noordstad has an account."""

    def __init__(self, transport: ASGITransport, people: Cast, peer: Peer) -> None:
        self.transport, self.people, self.peer = transport, people, peer


AtWork = Callable[[], AbstractAsyncContextManager[Scene]]


@pytest.fixture
def at_work(owner_url: str, peer: Peer, tmp_path: Path) -> AtWork:
    """Opens the scene in the task of the test, as a transport wants it."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Scene]:
        peer.told()
        async with provider.service(owner_url, written(tmp_path, peer)) as (transport, people):
            await linked(people.pin_north.person_id, peer)
            yield Scene(transport, people, peer)

    return opened


async def test_who_has_an_account_signs_in_and_it_stands_in_the_trail(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            there = await browser.press("/aanmelden/via/noord?next=/afspraken")
            said = asked(there)
            assert said["code_challenge_method"] == "S256"
            assert said["redirect_uri"] == "http://localhost/aanmelden/via/noord/terugkeer"
            assert len(said["state"]) > 40 < len(said["nonce"])
            page = await browser.come_back(await browser.at_provider(there))
            assert (page.status_code, page.url.path) == (200, "/afspraken")
            assert scene.people.pin_north.function in page.text
        [row] = await DATABASE.fetch(
            "select person, method, provider, provider_session from session"
        )
        assert (row["person"], row["method"]) == (scene.people.pin_north.person_id, "provider")
        assert row["provider"] == "noord"
        [entry] = await DATABASE.fetch(
            "select organisation_id, actor_id, changes from trail_entry where verb = 'signed_in'"
        )
        assert entry["organisation_id"] == scene.people.north
        assert entry["actor_id"] == scene.people.pin_north.person_id
        assert entry["changes"] == '{"provider":"noord","signed_in_by":"provider"}'
        assert await broken_at(scene.people.north) is None


async def test_an_account_that_is_taken_away_while_one_comes_back_signs_nobody_in(
    at_work: AtWork, owner_url: str
) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        who = scene.people.pin_north.person_id
        back = await browser.at_provider(await browser.press())
        async with elsewhere(owner_url) as other:
            await other.execute("select from person where id = $1 for update", who)
            coming = await waits(browser.come_back(back), other)
            await other.execute("delete from identity_link where person = $1", who)
        told(await coming, NO_ACCESS)
        assert await sessions() == 0
        assert await reasons() == ["unknown_person"]


async def test_no_token_of_the_provider_is_kept_or_reaches_the_browser(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            there = await browser.press("/aanmelden/via/noord?next=/afspraken")
            page = await browser.come_back(await browser.at_provider(there))
            seen = page.text + str(page.headers) + str(browser.ours.cookies)
        tables = await DATABASE.fetch(
            "select table_name as name from information_schema.tables where table_schema = 'public'"
        )
        stored = ""
        for table in tables:
            if await can_read(table["name"]):
                stored += str(await DATABASE.fetch(f'select * from "{table["name"]}"'))
    assert scene.people.pin_north.function in stored
    for start in ("eyJhbGciOi", "eyJ0eXAi"):
        assert start not in seen + stored


async def can_read(table: str) -> bool:
    [row] = await DATABASE.fetch("select has_table_privilege($1, 'select') as may", f'"{table}"')
    return bool(row["may"])


WRONG: list[tuple[dict[str, object], str]] = [
    ({"token": {"nonce": "another"}}, "wrong_nonce"),
    ({"drop": ["nonce"]}, "wrong_nonce"),
    ({"token": {"aud": "another client"}}, "wrong_audience"),
    ({"token": {"aud": ["governance", "another client"]}}, "wrong_audience"),
    ({"token": {"azp": "another client"}}, "wrong_audience"),
    ({"token": {"iss": "http://127.0.0.1:1"}}, "wrong_issuer"),
    ({"token": {"exp": 1_700_000_000}}, "token_expired"),
    ({"token": {"iat": 4_000_000_000, "exp": 4_000_000_600}}, "token_expired"),
    ({"token": {"nbf": 4_000_000_000}}, "token_expired"),
    ({"token": {"exp": "tomorrow"}}, "malformed"),
    ({"drop": ["exp"]}, "malformed"),
    ({"drop": ["sub"]}, "malformed"),
    ({"token": {"sub": ""}}, "malformed"),
    ({"token": {"at_hash": "AAAA"}}, "malformed"),
    ({"typ": "logout+jwt"}, "malformed"),
    ({"alg": "none"}, "bad_signature"),
    ({"alg": "HS256"}, "bad_signature"),
    ({"alg": "HS256", "secret": True}, "bad_signature"),
    ({"alg": "other key"}, "bad_signature"),
    ({"large": 300_000}, "no_answer"),
    ({"redirect": "/token"}, "no_answer"),
]


async def test_a_token_that_does_not_hold_signs_nobody_in(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        for wrong, reason in WRONG:
            scene.peer.told(**wrong)
            page = await browser.sign_in()
            told(page, UNTRUSTED if reason != "no_answer" else "Gemeente Noordstad kan nu niet")
            assert reason in page.text, wrong
            assert (await reasons())[-1] == reason, wrong
            assert await sessions() == 0, wrong
        assert len(await reasons()) == len(WRONG)
        scene.peer.told()
        assert (await browser.sign_in()).status_code == 200
        assert await sessions() == 1


async def test_a_provider_that_changed_its_key_still_signs_in_a_minute_later(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    ahead = timedelta(0)

    async with provider.service(
        owner_url, written(tmp_path, peer), lambda: system_clock() + ahead
    ) as (transport, people):
        await linked(people.pin_north.person_id, peer)
        async with browsing(transport) as browser:
            assert (await browser.sign_in()).status_code == 200
        before = peer.told(rotate="ES256")["fetched"]["jwks"]
        async with browsing(transport) as browser:
            told(await browser.sign_in(), UNTRUSTED)
            assert peer.told()["fetched"]["jwks"] == before
            ahead = timedelta(seconds=61)
            page = await browser.sign_in()
            assert page.status_code == 200, page.text
            assert peer.told()["fetched"]["jwks"] == before + 1
    peer.told(rotate=True)


async def test_every_algorithm_with_a_public_key_is_taken(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    ahead = timedelta(0)
    peer.told()
    async with provider.service(
        owner_url, written(tmp_path, peer), lambda: system_clock() + ahead
    ) as (transport, people):
        await linked(people.pin_north.person_id, peer)
        for algorithm in ("PS256", "ES256", "EdDSA"):
            peer.told(rotate=algorithm)
            async with browsing(transport) as browser:
                ahead += timedelta(seconds=61)
                assert (await browser.sign_in()).status_code == 200, algorithm
    peer.told(rotate=True)


async def test_who_used_one_factor_is_told_to_use_a_second(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            told(await browser.sign_in(amr="pwd"), "U hebt zich in maar één stap aangemeld")
        assert await reasons() == ["no_second_factor"]
        assert await sessions() == 0


async def test_unknown_left_without_role_and_of_elsewhere_are_told_the_same(
    at_work: AtWork,
) -> None:
    async with at_work() as scene:
        people = scene.people
        await linked(people.pin_south.person_id, scene.peer, "south")
        await linked(people.outsider.person_id, scene.peer, "left")
        await linked(people.secretary.person_id, scene.peer, "without")
        day = system_clock().date()
        await DATABASE.fetch(
            "update person set valid_until = $2 where id = $1", people.outsider.person_id, day
        )
        await DATABASE.fetch(
            "delete from role_assignment where person = $1", people.secretary.person_id
        )
        texts = set()
        for account in ("stranger", "left", "without", "south"):
            async with browsing(scene.transport) as browser:
                page = await browser.sign_in(account)
                told(page, NO_ACCESS)
                texts.add(page.text.partition("<main")[2].replace(provider.token(page.text), ""))
        assert len(texts) == 1
        assert await reasons() == [*["unknown_person"] * 3, "not_of_organisation"]
        assert await sessions() == 0


async def test_who_took_the_wrong_account_can_take_another(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        page = await browser.sign_in("stranger")
        told(page, NO_ACCESS)
        again = "/aanmelden/via/noord?account=other"
        assert f'action="{again}"' in page.text
        there = await browser.press()
        told(await browser.come_back(await browser.at_provider(there, "pin")), NO_ACCESS)
        there = await browser.press(again)
        page = await browser.come_back(await browser.at_provider(there, "pin"))
        assert scene.people.pin_north.function in page.text


async def test_a_secret_that_the_provider_does_not_know_is_told_by_its_word(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    peer.told()
    path = written(tmp_path, peer)
    (tmp_path / "secret").write_text("another secret", "utf-8")
    async with (
        provider.service(owner_url, path) as (transport, _),
        browsing(transport) as browser,
    ):
        page = await browser.sign_in()
        told(page, "Gemeente Noordstad kan nu niet worden gebruikt")
        assert "Woord voor wie deze dienst beheert: code_refused" in page.text
        assert await reasons() == ["code_refused"]


async def test_a_network_from_which_too_many_go_and_none_comes_back_has_to_wait(
    at_work: AtWork,
) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        there = await browser.press()
        await DATABASE.fetch(
            "insert into provider_flow select gen_random_uuid(), sha256(n::text::bytea), "
            "browser_hash, network, provider, purpose, person, session_id, "
            "invitation, wanted, made_at, used_at, outcome "
            "from provider_flow, generate_series(2, $1::int) n",
            FLOWS_PER_NETWORK,
        )
        form = provider.token((await browser.ours.get("/aanmelden")).text)
        page = await browser.ours.post("/aanmelden/via/noord", data={"csrf_token": form})
        assert page.status_code == 429
        assert "Te veel mensen melden zich nu aan vanaf uw netwerk" in page.text
        assert (await browser.come_back(await browser.at_provider(there))).status_code == 200


async def test_a_provider_for_everybody_lets_in_who_is_of_no_organisation(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    peer.told()
    path = written(tmp_path, peer, whose="*")
    async with provider.service(owner_url, path) as (transport, _):
        who = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
        await linked(who.person_id, peer)
        async with browsing(transport) as browser:
            told(await browser.sign_in("stranger"), NO_ACCESS)
            there = await browser.press("/aanmelden/via/noord?account=other")
            page = await browser.come_back(await browser.at_provider(there))
            assert who.function in page.text
        rows = await DATABASE.fetch(
            "select organisation_id, verb, result from trail_entry order by number"
        )
        assert {row["organisation_id"] for row in rows} == {SERVICE}
        assert [(r["verb"], r["result"]) for r in rows] == [
            ("sign_in", "refused"),
            ("signed_in", "done"),
        ]


async def test_who_stops_at_the_provider_is_told_so_without_its_words(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            page = await browser.sign_in(refuse="yes")
            told(page, "Het aanmelden is gestopt")
            assert "somebody pressed" not in page.text
        assert await reasons() == ["denied"]


async def test_an_answer_with_another_state_signs_nobody_in(at_work: AtWork) -> None:
    async with at_work() as scene, browsing(scene.transport) as browser:
        address = await browser.at_provider(await browser.press())
        wrong = address.replace(asked(address)["state"], "x" * 43)
        told(await browser.come_back(wrong), STALE)
        told(await browser.come_back("/aanmelden/via/noord/terugkeer"), STALE)
        assert await sessions() == 0
        assert (await browser.come_back(address)).status_code == 200


async def test_an_answer_works_once(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            address = await browser.at_provider(await browser.press())
            held = browser.ours.cookies.get("provider", domain="localhost.local")
            assert held
            assert (await browser.come_back(address)).status_code == 200
            async with browsing(scene.transport) as thief:
                thief.ours.cookies.set("provider", held, domain="localhost.local")
                for _ in range(3):
                    told(await thief.come_back(address), STALE)
        assert await sessions() == 1
        assert await reasons() == ["replayed"]


async def test_two_tabs_that_come_back_at_once_with_one_answer_begin_one_session(
    at_work: AtWork,
) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            address = await browser.at_provider(await browser.press())
            answers = await asyncio.gather(*(browser.ours.get(address) for _ in range(2)))
        assert sorted(a.headers["location"] for a in answers) == [
            "/",
            "/aanmelden/via/noord/uitkomst?stale=yes",
        ]
        assert await sessions() == 1


async def test_an_answer_of_another_browser_signs_nobody_in(at_work: AtWork) -> None:
    async with (
        at_work() as scene,
        browsing(scene.transport) as browser,
        browsing(scene.transport) as victim,
    ):
        address = await browser.at_provider(await browser.press())
        told(await victim.come_back(address), STALE)
        await victim.press()
        told(await victim.come_back(address), STALE)
        assert await sessions() == 0
        assert await reasons() == ["other_browser"]


async def test_two_goings_of_one_browser_both_come_back(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            first, second = await browser.press(), await browser.press()
            a, b = await browser.at_provider(first), await browser.at_provider(second)
            assert (await browser.come_back(b)).status_code == 200
            told(await browser.come_back(a), STALE)
        assert await sessions() == 1


async def test_after_ten_minutes_one_begins_again(
    owner_url: str, peer: Peer, tmp_path: Path
) -> None:
    ahead = timedelta(0)
    peer.told()
    async with provider.service(
        owner_url, written(tmp_path, peer), lambda: system_clock() + ahead
    ) as (transport, people):
        await linked(people.pin_north.person_id, peer)
        async with browsing(transport) as browser:
            address = await browser.at_provider(await browser.press())
            ahead = FLOW_LASTS + timedelta(seconds=1)
            assert "uitkomst" in (await browser.ours.get(address)).headers["location"]
            assert await reasons() == ["expired"]
            assert await sessions() == 0


async def test_an_answer_in_the_name_of_another_provider_is_not_taken(at_work: AtWork) -> None:
    async with at_work() as scene:
        async with browsing(scene.transport) as browser:
            address = await browser.at_provider(await browser.press())
            mixed = address.replace("iss=http%3A%2F%2F127.0.0.1", "iss=http%3A%2F%2F127.0.0.2")
            assert mixed != address
            told(await browser.come_back(mixed), UNTRUSTED)
            address = await browser.at_provider(await browser.press())
            without = address.partition("&iss=")[0]
            assert without != address
            told(await browser.come_back(without), UNTRUSTED)
        assert await reasons() == ["wrong_issuer"] * 2


async def test_a_description_that_does_not_hold_leads_nowhere(at_work: AtWork) -> None:
    wrongs = (
        ({"issuer": "http://127.0.0.1:1"}, "wrong_issuer"),
        ({"token_endpoint": "http://elsewhere.example/token"}, "no_answer"),
        ({"jwks_uri": "file:///etc/passwd"}, "no_answer"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "no_answer"),
    )
    async with at_work() as scene, browsing(scene.transport) as browser:
        form = provider.token((await browser.ours.get("/aanmelden")).text)
        for wrong, reason in wrongs:
            scene.peer.told(discovery=wrong)
            page = await browser.ours.post("/aanmelden/via/noord", data={"csrf_token": form})
            assert page.status_code in (403, 503), wrong
            assert reason in page.text, wrong
            assert "refresh" not in page.headers, wrong
