"""A browser at the whole application, with a clock that the test moves, and an app for codes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import UUID

import msgspec
import pyotp
from httpx import ASGITransport, AsyncClient, Response
from tests.builders import parties
from tests.builders.apps import app_for
from tests.builders.passwords import hashed
from tests.builders.service import SETTINGS

from governance.base.settings import Settings
from governance.base.views import add
from governance.identity.tables import Person, RoleAssignment

BEGIN = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAME, PASSWORD = "pin.noord", "een blauwe fiets zonder bel"
OPTIONAL = SETTINGS
REQUIRED = msgspec.structs.replace(SETTINGS, second_factor="required")


async def member(name: str = NAME, password: str = PASSWORD) -> UUID:
    """A linking pin who can sign in with a password."""
    organisation = await parties.organisation(f"Noordstad {name}")
    stored = await hashed(password)
    who = await add(Person(sign_in_name=name, function="linking pin", password_hash=stored))
    since = date(2026, 1, 1)
    await add(
        RoleAssignment(person=who, kind="linking_pin", organisation=organisation, valid_from=since)
    )
    return who


class Clock:
    """The clock of the application; it stands still until the test moves it."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: int) -> None:
        self.now += timedelta(**time)


class Browser:
    """A browser: it keeps cookies, and sends a form with the token of the page."""

    def __init__(self, client: AsyncClient, clock: Clock) -> None:
        self.client, self.clock = client, clock
        self.cookies, self.headers = client.cookies, client.headers

    async def get(self, path: str) -> Response:
        return await self.client.get(path)

    async def post(self, path: str, at: str = "", **fields: str) -> Response:
        """Send a form to a path, with the token of the page ``at`` which it stands."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', (await self.get(at or path)).text)
        assert found, at or path
        return await self.client.post(path, data={"csrf_token": found[1], **fields})

    async def password(self, name: str = NAME, password: str = PASSWORD) -> Response:
        return await self.post("/aanmelden", signInName=name, password=password)

    async def code(self, code: str) -> Response:
        return await self.post("/aanmelden/tweede-stap", code=code)

    async def set_up_app(self) -> tuple[pyotp.TOTP, list[str]]:
        """Set up an authenticator app; gives it, and the recovery codes of the page."""
        begun = await self.post("/mijn-account/codes-app", at="/mijn-account")
        assert begun.headers["location"] == "/mijn-account/codes-app"
        page = (await self.get("/mijn-account/codes-app")).text
        found = re.search(r'typed-over">([A-Z2-7 ]+)<', page)
        assert found
        app = pyotp.TOTP(found[1].replace(" ", ""))
        answer = await self.post(
            "/mijn-account/codes-app/bevestiging",
            at="/mijn-account/codes-app",
            code=app.at(self.clock.now),
        )
        return app, re.findall(r"<li><code>([A-Z2-9-]+)</code>", answer.text)


def said(answer: Response) -> str:
    """The words of a page."""
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))


@asynccontextmanager
async def application(
    owner_url: str, settings: Settings = OPTIONAL
) -> AsyncIterator[tuple[ASGITransport, Clock]]:
    """The application, with one linking pin who can sign in."""
    clock = Clock()
    app = app_for(owner_url, clock, settings)
    async with app.lifespan():
        await app.state.looked.wait()
        await member()
        yield ASGITransport(app), clock


@asynccontextmanager
async def browser(there: ASGITransport, clock: Clock) -> AsyncIterator[Browser]:
    asking = {"accept": "text/html", "accept-language": "nl", "user-agent": "Mozilla/5.0 Firefox"}
    async with AsyncClient(transport=there, base_url="http://localhost", headers=asking) as client:
        yield Browser(client, clock)


@asynccontextmanager
async def visiting(owner_url: str, settings: Settings = OPTIONAL) -> AsyncIterator[Browser]:
    """One browser at the application."""
    async with application(owner_url, settings) as (there, clock), browser(there, clock) as found:
        yield found
