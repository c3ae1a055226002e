"""The whole service on a fresh database, and clients in which one of the cast is signed in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from httpx import ASGITransport, AsyncClient
from tests.builders.apps import app_for
from tests.builders.parties import Cast, cast
from tests.builders.passwords import hashed
from tests.conftest import KEY

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.settings import Settings

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
PASSWORD = "a long password of the cast"
SETTINGS = Settings(second_factor="optional", secret_key=KEY)


@asynccontextmanager
async def service(
    owner_url: str, settings: Settings = SETTINGS
) -> AsyncIterator[tuple[ASGITransport, Cast]]:
    app = app_for(owner_url, lambda: AT, settings)
    async with app.lifespan():
        # What the service does by itself at its start sees nobody yet, and counts in no test.
        await app.state.looked.wait()
        people = await cast()
        stored = await hashed(PASSWORD)
        await DATABASE.fetch("update person set password_hash = $1", stored)
        yield ASGITransport(app), people


@asynccontextmanager
async def signed_in(transport: ASGITransport, who: Actor) -> AsyncIterator[AsyncClient]:
    """A machine's client in which one of the cast is signed in, with its token."""
    [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who.person_id)
    app: Any = transport.app
    scheme = app.state.settings.address.partition(":")[0]
    async with AsyncClient(transport=transport, base_url=f"{scheme}://localhost") as client:
        form = (await client.get("/aanmelden", headers={"accept": "text/html"})).text
        typed = {"signInName": row["sign_in_name"], "password": PASSWORD, "csrf_token": token(form)}
        assert (await client.post("/aanmelden", data=typed)).status_code == 303
        page = (await client.get("/modellen", headers={"accept": "text/html"})).text
        client.headers["x-csrf-token"] = token(page)
        yield client


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found.group(1)
