"""Refuses a request (429) of an account or network that asked too much in this minute."""

from __future__ import annotations

from litestar.exceptions import TooManyRequestsException
from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.actor import Actor
from governance.base.clock import Clock
from governance.base.settings import Settings
from governance.identity.limiting.actions import Counter
from governance.identity.limiting.rules import counted_for, seconds_left
from governance.web.csrf import SAFE


class Limits:
    """ASGI middleware: goes after the one that finds the session. Static files do not count.

    Every route has an instance of its own, so the counter stands in the state of the service.
    """

    def __init__(self, app: ASGIApp, clock: Clock, settings: Settings) -> None:
        self.app, self.clock, self.settings = app, clock, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request, then let it through or refuse it."""
        if str(scope["type"]) == "http" and not scope["path"].startswith("/static/"):
            await self._count(scope)
        await self.app(scope, receive, send)

    async def _count(self, scope: Scope) -> None:
        found = scope["state"].get("actor")
        actor = found if isinstance(found, Actor) else None
        limit = self.settings.rate_account if actor else self.settings.rate_network
        if not limit:
            return
        at, client = self.clock(), scope.get("client")
        key = counted_for(actor, client[0] if client else "unknown")
        changing = str(scope.get("method")) not in SAFE
        counter: Counter = scope["litestar_app"].state.counter
        if await counter.add(key, at, at_once=changing) > limit:
            raise TooManyRequestsException(headers={"Retry-After": str(seconds_left(at))})
