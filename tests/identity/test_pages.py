"""Signing in through the whole application, as a browser and as a machine."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from httpx import ASGITransport, AsyncClient
from tests.builders.apps import app_for
from tests.builders.service import SETTINGS
from tests.identity.test_actions import PASSWORD, linking_pin

from governance.base.database import DATABASE

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@asynccontextmanager
async def visiting(owner_url: str) -> AsyncIterator[AsyncClient]:
    """A browser at the whole application; opened and closed in the task of the test."""
    app = app_for(owner_url, lambda: AT, SETTINGS)
    there = ASGITransport(app)
    asking = {"accept": "text/html", "accept-language": "nl"}
    async with (
        app.lifespan(),
        AsyncClient(transport=there, base_url="http://localhost", headers=asking) as client,
    ):
        await linking_pin()
        yield client


async def token(client: AsyncClient) -> str:
    page = await client.get("/aanmelden")
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found.group(1)


async def test_who_signs_in_is_known_until_signing_out(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {"signInName": "pin.noord", "password": PASSWORD, "csrf_token": await token(client)}
        answer = await client.post("/aanmelden?next=/afspraken", data=typed)
        assert (answer.status_code, answer.headers["location"]) == (303, "/afspraken")
        assert "HttpOnly" in answer.headers["set-cookie"]
        known = await client.get("/aanmelden")
        assert (known.status_code, known.headers["location"]) == (303, "/")
        nowhere = await client.get("/nergens")
        assert nowhere.status_code == 404
        found = re.search(r'name="csrf_token" value="([^"]+)"', nowhere.text)
        assert found
        assert (
            await client.post("/afmelden", data={"csrf_token": found.group(1)})
        ).status_code == 303
        assert (await client.get("/aanmelden")).status_code == 200


async def test_a_wrong_password_gives_the_form_back_with_the_name(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {
            "signInName": "pin.noord",
            "password": "not-the-one",
            "csrf_token": await token(client),
        }
        answer = await client.post("/aanmelden", data=typed)
        assert answer.status_code == 400
        assert 'value="pin.noord"' in answer.text
        assert "not-the-one" not in answer.text
        assert "Deze naam en dit wachtwoord horen niet bij elkaar." in answer.text
        assert "Na 10 verkeerde wachtwoorden" in answer.text


async def test_who_has_to_wait_is_told_until_when(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {"signInName": "pin.noord", "password": "wrong", "csrf_token": await token(client)}
        for _ in range(10):
            await client.post("/aanmelden", data=typed)
        answer = await client.post("/aanmelden", data=typed | {"password": PASSWORD})
        assert answer.status_code == 400
        assert "Vanaf 13:15 uur kunt u het opnieuw proberen." in answer.text
        assert "ten hoogste 15 minuten" in answer.text
        assert "vanaf een ander netwerk wordt geprobeerd, telt voor u niet mee" in answer.text


async def test_no_other_site_is_gone_to_after_signing_in(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {"signInName": "pin.noord", "password": PASSWORD, "csrf_token": await token(client)}
        answer = await client.post("/aanmelden?next=//elsewhere.example", data=typed)
        assert answer.headers["location"] == "/"


async def test_a_form_without_its_token_changes_nothing(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        assert (await client.post("/aanmelden", data=typed)).status_code == 403
        assert (await DATABASE.fetch("select count(*) from session"))[0]["count"] == 0


async def test_a_machine_signs_in_and_out_with_a_token(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        typed = {"signInName": "pin.noord", "password": PASSWORD}
        answer = await client.post("/api/v1/sessies", json=typed)
        assert answer.status_code == 201
        bearer = {"authorization": f"Bearer {answer.json()['token']}"}
        assert (await client.delete("/api/v1/sessies/huidige", headers=bearer)).status_code == 204
        again = await client.delete("/api/v1/sessies/huidige", headers=bearer)
        assert again.status_code == 401
        assert again.headers["content-type"].startswith("application/problem+json")


async def test_json_of_any_depth_is_answered_and_fails_nowhere(owner_url: str) -> None:
    kind = {"content-type": "application/json"}
    async with visiting(owner_url) as client:
        for depth in (100, 500, *range(800, 1060, 10), 5000):
            sent = b'{"deep":' + b"[" * depth + b"]" * depth + b"}"
            answer = await client.post("/api/v1/sessies", content=sent, headers=kind)
            assert answer.status_code == 400, depth


async def test_the_api_is_described_without_signing_in(owner_url: str) -> None:
    async with visiting(owner_url) as client:
        described = (await client.get("/api/v1/openapi.json")).json()
        assert described["openapi"].startswith("3.")
