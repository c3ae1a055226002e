"""Who was not let in, and what somebody may not do, stands in the trail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient
from litestar.exceptions import HTTPException
from tests.builders.formation import begun
from tests.builders.parties import actor
from tests.builders.passwords import hashed
from tests.builders.servers import run
from tests.builders.service import PASSWORD, service, signed_in

from governance.app.refusals import result_of
from governance.audit.rules import NOBODY, SERVICE, salted
from governance.audit.verifying.queries import verify
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken
from governance.identity.actions import sign_in
from governance.identity.noting.queries import chain_of
from governance.identity.rules import Caller

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)


TERMS = {
    "title": "x", "shortTitle": "x", "extensionRule": "none", "entryRule": "all_signed",
    "termMonths": 12, "version": 1,
}  # fmt: skip


async def refusals() -> list[Any]:
    return await DATABASE.fetch(
        "select * from trail_entry where result = 'refused' order by at, id"
    )


async def attempt(transport: ASGITransport, name: str, password: str) -> int:
    async with AsyncClient(transport=transport, base_url="http://localhost") as client:
        typed = {"signInName": name, "password": password}
        return (await client.post("/api/v1/sessies", json=typed)).status_code


async def test_a_wrong_password_is_noted_with_the_name_apart(owner_url: str) -> None:
    async with service(owner_url) as (transport, cast):
        [row] = await DATABASE.fetch(
            "select sign_in_name from person where id = $1", cast.pin_north.person_id
        )
        assert await attempt(transport, row["sign_in_name"].upper(), "wrong") == 400
        [entry] = await refusals()
        assert (entry["verb"], entry["kind"], entry["origin"]) == ("sign_in", "person", "api")
        assert entry["organisation_id"] == cast.north
        assert entry["thing_id"] == cast.pin_north.person_id
        assert entry["actor_id"] == NOBODY.person_id
        assert row["sign_in_name"] not in str(dict(entry))
        apart = await DATABASE.fetch("select field, value, person from trail_personal")
        assert {(p["field"], p["value"]) for p in apart} == {
            ("name", row["sign_in_name"]), ("network", "127.0.0.1"),
        }  # fmt: skip
        assert {p["person"] for p in apart} == {cast.pin_north.person_id}


async def test_an_unknown_name_goes_to_the_chain_of_the_service_without_the_name(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, _):
        assert await attempt(transport, "correct horse battery", "wrong") == 400
        [entry] = await refusals()
        assert entry["organisation_id"] == SERVICE
        kept = await DATABASE.fetch("select * from trail_personal where field = 'name'")
        assert [(p["value"], p["person"]) for p in kept] == [("", None)]
        held = msgspec.json.decode(entry["personal"])["name"]
        assert held == salted("correct horse battery", kept[0]["salt"])
        assert (await verify()).broken == ()


async def test_a_step_that_is_not_for_somebody_is_noted_after_the_roll_back(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, cast):
        made = await begun(cast)
        async with signed_in(transport, cast.outsider) as client:
            address = f"/api/v1/afspraken/{made}/aanbieding"
            answer = await client.post(address, json={"version": 1})
            assert answer.status_code == 404
            [entry] = await refusals()
            assert entry["organisation_id"] == cast.stranger
            assert (entry["kind"], entry["thing_id"]) == ("agreement", made)
            assert entry["actor_id"] == cast.outsider.person_id
            assert entry["request_id"] == answer.headers["x-request-id"]
            told = msgspec.json.decode(entry["changes"])
            assert told["method"] == "POST"
            assert str(made) not in entry["changes"]
            assert (await client.get(f"/afspraken/{made}")).status_code == 404
            assert (await client.post("/nergens", json={})).status_code == 404
            assert len(await refusals()) == 1, "reading, and addresses of nothing, are no acts"


async def test_a_forged_form_is_noted(owner_url: str) -> None:
    async with service(owner_url) as (transport, cast):
        made = await begun(cast)
        async with signed_in(transport, cast.administrator) as client:
            client.headers["x-csrf-token"] = "forged"
            answer = await client.post(f"/afspraken/{made}/looptijd", json={"version": 1})
            assert answer.status_code == 403
            [entry] = await refusals()
            assert (entry["verb"], entry["thing_id"]) == ("change_terms", made)


async def test_who_has_no_organisation_is_noted_in_the_chain_of_the_service(
    database: Database,
) -> None:
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    assert await chain_of(operator) == SERVICE
    await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
    [row] = await DATABASE.fetch("select sign_in_name from person")
    await sign_in(row["sign_in_name"], PASSWORD, caller=Caller("192.0.2.1"), at=AT)
    [entry] = await DATABASE.fetch("select verb, organisation_id from trail_entry")
    assert tuple(entry) == ("signed_in", SERVICE)


@pytest.mark.parametrize(
    ("error", "method", "told"),
    [
        (NotAllowed(), "GET", "refused"),
        (NotFound(), "GET", None),
        (NotFound(), "DELETE", "refused"),
        (Overtaken(), "POST", None),
        (HTTPException(status_code=415), "POST", None),
        (HTTPException(status_code=403), "POST", "refused"),
        (KeyError("x"), "POST", "failed"),
        (KeyError("x"), "GET", None),
    ],
)
def test_what_counts_as_a_refusal(error: Exception, method: str, told: str | None) -> None:
    assert result_of(error, method) == told


async def test_what_fails_on_our_side_is_noted_as_failed(owner_url: str) -> None:
    async with service(owner_url) as (transport, cast):
        made = await begun(cast)
        async with signed_in(transport, cast.administrator) as client:
            await run(owner_url, "alter table agreement rename column short_title to gone")
            address = f"/api/v1/afspraken/{made}/looptijd"
            answer = await client.request("PUT", address, json=TERMS)
            assert answer.status_code == 500, answer.text
            [entry] = await DATABASE.fetch("select * from trail_entry where result = 'failed'")
            assert (entry["verb"], entry["thing_id"]) == ("change_terms", made)
