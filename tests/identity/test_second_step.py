"""The second step: codes of an app with drift and once, recovery codes, and no way around it."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from urllib.parse import unquote

from tests.builders.signing_in import (
    OPTIONAL,
    PASSWORD,
    REQUIRED,
    application,
    browser,
    said,
    visiting,
)

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.rules import FAILURES_PER_PERSON, TRIES
from governance.identity.sessions.actions import end_others

STEP = timedelta(seconds=30)


async def test_who_has_no_factor_may_only_set_one_up_where_one_is_required(
    owner_url: str,
) -> None:
    async with visiting(owner_url, REQUIRED) as who:
        assert (await who.password()).headers["location"] == "/mijn-account"
        for elsewhere in ("/", "/afspraken", "/mijn-sessies", "/mijn-account/wachtwoord", "/x"):
            assert (await who.get(elsewhere)).headers["location"] == "/mijn-account", elsewhere
        assert "Stel eerst een tweede stap in" in (await who.get("/mijn-account")).text
        before = who.cookies["session"]
        _, codes = await who.set_up_app()
        assert len(set(codes)) == 10
        assert who.cookies["session"] != before, "the token is another one now"
        assert (await who.get("/")).status_code == 200
        [row] = await DATABASE.fetch("select method from session")
        assert row["method"] == "password_totp"


async def test_who_takes_long_to_set_up_a_factor_confirms_first_and_may_still_do_no_more(
    owner_url: str,
) -> None:
    async with visiting(owner_url, REQUIRED) as who:
        await who.password()
        who.clock.pass_by(minutes=20)
        asked = await who.get("/mijn-account/toegangssleutels")
        assert asked.headers["location"].startswith("/bevestiging")
        await who.post(asked.headers["location"], password=PASSWORD)
        assert (await who.get("/mijn-account/toegangssleutels")).status_code == 200
        assert (await who.get("/")).headers["location"] == "/mijn-account"


async def test_who_must_still_set_up_a_factor_gets_nothing_from_the_api_either(
    owner_url: str,
) -> None:
    async with visiting(owner_url, REQUIRED) as who:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        begun = (await who.client.post("/api/v1/sessies", json=typed)).json()
        assert begun["step"] == "enrol"
        bearer = {"authorization": f"Bearer {begun['token']}"}
        refused = await who.client.get("/api/v1/afspraken", headers=bearer)
        assert refused.status_code == 403
        assert refused.json()["type"] == "/api/v1/mijn-account"
        assert (await who.client.get("/api/v1/mijn-account", headers=bearer)).status_code == 200


async def test_a_code_one_step_early_or_late_counts_and_two_steps_do_not(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        app, _ = await who.set_up_app()
        for steps, status in ((-2, 400), (2, 400), (-1, 303), (1, 303)):
            who.clock.pass_by(minutes=5)
            who.cookies.clear()
            answer = await who.password()
            assert answer.headers["location"].startswith("/aanmelden/tweede-stap")
            assert (await who.get("/afspraken")).headers["location"].startswith("/aanmelden")
            found = await who.code(app.at(who.clock.now + steps * STEP))
            assert found.status_code == status, steps
        assert (await who.get("/afspraken")).status_code == 200


async def test_a_code_works_once_also_when_it_comes_twice_at_the_same_time(
    owner_url: str,
) -> None:
    async with application(owner_url, OPTIONAL) as (there, clock):
        async with browser(there, clock) as owner:
            await owner.password()
            app, _ = await owner.set_up_app()
        clock.pass_by(minutes=5)
        async with browser(there, clock) as one, browser(there, clock) as two:
            await one.password()
            await two.password()
            code = app.at(clock.now)
            answers = await asyncio.gather(one.code(code), two.code(code))
            assert sorted(a.status_code for a in answers) == [303, 400]
            late = next(a for a in answers if a.status_code == 400)
            assert "al gebruikt" in said(late)
        async with browser(there, clock) as three:
            await three.password()
            assert (await three.code(app.at(clock.now - STEP))).status_code == 400, "an older one"


async def test_a_recovery_code_works_once_and_the_count_goes_down(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        _, codes = await who.set_up_app()
        for typed, status in ((codes[0].lower().replace("-", " "), 303), (codes[0], 400)):
            who.cookies.clear()
            await who.password()
            assert (await who.code(typed)).status_code == status
        await who.code(codes[1])
        assert "nog 8 herstelcodes" in said(await who.get("/mijn-account"))
        used = "select 1 from trail_entry where verb = 'used_recovery_code'"
        assert len(await DATABASE.fetch(used)) == 2, "its owner hears of it"


async def test_new_recovery_codes_take_the_place_of_the_old_ones(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        _, codes = await who.set_up_app()
        answer = await who.post("/mijn-account/herstelcodes")
        assert "nieuwe herstelcodes" in said(answer)
        assert codes[0] not in answer.text
        assert "ABCD" not in unquote(answer.text)
        assert 'download="herstelcodes.txt"' in answer.text
        who.cookies.clear()
        await who.password()
        assert (await who.code(codes[0])).status_code == 400


async def test_five_wrong_codes_send_back_to_the_password(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        app, _ = await who.set_up_app()
        who.clock.pass_by(minutes=5)
        who.cookies.clear()
        await who.password()
        for _ in range(TRIES - 1):
            assert (await who.code("000000")).status_code == 400
        ended = await who.code("000000")
        assert ended.headers["location"] == "/aanmelden"
        again = await who.get("/aanmelden/tweede-stap")
        assert again.headers["location"] == "/aanmelden"
        await who.password()
        assert (await who.code(app.at(who.clock.now))).status_code == 303


async def test_codes_of_one_person_are_limited_however_often_the_password_is_given(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        app, _ = await who.set_up_app()
        who.clock.pass_by(minutes=1)
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        for _ in range(FAILURES_PER_PERSON):
            answer = await who.client.post("/api/v1/sessies", json=typed | {"code": "000000"})
            assert answer.json()["errors"][0]["field"] == "code"
        right = typed | {"code": app.at(who.clock.now)}
        closed = await who.client.post("/api/v1/sessies", json=right)
        assert closed.status_code == 429
        assert "Vanaf 13:1" in closed.json()["errors"][0]["problem"]
        who.clock.pass_by(minutes=15)
        right["code"] = app.at(who.clock.now)
        assert (await who.client.post("/api/v1/sessies", json=right)).status_code == 201


async def test_a_second_step_that_took_too_long_begins_again(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        await who.set_up_app()
        who.cookies.clear()
        await who.password()
        form = await who.get("/aanmelden/tweede-stap")
        assert form.status_code == 200
        who.clock.pass_by(minutes=10)
        assert (await who.get("/aanmelden/tweede-stap")).headers["location"] == "/aanmelden"


async def test_who_waits_for_the_second_step_by_an_old_password_begins_again(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        await who.set_up_app()
        [row] = await DATABASE.fetch("select person from totp")
        who.cookies.clear()
        await who.password()
        assert (await who.get("/aanmelden/tweede-stap")).status_code == 200
        await end_others(None, by=Actor(row["person"], "linking pin"), at=who.clock())
        assert (await who.get("/aanmelden/tweede-stap")).headers["location"] == "/aanmelden"


async def test_a_machine_is_told_that_a_code_is_needed(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        app, _ = await who.set_up_app()
        who.clock.pass_by(minutes=1)
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        asked = await who.client.post("/api/v1/sessies", json=typed)
        assert asked.status_code == 400
        assert [e["field"] for e in asked.json()["errors"]] == ["code"]
        wrong = await who.client.post("/api/v1/sessies", json=typed | {"password": "x"})
        assert [e["field"] for e in wrong.json()["errors"]] == ["signInName"]
        begun = await who.client.post(
            "/api/v1/sessies", json=typed | {"code": app.at(who.clock.now)}
        )
        assert begun.json()["step"] == "in"


async def test_the_secret_is_sealed_and_codes_are_hashed_in_the_database(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        app, codes = await who.set_up_app()
        [row] = await DATABASE.fetch("select secret, offered from totp")
        assert app.secret.encode() not in row["secret"]
        assert row["offered"] is None
        rows = await DATABASE.fetch("select code_hash from recovery_code")
        assert len(rows) == 10
        assert not any(codes[0].encode() in r["code_hash"] for r in rows)


async def test_the_last_factor_stays_where_one_is_required(owner_url: str) -> None:
    async with visiting(owner_url, REQUIRED) as who:
        await who.password()
        await who.set_up_app()
        kept = await who.post("/mijn-account/codes-app/verwijdering")
        assert kept.status_code == 400
        assert "Dit is uw enige tweede stap" in said(kept)


async def test_the_last_factor_goes_with_its_recovery_codes_where_it_may(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        await who.set_up_app()
        gone = await who.post("/mijn-account/codes-app/verwijdering")
        assert gone.headers["location"] == "/mijn-account"
        assert await DATABASE.fetch("select 1 from recovery_code") == []
        who.cookies.clear()
        assert (await who.password()).headers["location"] == "/"


async def test_another_app_takes_over_only_when_it_is_confirmed(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        old, _ = await who.set_up_app()
        await who.post("/mijn-account/codes-app", at="/mijn-account")
        wrong = await who.post(
            "/mijn-account/codes-app/bevestiging",
            at="/mijn-account/codes-app",
            code=old.at(who.clock.now),
        )
        assert wrong.status_code == 400
        who.clock.pass_by(minutes=1)
        who.cookies.clear()
        await who.password()
        assert (await who.code(old.at(who.clock.now))).status_code == 303
        new, codes = await who.set_up_app()
        assert codes == [], "the recovery codes stay"
        who.clock.pass_by(minutes=1)
        who.cookies.clear()
        await who.password()
        assert (await who.code(old.at(who.clock.now))).status_code == 400
        assert (await who.code(new.at(who.clock.now))).status_code == 303


async def test_who_loads_the_page_of_the_recovery_codes_again_is_told_what_happened(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        await who.set_up_app()
        form = (await who.get("/mijn-account/herstelcodes")).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', form)
        assert found
        typed = {"csrf_token": found[1]}
        made = await who.client.post("/mijn-account/herstelcodes", data=typed)
        assert "nieuwe herstelcodes" in said(made)
        kept = await DATABASE.fetch("select code_hash from recovery_code order by 1")
        for path in ("/mijn-account/herstelcodes", "/mijn-account/codes-app/bevestiging"):
            again = await who.client.post(path, data=typed | {"code": "123456"})
            assert (again.status_code, again.headers["location"]) == (303, "/mijn-account")
            told = said(await who.get("/mijn-account"))
            assert "niet nog eens uitgevoerd" in told
            assert "U hebt nog 10 herstelcodes" in told
        assert await DATABASE.fetch("select code_hash from recovery_code order by 1") == kept


async def test_everybody_finds_their_own_roles_from_start_and_account(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        [row] = await DATABASE.fetch("select id from person where sign_in_name = 'pin.noord'")
        for path in ("/", "/mijn-account"):
            assert f'href="/mensen/{row["id"]}"' in (await who.get(path)).text, path
        mine = await who.get(f"/mensen/{row['id']}")
        assert "Laten waarnemen" in said(mine)
