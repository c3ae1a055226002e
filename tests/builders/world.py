"""The whole service with everything in it and everybody who could ask, for tests of every route."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec
from httpx import ASGITransport
from msgspec import Struct
from tests.builders.apps import app_for
from tests.builders.everyone import Asker, everyone
from tests.builders.parties import Cast, cast
from tests.builders.provider import nowhere
from tests.builders.servers import named, run
from tests.builders.service import SETTINGS
from tests.builders.things import AT, Thing, things

from governance.base.settings import Settings

UNLIMITED = msgspec.structs.replace(SETTINGS, rate_account=0, rate_network=0)


class World(Struct, frozen=True):
    """Where to ask, what there is, and who asks."""

    transport: ASGITransport
    people: Cast
    known: dict[str, list[Thing]]
    askers: list[Asker]

    def named(self, name: str) -> Asker:
        """One of those who ask, such as ``administrator of keeper``."""
        [found] = [who for who in self.askers if who.name == name]
        return found


class _Filled(Struct, frozen=True):
    """What stands in the database of a world, which is made once for all tests of a process."""

    people: Cast
    known: dict[str, list[Thing]]
    askers: list[Asker]


_FILLED: dict[str, _Filled] = {}
"""By the address of the database that tests get copies of."""
BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
"""When nothing of it was there yet: what a service does by itself at its start finds no work."""


@asynccontextmanager
async def world(owner_url: str, settings: Settings = UNLIMITED) -> AsyncIterator[World]:
    """A fresh service with all of it; one provider is named, and does not answer."""
    filled, now = await _filling(owner_url), BEFORE
    app = app_for(owner_url, lambda: now, settings)
    app.state.peers["noord"] = nowhere()
    async with app.lifespan():
        await app.state.looked.wait()
        now = AT
        yield World(ASGITransport(app), filled.people, filled.known, filled.askers)


async def _filling(owner_url: str) -> _Filled:
    """Put everything in a database: made anew for the first test, a copy for the others."""
    own = urlsplit(owner_url).path.strip("/")
    kept = f"{own.rpartition('_')[0]}_world"
    whole, postgres = named(owner_url, kept), named(owner_url, "postgres")
    copied = "create database {} template {} strategy file_copy"
    if whole not in _FILLED:
        made = await _made(owner_url)
        await run(postgres, copied.format(kept, own))
        _FILLED[whole] = made
    else:
        await run(postgres, f"drop database {own}", copied.format(own, kept))
    return _FILLED[whole]


async def _made(owner_url: str) -> _Filled:
    """Everything and everybody, through a service that is there for this only."""
    app = app_for(owner_url, lambda: AT, UNLIMITED)
    async with app.lifespan():
        await app.state.looked.wait()
        people = await cast()
        return _Filled(people, await things(people), await everyone(people, AT))
