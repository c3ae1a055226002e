"""The service as it is built for tests: once for the same settings, as that takes most of a second.

Each test gets it with its own database and clock, and with the state that it begins with.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from litestar import Litestar

from governance.app.main import create_app
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
    """The service on a database, for one test; one that is named in no other test at once."""
    assert not settings.providers, "what a provider says stays in the service"
    app, hands = _built(settings)
    hands.clock = clock
    kept = {"database_url": database_url, "peers": {}, "settings": settings}
    for name in set(app.state) - {"clock", "shell"}:
        del app.state[name]
    app.state.update(kept)
    return app
