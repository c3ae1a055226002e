"""A program that comes in with an API token, and the pages on which people make and end one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient, Response
from tests.builders.apps import app_for
from tests.builders.parties import Cast, cast
from tests.builders.passwords import hashed
from tests.builders.people import another_administrator
from tests.builders.service import AT, PASSWORD, SETTINGS, service, signed_in
from tests.builders.things import things
from tests.builders.tokens import bearing, token
from tests.stories.test_permissions import methods

from governance.app.routes import API
from governance.audit.rules import NOBODY, SERVICE
from governance.audit.verifying.queries import verify
from governance.base.actor import RoleKind
from governance.base.clock import Clock
from governance.base.database import DATABASE
from governance.identity.tokens.actions import withdraw_token
from governance.identity.tokens.rules import REFUSALS_NOTED, new_api_token
from governance.overview.permissions.rules import MATRIX

SHUT = ("session", "account", "person", "role", "invitation", "token", "calendar_feed")
HTML = {"accept": "text/html", "accept-language": "nl"}


def is_refused(answer: Response) -> bool:
    return (
        answer.status_code == 401
        and answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
        and answer.headers["content-type"] == "application/problem+json"
    )


async def refusals() -> list[dict[str, Any]]:
    rows = await DATABASE.fetch("select * from trail_entry where verb = 'use_token' order by id")
    return [dict(row) for row in rows]


async def test_a_token_counts_under_the_api_and_on_no_page(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        async with bearing(there, made.token) as program:
            for path in ("taken", "afspraken", "rechten", "openapi.json"):
                assert (await program.get(f"/api/v1/{path}")).status_code == 200
            for path in ("/", "/afspraken", "/tokens", "/mensen"):
                page = await program.get(path, headers=HTML)
                assert page.status_code == 303
                assert page.headers["location"].startswith("/aanmelden")
            begun = {"modelKey": "signaaltafel", "keeperId": str(people.keeper)}
            posted = await program.post("/afspraken", data=begun, headers=HTML)
            assert posted.headers["location"].startswith("/aanmelden")
            program.headers["authorization"] = f"bearer {made.token}"
            assert (await program.get("/api/v1/taken")).status_code == 200


async def test_a_program_changes_what_its_roles_may_without_a_token_of_a_form(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        kinds = (RoleKind.ADMINISTRATOR,)
        made = await token(people.keeper, *kinds, by=people.administrator, at=AT)
        reads = await token(people.keeper, by=people.administrator, at=AT, name="leest")
        asked = {
            "modelKey": "signaaltafel", "title": "Nieuw", "shortTitle": "Nieuw",
            "keeperId": str(people.keeper),
        }  # fmt: skip
        async with bearing(there, reads.token) as program:
            assert (await program.post("/api/v1/afspraken", json=asked)).status_code == 404
        async with bearing(there, made.token) as program:
            assert (await program.post("/api/v1/afspraken", json=asked)).status_code == 201
        [row] = await DATABASE.fetch("select on_behalf_of from trail_entry where verb = 'begin'")
        assert row["on_behalf_of"] == people.administrator.function


async def test_unknown_ended_and_withdrawn_are_refused_alike_and_noted(owner_url: str) -> None:
    now = [AT]
    clock: Clock = lambda: now[0]  # noqa: E731 - the moment moves
    app = app_for(owner_url, clock, SETTINGS)
    async with app.lifespan():
        people, there = await cast(), ASGITransport(app)
        by = people.administrator
        ended = await token(people.keeper, by=by, at=AT, days=1, name="verlopen")
        gone = await token(people.keeper, by=by, at=AT, name="ingetrokken")
        async with bearing(there, gone.token) as program:
            assert (await program.get("/api/v1/taken")).status_code == 200
            await withdraw_token(gone.id, by=by, at=AT)
            assert is_refused(await program.get("/api/v1/taken"))
        now[0] += timedelta(days=1)
        said = set()
        for wrong in (ended.token, gone.token, new_api_token(), "gov_nothing", "gov_"):
            async with bearing(there, wrong) as program:
                answer = await program.get("/api/v1/taken")
                assert is_refused(answer)
                said.add(answer.text)
                assert is_refused(await program.post("/api/v1/afspraken", json={}))
                assert is_refused(await program.get("/api/v1/openapi.json"))
        assert len(said) == 1
        noted = await refusals()
        assert {(one["organisation_id"], one["thing_id"]) for one in noted} == {
            (people.keeper, ended.id), (people.keeper, gone.id), (SERVICE, SERVICE),
        }  # fmt: skip
        assert {(one["result"], one["actor_id"], one["origin"]) for one in noted} == {
            ("refused", NOBODY.person_id, "api")
        }
        assert (await verify()).broken == ()


async def test_who_goes_on_with_a_token_that_does_not_count_fills_no_trail(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        await withdraw_token(made.id, by=people.administrator, at=AT)
        for said in (made.token, new_api_token()):
            async with bearing(there, said) as program:
                for _ in range(REFUSALS_NOTED + 3):
                    assert is_refused(await program.get("/api/v1/taken"))
        things_noted = [one["thing_id"] for one in await refusals()]
        assert sorted(things_noted, key=str) == sorted(
            [made.id] * REFUSALS_NOTED + [SERVICE] * REFUSALS_NOTED, key=str
        )


async def test_of_a_request_with_a_token_no_cookie_is_looked_at(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        async with signed_in(there, people.administrator) as client:
            assert (await client.get("/api/v1/mensen")).status_code == 200
            both = {"authorization": f"Bearer {made.token}"}
            assert (await client.get("/api/v1/mensen", headers=both)).status_code == 404
            assert (await client.get("/api/v1/taken", headers=both)).status_code == 200
            page = await client.get("/mensen", headers=HTML | both)
            assert page.headers["location"].startswith("/aanmelden")
            wrong = {"authorization": f"Bearer {new_api_token()}"}
            assert is_refused(await client.get("/api/v1/mensen", headers=wrong))
        async with AsyncClient(transport=there, base_url="http://localhost") as client:
            client.cookies.set("session", made.token)
            assert (await client.get("/api/v1/taken")).status_code == 401, "a token is no cookie"


async def test_a_program_is_counted_as_an_account_and_one_that_is_refused_by_its_network(
    owner_url: str,
) -> None:
    limited = msgspec.structs.replace(SETTINGS, rate_account=12, rate_network=6)
    async with service(owner_url, limited) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        async with bearing(there, made.token) as program:
            codes = [(await program.get("/api/v1/taken")).status_code for _ in range(14)]
            assert codes == [200] * 12 + [429] * 2
        async with bearing(there, new_api_token()) as program:
            codes = [(await program.get("/api/v1/taken")).status_code for _ in range(8)]
            assert codes == [401] * 6 + [429] * 2


async def test_whatever_its_roles_a_program_finds_no_route_of_what_only_people_do(
    owner_url: str,
) -> None:
    unlimited = msgspec.structs.replace(SETTINGS, rate_account=0, rate_network=0)
    async with service(owner_url, unlimited) as (there, people):
        known = await things(people)
        ids = {n: said for of in known.values() for one in of for n, said in one.ids.items()}
        ids |= {"provider": "noord", "form": "docx", "link_id": ids["person_id"], "name": "aard"}
        ids |= dict.fromkeys(("session_id", "passkey_id", "feed_id"), ids["person_id"])
        makes = (RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.LINKING_PIN, RoleKind.READER)
        made = await token(people.keeper, *makes, by=people.administrator, at=AT, name="alles")
        met = 0
        async with bearing(there, made.token) as program:
            for handler in API:
                action = str(handler.opt["needs"])
                if not MATRIX[action].people:
                    continue
                [path] = handler.paths
                at = re.sub(r"\{(\w+):\w+\}", lambda name: ids[name[1]], path)
                answer = await program.request(methods(handler), at)
                assert answer.status_code == 404, (methods(handler), at, answer.text)
                met += 1
        assert met > 40


def test_what_asks_for_a_confirmation_is_for_people_in_the_table_as_well() -> None:
    again = {name for name, row in MATRIX.items() if row.asks_again}
    assert "token.make" in again
    assert all(MATRIX[name].people for name in again)


def test_only_the_areas_of_people_and_the_steps_of_signing_are_shut() -> None:
    shut = {name for name, row in MATRIX.items() if row.people}
    assert {name for name in shut if name.partition(".")[0] not in SHUT} == {
        "agreement.record_signature", "agreement.correct_signature", "agreement.remove_signature",
        "agreement.attach_scan", "agreement.remove_scan", "regional_report.adopt",
        "review.carry_out", "review.finish", "commitment.accept_delay",
    }  # fmt: skip


async def test_nothing_of_a_token_is_logged(
    owner_url: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    async with service(owner_url) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        unknown = new_api_token()
        for said in (made.token, unknown):
            async with bearing(there, said) as program:
                for path in ("taken", "mensen", "nergens"):
                    await program.get(f"/api/v1/{path}")
        told = "".join(capsys.readouterr()) + caplog.text
        trail = await DATABASE.fetch("select e::text as said from trail_entry e")
        apart = await DATABASE.fetch("select p::text as said from trail_personal p")
        told += "".join(row["said"] for row in (*trail, *apart))
        for secret in (made.token, unknown):
            assert secret[4:20] not in told
            assert secret[-20:] not in told


async def test_the_trail_tells_of_tokens_in_words(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        kinds = (RoleKind.READER, RoleKind.ADMINISTRATOR)
        made = await token(people.keeper, *kinds, by=people.administrator, at=AT)
        async with bearing(there, made.token) as program:
            assert (await program.get("/api/v1/mensen")).status_code == 404
            await withdraw_token(made.id, by=people.administrator, at=AT)
            await program.get("/api/v1/taken")
        async with signed_in(there, people.administrator) as client:
            page = (await client.get(f"/organisaties/{people.keeper}/spoor", headers=HTML)).text
        for said in (
            "API-token gemaakt", "API-token ingetrokken", "Binnenkomen met een API-token",
            "naam van het token: vergadersysteem", "rollen: lezer; beheerder", "Pagina geopend",
            ">API: vergadersysteem<", f"namens {people.administrator.function}",
        ):  # fmt: skip
            assert said in page, said


async def csrf(client: AsyncClient, path: str) -> str:
    page = await client.get(path, headers=HTML)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.status_code
    return found[1]


def typed(people: Cast, **more: Any) -> dict[str, Any]:
    return {
        "name": "vergadersysteem", "kinds": ["reader", "linking_pin"],
        "forId": str(people.keeper), "validUntil": "25-01-2027", **more,
    }  # fmt: skip


async def test_a_token_is_made_on_a_page_shown_once_and_withdrawn_there(owner_url: str) -> None:
    async with (
        service(owner_url) as (there, people),
        signed_in(there, people.administrator) as client,
    ):
        assert "Nog geen tokens" in (await client.get("/tokens", headers=HTML)).text
        sent = typed(people, csrf_token=await csrf(client, "/tokens/nieuw"))
        made = await client.post("/tokens/nieuw", data=sent, headers=HTML)
        assert made.status_code == 200
        assert made.headers["cache-control"] == "no-store"
        [secret] = re.findall(r"gov_[0-9A-Za-z]{49}", made.text)
        [at] = set(re.findall(r"/tokens/[0-9a-f-]{36}", made.text))
        again = await client.post("/tokens/nieuw", data=sent, headers=HTML)
        assert again.status_code == 400
        assert "al een token met deze naam" in again.text
        later = [await client.get(path, headers=HTML) for path in ("/tokens", at)]
        for page in (again, *later, await client.get(f"/api/v1{at}")):
            assert secret[4:20] not in page.text
        listed = (await client.get("/tokens", headers=HTML)).text
        for said in ("vergadersysteem", "lezer, linking pin", "nooit", "loopt bijna af"):
            assert said in listed, said
        async with bearing(there, secret) as program:
            assert (await program.get("/api/v1/taken")).status_code == 200
            assert "nooit" not in (await client.get("/tokens", headers=HTML)).text
            token_of_form = {"csrf_token": await csrf(client, at)}
            done = await client.post(f"{at}/intrekking", data=token_of_form, headers=HTML)
            assert done.headers["location"].partition("?")[0] == at
            assert is_refused(await program.get("/api/v1/taken"))
        second = await client.post(f"{at}/intrekking", data=token_of_form, headers=HTML)
        assert second.status_code == 409
        assert "al ingetrokken" in second.text
        assert "Meteen intrekken" not in (await client.get(at, headers=HTML)).text


async def test_what_is_wrong_with_a_token_is_told_at_once_beside_what_was_typed(
    owner_url: str,
) -> None:
    async with (
        service(owner_url) as (there, people),
        signed_in(there, people.administrator) as client,
    ):
        sent = {"name": "", "validUntil": "morgen", "forId": str(people.keeper)}
        sent |= {"csrf_token": await csrf(client, "/tokens/nieuw")}
        page = await client.post("/tokens/nieuw", data=sent, headers=HTML)
        assert page.status_code == 400
        assert page.text.count('href="#f-') == 3
        assert 'value="morgen"' in page.text
        late = typed(people, validUntil="16-01-2028", csrf_token=sent["csrf_token"])
        page = await client.post("/tokens/nieuw", data=late, headers=HTML)
        assert "uiterlijk tot 15-01-2028" in page.text
        assert await DATABASE.fetch("select from api_token") == []
        told = await client.post("/api/v1/tokens", json={"name": "x" * 101, "kinds": ["boss"]})
        assert {one["field"] for one in told.json()["errors"]} >= {"name", "kinds.0", "validUntil"}


async def test_making_one_asks_again_who_it_is_and_withdrawing_never_waits(owner_url: str) -> None:
    now = [AT]
    clock: Clock = lambda: now[0]  # noqa: E731 - the moment moves
    app = app_for(owner_url, clock, SETTINGS)
    async with app.lifespan():
        people, there = await cast(), ASGITransport(app)
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        made = await token(people.keeper, by=people.administrator, at=AT, name="eerder")
        async with signed_in(there, people.administrator) as client:
            now[0] += timedelta(minutes=SETTINGS.confirm_within + 1)
            led = await client.get("/tokens/nieuw", headers=HTML)
            assert led.headers["location"] == "/bevestiging?next=%2Ftokens%2Fnieuw"
            sent = typed(people, csrf_token=client.headers["x-csrf-token"])
            assert (await client.post("/tokens/nieuw", data=sent, headers=HTML)).status_code == 403
            told = await client.post("/api/v1/tokens", json={})
            assert (told.status_code, told.json()["type"]) == (
                403, "/api/v1/sessies/huidige/bevestiging",
            )  # fmt: skip
            gone = await client.post(f"/api/v1/tokens/{made.id}/intrekking")
            assert gone.status_code == 204


async def test_what_a_leaver_made_stays_and_is_named_to_who_lets_the_person_leave(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await token(people.keeper, by=people.administrator, at=AT)
        other = await another_administrator(people.keeper)
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        leaver = f"/mensen/{people.administrator.person_id}/vertrek"
        async with signed_in(there, other) as client:
            page = await client.get(leaver, headers=HTML)
            assert f"/tokens/{made.id}" in page.text
            view = (await client.get(f"/api/v1{leaver}")).json()
            assert [one["name"] for one in view["tokens"]] == ["vergadersysteem"]
            left = await client.post(f"/api/v1{leaver}", json={"atOnce": True})
            assert left.status_code == 204, left.text
            async with bearing(there, made.token) as program:
                assert (await program.get("/api/v1/taken")).status_code == 200
            assert (await client.get(f"/api/v1/tokens/{made.id}")).json()["state"] == "works"
