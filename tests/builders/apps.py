"""The service as it is built for tests: once for the same settings, as that takes most of a second.

Each test gets it with its own database and clock, and with the state that it begins with.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from litestar import Litestar
from msgspec.structs import replace

from governance.app.main import create_app, peers_of
from governance.base.clock import Clock
from governance.base.settings import Settings


class Hands:
    """The hands of the clock of a service: they follow the clock of the test that uses it."""

    def __init__(self) -> None:
        self.clock: Clock | None = None

    def __call__(self) -> datetime:
        assert self.clock is not None
        return self.clock()


@cache
def _built(settings: Settings) -> tuple[Litestar, Hands]:
    hands = Hands()
    return create_app("", clock=hands, settings=settings), hands


def app_for(database_url: str, clock: Clock, settings: Settings) -> Litestar:
    """The service on a database, for one test; one that is named in no other test at once.

    What a provider says stays with the peer, so these are made anew.
    """
    app, hands = _built(replace(settings, providers=None))
    hands.clock = clock
    kept = {"database_url": database_url, "peers": peers_of(settings), "settings": settings}
    for name in set(app.state) - {"clock", "shell"}:
        del app.state[name]
    app.state.update(kept)
    return app
