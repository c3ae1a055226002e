"""My sessions, their limits, and confirming that it is still you."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import msgspec
from tests.builders.signing_in import (
    BEGIN,
    OPTIONAL,
    PASSWORD,
    application,
    browser,
    member,
    said,
    visiting,
)

from governance.app.routes import API, PAGES
from governance.base.database import DATABASE, Database
from governance.base.permissions import TABLE
from governance.identity.account.queries import my_account
from governance.identity.callers.rules import coarse, device_of
from governance.identity.queries import Over, SignedIn, may_act, signed_in
from governance.identity.rules import Caller, Limits
from governance.identity.sessions.actions import begin
from governance.identity.sessions.queries import my_sessions

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0"


def test_a_device_is_named_without_its_version() -> None:
    assert device_of(FIREFOX) == "Firefox, Linux"
    assert device_of(SAFARI) == "Safari, iPhone"
    assert device_of(EDGE) == "Edge, Windows"
    assert device_of("python-httpx/0.28.1") == "python-httpx"
    assert device_of("") == device_of("<script>") == ""


def test_an_address_is_kept_as_its_neighbourhood() -> None:
    assert coarse("192.0.2.77") == "192.0.2.0/24"
    assert coarse("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert coarse("::ffff:192.0.2.77") == "192.0.2.0/24"
    assert coarse("127.0.0.1") == "127.0.0.1"
    assert coarse("testclient") == ""


async def test_one_sees_ends_one_and_ends_all_other_sessions(owner_url: str) -> None:
    async with (
        application(owner_url) as (there, clock),
        browser(there, clock) as here,
        browser(there, clock) as other,
        browser(there, clock) as third,
    ):
        other.headers["user-agent"] = EDGE
        for one in (here, other, third):
            await one.password()
        page = await here.get("/mijn-sessies")
        assert "Edge, Windows" in said(page)
        assert said(page).count("deze sessie") == 1
        ids = re.findall(r"/mijn-sessies/([0-9a-f-]{36})/beeindiging", page.text)
        assert len(ids) == 2, "one cannot end this one here"
        await here.post(f"/mijn-sessies/{ids[0]}/beeindiging", at="/mijn-sessies")
        alive = [(await one.get("/mijn-sessies")).status_code == 200 for one in (other, third)]
        assert sorted(alive) == [False, True]
        await here.post("/mijn-sessies/andere/beeindiging", at="/mijn-sessies")
        for one in (other, third):
            assert (await one.get("/mijn-sessies")).status_code == 303
        assert (await here.get("/mijn-sessies")).status_code == 200


async def test_nobody_ends_or_sees_a_session_of_somebody_else(owner_url: str) -> None:
    async with (
        application(owner_url) as (there, clock),
        browser(there, clock) as here,
        browser(there, clock) as else_,
    ):
        await member("iemand.anders")
        await here.password()
        await else_.password("iemand.anders")
        rows = await DATABASE.fetch(
            "select s.id from session s join person p on p.id = s.person"
            " where p.sign_in_name = 'iemand.anders'"
        )
        for session in (rows[0]["id"], uuid4()):
            address = f"/mijn-sessies/{session}/beeindiging"
            assert (await here.post(address, at="/mijn-sessies")).status_code == 404
        assert str(rows[0]["id"]) not in (await here.get("/mijn-sessies")).text
        assert (await else_.get("/mijn-sessies")).status_code == 200


async def test_a_session_lasts_as_long_as_the_settings_say(owner_url: str) -> None:
    limits = msgspec.structs.replace(OPTIONAL, session_idle=10, session_longest=25)
    async with visiting(owner_url, limits) as who:
        await who.password()
        for _ in range(2):
            who.clock.pass_by(minutes=9)
            assert (await who.get("/mijn-sessies")).status_code == 200
        assert "ten hoogste 25 minuten" in said(await who.get("/mijn-sessies"))
        who.clock.pass_by(minutes=7)
        assert (await who.get("/mijn-sessies")).status_code == 303, "25 minutes after signing in"
        await who.password()
        who.clock.pass_by(minutes=10)
        assert (await who.get("/mijn-sessies")).status_code == 303, "10 minutes without use"


async def test_what_is_sensitive_asks_again_and_leads_back_with_another_token(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        assert (await who.get("/mijn-account/wachtwoord")).status_code == 200
        who.clock.pass_by(minutes=15)
        asked = await who.get("/mijn-account/wachtwoord")
        assert asked.headers["location"] == "/bevestiging?next=%2Fmijn-account%2Fwachtwoord"
        before = who.cookies["session"]
        wrong = await who.post(asked.headers["location"], password="not this one")
        assert wrong.status_code == 400
        assert "niet uw huidige wachtwoord" in said(wrong)
        back = await who.post(asked.headers["location"], password=PASSWORD)
        assert back.headers["location"] == "/mijn-account/wachtwoord"
        after = who.cookies["session"]
        assert after != before
        assert (await who.get("/mijn-account/wachtwoord")).status_code == 200
        who.cookies.clear()
        who.cookies.set("session", before, domain="localhost.local")
        assert (await who.get("/mijn-account")).status_code == 303, "the old token is nobody's"


async def test_a_form_that_was_sent_too_late_comes_back_but_for_its_secrets(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        page = (await who.get("/mijn-account/toegangssleutels")).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        who.clock.pass_by(minutes=15)
        typed = {"csrf_token": found[1], "name": "laptop van het werk", "credential": "secret"}
        stopped = await who.client.post("/mijn-account/toegangssleutels", data=typed)
        assert stopped.status_code == 403
        assert "laptop van het werk" in stopped.text
        assert "secret" not in stopped.text
        assert "/bevestiging?next=%2Fmijn-account%2Ftoegangssleutels" in stopped.text


async def test_every_route_of_a_row_that_asks_again_does_so(owner_url: str) -> None:
    again = {name for name, row in TABLE.items() if row.asks_again}
    assert {"role.give", "person.erase", "account.change", "session.end"} <= again
    routes = [route for route in (*PAGES, *API) if route.opt.get("needs") in again]
    assert {route.opt["needs"] for route in routes} == again
    async with visiting(owner_url) as who:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        token = (await who.client.post("/api/v1/sessies", json=typed)).json()["token"]
        who.client.headers["authorization"] = f"Bearer {token}"
        for minutes, late in ((0, False), (8, False), (8, True)):
            who.clock.pass_by(minutes=minutes)
            assert (await who.client.get("/api/v1/sessies")).status_code == 200
            for route in routes:
                [path], [method] = route.paths, route.http_methods - {"HEAD", "OPTIONS"}
                there = re.sub(r"\{\w+:\w+\}", str(uuid4()), path)
                if not late and method != "GET":
                    continue
                answer = await who.client.request(method, there)
                led = answer.headers.get("location", "").startswith("/bevestiging")
                told = answer.status_code == 403 and "bevestiging" in answer.text
                assert (led or told) is late, (method, there, answer.status_code)


async def test_a_machine_is_told_to_confirm_and_goes_on_with_another_token(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        token = (await who.client.post("/api/v1/sessies", json=typed)).json()["token"]
        bearer = {"authorization": f"Bearer {token}"}
        who.clock.pass_by(minutes=16)
        refused = await who.client.post("/api/v1/mijn-account/codes-app", headers=bearer)
        assert refused.status_code == 403
        assert refused.json()["type"] == "/api/v1/sessies/huidige/bevestiging"
        confirmed = await who.client.post(
            refused.json()["type"], headers=bearer, json={"password": PASSWORD}
        )
        assert confirmed.status_code == 201
        renewed = {"authorization": f"Bearer {confirmed.json()['token']}"}
        offered = await who.client.post("/api/v1/mijn-account/codes-app", headers=renewed)
        assert offered.json()["address"].startswith("otpauth://totp/localhost:pin.noord?")
        assert (await who.client.get("/api/v1/sessies", headers=bearer)).status_code == 401


async def test_the_api_shows_and_ends_sessions_as_the_page_does(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        tokens = [
            (await who.client.post("/api/v1/sessies", json=typed)).json()["token"] for _ in range(3)
        ]
        first, second, third = ({"authorization": f"Bearer {token}"} for token in tokens)
        listed = (await who.client.get("/api/v1/sessies", headers=first)).json()
        assert [one["current"] for one in listed].count(True) == 1
        own = (await who.client.get("/api/v1/sessies", headers=second)).json()
        [mine] = [one["id"] for one in own if one["current"]]
        ended = await who.client.delete(f"/api/v1/sessies/{mine}", headers=first)
        assert ended.status_code == 204
        assert (await who.client.get("/api/v1/sessies", headers=second)).status_code == 401
        await who.client.delete("/api/v1/sessies/andere", headers=first)
        assert (await who.client.get("/api/v1/sessies", headers=third)).status_code == 401
        assert len((await who.client.get("/api/v1/sessies", headers=first)).json()) == 1


async def test_lists_of_an_account_cost_a_fixed_number_of_queries(database: Database) -> None:
    by = await may_act(await member(), BEGIN)
    assert by is not None
    for _ in range(3):
        await begin(by, method="password", caller=Caller("192.0.2.1"), at=BEGIN)
        before = database.queries
        assert await my_sessions(uuid4(), limits=Limits(), by=by, at=BEGIN)
        assert database.queries - before == 1
        before = database.queries
        await my_account(by=by, at=BEGIN)
        assert database.queries - before == 3


async def test_who_holds_no_role_any_more_is_nobody_from_the_next_request_and_is_told(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        assert (await who.get("/rechten")).status_code == 200
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        token = (await who.client.post("/api/v1/sessies", json=typed)).json()["token"]
        assert "Uw toegang" not in said(await who.get("/aanmelden?next=/"))
        await DATABASE.fetch("update role_assignment set valid_until = '2026-11-24'")
        for page in ("/rechten", "/mijn-account", "/modellen", "/mijn-sessies"):
            assert (await who.get(page)).status_code == 303, page
        told = said(await who.get("/aanmelden"))
        assert "Uw toegang is geëindigd op 24 november 2026. Vraag de beheerder" in told
        bearer = {"authorization": f"Bearer {token}"}
        for path in ("rechten", "organisaties", "mijn-account"):
            answer = await who.client.get(f"/api/v1/{path}", headers=bearer)
            assert answer.status_code == 401, path
        who.cookies.clear()
        assert "Uw toegang" not in said(await who.get("/aanmelden")), "a stranger is told nothing"


async def test_who_holds_a_role_that_begins_later_or_left_is_nobody(
    database: Database,
) -> None:
    who = await member()
    actor = await may_act(who, BEGIN)
    assert actor is not None
    token = await begin(actor, method="password", caller=Caller("192.0.2.1"), at=BEGIN)
    await DATABASE.fetch("update role_assignment set valid_from = '2026-11-25'")
    before = database.queries
    assert await signed_in(token, at=BEGIN) == Over(None, "nl")
    assert database.queries - before == 1, "every request asks it"
    await DATABASE.fetch("update role_assignment set valid_from = '2026-11-01'")
    assert isinstance(await signed_in(token, at=BEGIN), SignedIn)
    await DATABASE.fetch("update person set valid_until = '2026-11-24'")
    assert await signed_in(token, at=BEGIN) == Over(date(2026, 11, 24), "nl")


async def test_who_signs_out_is_told_so(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        out = await who.post("/afmelden", at="/mijn-account")
        assert out.headers["location"] == "/aanmelden"
        assert "U bent afgemeld." in said(await who.get("/aanmelden"))
