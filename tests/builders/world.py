"""The whole service with everything in it and everybody who could ask, for tests of every route."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from httpx import ASGITransport
from msgspec import Struct
from tests.builders.apps import app_for
from tests.builders.everyone import Asker, everyone
from tests.builders.parties import Cast, cast
from tests.builders.provider import nowhere
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


@asynccontextmanager
async def world(owner_url: str, settings: Settings = UNLIMITED) -> AsyncIterator[World]:
    """A fresh service with all of it; one provider is named, and does not answer."""
    app = app_for(owner_url, lambda: AT, settings)
    app.state.peers["noord"] = nowhere()
    async with app.lifespan():
        await app.state.looked.wait()
        people = await cast()
        known = await things(people)
        yield World(ASGITransport(app), people, known, await everyone(people, AT))
