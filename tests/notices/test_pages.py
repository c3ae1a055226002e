"""The outbox on its page and in the API: for who looks after the service, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from httpx import ASGITransport, AsyncClient
from tests.builders.apps import app_for
from tests.builders.mail import AT, invitation, posted, row, settings, trail
from tests.builders.parties import Cast, actor, cast
from tests.builders.passwords import hashed
from tests.builders.service import PASSWORD, signed_in
from tests.conftest import KEY

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.base.settings import Settings
from governance.notices import queries
from governance.notices.letters.rules import PasswordChanged
from governance.notices.queries import PAGE_SIZE, Wanted

HTML = {"accept": "text/html"}
TO = "pin@noordstad.example"


@asynccontextmanager
async def service(
    owner_url: str, given: Settings | None = None
) -> AsyncIterator[tuple[ASGITransport, Actor, Cast]]:
    """The service with its cast and an operator; the task that sends is not running."""
    app = app_for(owner_url, lambda: AT, Settings(secret_key=KEY))
    optional = msgspec.structs.replace(given or Settings(), second_factor="optional")
    app.state.settings = optional
    async with app.lifespan():
        people, operator = await cast(), await actor(RoleKind.SYSTEM_ADMINISTRATOR)
        stored = await hashed(PASSWORD)
        await DATABASE.fetch("update person set password_hash = $1", stored)
        yield ASGITransport(app), operator, people


async def failed(problem: str = "refused", reply: str = "", **more: Any) -> UUID:
    made = await posted(**more)
    await DATABASE.fetch(
        "update notice set state = 'failed', problem = $2, reply = $3, attempts = 3 where id = $1",
        made, problem, reply,
    )  # fmt: skip
    return made


async def page(client: AsyncClient, address: str = "/berichten") -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == 200
    return answer.text


async def test_what_waits_and_what_failed_stand_on_the_page_with_why(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        await failed(reply="550 5.1.1 <…>: user unknown")
        await posted("other@x.example")
        async with signed_in(transport, operator) as client:
            said = await page(client)
            assert "De mailserver weigert dit bericht." in said
            assert "Details: 550 5.1.1 &lt;…&gt;: user unknown" in said
            assert TO in said
            assert "other@x.example" in said
            assert "Er is geen mailserver ingesteld" in said
            assert "2 berichten" in said
            assert "a-secret-of-one-time" not in said


async def test_the_page_names_the_server_without_its_secrets(owner_url: str) -> None:
    given = settings(2525, "smtps", "us3r:s3cret@")
    async with service(owner_url, given) as (transport, operator, _):
        async with signed_in(transport, operator) as client:
            said = await page(client)
        assert "smtps://localhost:2525" in said
        assert "afspraken@dienst.example" in said
        assert "s3cret" not in said
        assert "us3r" not in said


async def test_an_operator_tries_again_and_stops_by_plain_forms(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        again, over = await failed(), await failed()
        async with signed_in(transport, operator) as client:
            at = f"/berichten/{again}/pogingen?state=failed"
            done = await client.post(at, headers=HTML)
            assert (done.status_code, done.headers["location"]) == (303, "/berichten?state=failed")
            done = await client.post(f"/berichten/{over}/stopzetting", headers=HTML)
            assert (done.status_code, done.headers["location"]) == (303, "/berichten")
            done = await client.post(f"/berichten/{over}/stopzetting", headers=HTML)
            assert done.status_code == 409
        assert await trail(again) == ["post_notice", "retry"]
        assert await trail(over) == ["post_notice", "give_up"]


async def test_all_that_failed_are_stopped_after_one_more_question(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        many = [await failed("postponed"), await failed("postponed")]
        other = await failed("refused")
        async with signed_in(transport, operator) as client:
            assert "?problem=postponed" in await page(client, "/berichten?problem=postponed")
            asked = await page(client, "/berichten/stopzetting?problem=postponed")
            assert "2 berichten worden niet meer verzonden" in asked
            assert 'name="problem" value="postponed"' in asked
            sent = {"problem": "postponed", "kind": ""}
            done = await client.post("/berichten/stopzetting", data=sent, headers=HTML)
            assert done.status_code == 303
            sent = {"problem": "", "kind": ""}
            done = await client.post("/berichten/pogingen", data=sent, headers=HTML)
            assert done.status_code == 303
            client.cookies.update(done.cookies)
            assert "Berichten die opnieuw worden geprobeerd: 1." in await page(client)
            empty = await page(client, "/berichten/stopzetting")
            assert "Geen berichten gevonden" in empty
        assert {(await row(made))["state"] for made in many} == {"given_up"}
        assert (await row(other))["state"] == "waiting"


async def test_the_api_does_what_the_pages_do(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        again, over = await failed(), await failed("too_late")
        async with signed_in(transport, operator) as client:
            found = (await client.get("/api/v1/berichten?state=failed")).json()
            assert [n["id"] for n in found["notices"]] == [str(over), str(again)]
            assert [n["verbs"] for n in found["notices"]] == [["give_up"], ["retry", "give_up"]]
            assert (found["failed"], found["waiting"], found["total"]) == (2, 0, 2)
            assert "content" not in found["notices"][0]
            one = await client.post(f"/api/v1/berichten/{again}/pogingen")
            assert (one.status_code, one.json()["state"]) == (201, "waiting")
            late = await client.post(f"/api/v1/berichten/{over}/pogingen")
            assert late.status_code == 409
            assert "te laat" in late.json()["detail"]
            one = await client.post(f"/api/v1/berichten/{over}/stopzetting")
            assert one.json()["state"] == "given_up"
            await failed()
            many = await client.post("/api/v1/berichten/pogingen", json={"kind": "invitation"})
            assert many.json() == {"number": 1}
            none = await client.post("/api/v1/berichten/stopzetting", json={"problem": None})
            assert none.json() == {"number": 0}
            wrong = await client.post("/api/v1/berichten/stopzetting", json={"problem": "x"})
            assert wrong.status_code == 400


async def test_nobody_else_finds_any_of_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, _, people):
        made = await failed()
        own = await actor(RoleKind.AUDITOR, organisation=people.keeper)
        await DATABASE.fetch(
            "update person set password_hash = $1 where id = $2",
            await hashed(PASSWORD), own.person_id,
        )  # fmt: skip
        for who in (people.administrator, people.secretary, people.chair, people.outsider, own):
            async with signed_in(transport, who) as client:
                for at in ("/berichten", "/berichten/stopzetting", "/api/v1/berichten"):
                    answer = await client.get(at)
                    assert answer.status_code == 404
                    assert TO not in answer.text
                for start in ("", "/api/v1"):
                    for at in (
                        f"{made}/pogingen",
                        f"{made}/stopzetting",
                        "pogingen",
                        "stopzetting",
                    ):
                        answer = await client.post(f"{start}/berichten/{at}", json={})
                        assert answer.status_code == 404
        async with AsyncClient(transport=transport, base_url="http://localhost") as nobody:
            assert (await nobody.get("/api/v1/berichten")).status_code == 401
        assert (await row(made))["state"] == "failed"


async def test_filters_and_pages_stand_in_the_address(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        for number in range(PAGE_SIZE + 3):
            at = AT + timedelta(seconds=number)
            await failed("postponed", address=f"pin{number}@x.example", at=at)
        await failed("refused", address="once@x.example", letter=PasswordChanged(AT, "/x"))
        async with signed_in(transport, operator) as client:
            first = await page(client, "/berichten?problem=postponed")
            assert f"pin{PAGE_SIZE + 2}@x.example" in first
            assert "pin0@x.example" not in first
            assert "once@x.example" not in first
            assert 'href="/berichten?problem=postponed&amp;page=2"' in first
            last = await page(client, "/berichten?problem=postponed&page=9")
            assert "pin0@x.example" in last
            assert re.search(r"/pogingen\?problem=postponed&amp;page=9", last)
            assert "once@x.example" in await page(client, "/berichten?kind=password_changed")
            assert "Geen berichten gevonden" in await page(client, "/berichten?state=sent")
            for wrong in ("state=x", "kind=x", "problem=x"):
                assert (await client.get(f"/berichten?{wrong}")).status_code == 404


async def test_a_list_takes_two_queries_however_long_it_is(database: Database) -> None:
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    for size in (1, PAGE_SIZE + 1):
        for _ in range(size):
            await posted(organisation=new_id(), letter=invitation())
        before = DATABASE.queries
        found = await queries.listed(Wanted(), by=operator)
        assert DATABASE.queries - before == 2
        assert len(found.notices) <= PAGE_SIZE


async def test_a_server_that_cannot_be_used_stands_above_the_list(owner_url: str) -> None:
    async with service(owner_url, settings(2525)) as (transport, operator, _):
        await posted()
        await DATABASE.fetch("update notice set problem = 'not_let_in', due_at = $1", AT)
        async with signed_in(transport, operator) as client:
            said = await page(client)
            assert "instellingen niet. Er gaat niets verloren" in said
            await DATABASE.fetch("update notice set problem = 'postponed'")
            assert "Er gaat niets verloren" not in await page(client)


async def test_the_page_speaks_english_too(owner_url: str) -> None:
    async with service(owner_url) as (transport, operator, _):
        await failed("not_trusted", "certificate")
        async with signed_in(transport, operator) as client:
            said = (await client.get("/berichten", headers=HTML | {"accept-language": "en"})).text
            assert "The connection with the mail server is not safe." in said
            assert "Nothing is lost" not in said
            assert "Try again all that failed" in said
