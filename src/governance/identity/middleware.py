"""Who sends a request: from cookie or bearer header to the actor in the scope.

A session counts everywhere, an API token under the API and in the header only. A request with a
token is the machine's or nobody's: a cookie beside it is not looked at.
"""

from __future__ import annotations

from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.clock import Clock
from governance.identity.cookies import bearer_of, token_of
from governance.identity.queries import Over, signed_in
from governance.identity.rules import ENROLLING, SEEN_EVERY, Limits, token_hash
from governance.identity.sessions.actions import seen
from governance.identity.tokens.rules import is_api_token
from governance.identity.tokens.using.actions import used
from governance.identity.tokens.using.queries import machine
from governance.web.addresses import API


class Sessions:
    """ASGI middleware: puts who it is and what the session may in the state of the request.

    ``actor``, ``session_id`` and ``session_secret``; ``confirmed_at``, ``enrolling`` and
    ``refused_token`` (the hash of a token that does not count) for ``web.gates``; ``over`` where
    the session is of somebody whose access ended, who is nobody now.
    """

    def __init__(self, app: ASGIApp, clock: Clock, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.app, self.clock, self.limits = app, clock, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the session, then go on; an unknown token is nobody."""
        if str(scope["type"]) == "http" and not scope["path"].startswith("/static/"):
            await self._find(scope)
        await self.app(scope, receive, send)

    async def _find(self, scope: Scope) -> None:
        state: dict[str, Any] = scope.setdefault("state", {})
        token = token_of(scope)
        at = self.clock()
        if token and is_api_token(token):
            if str(scope["path"]).startswith(f"{API}/") and bearer_of(scope) == token:
                await self._machine(token, state)
            return
        found = await signed_in(token, at=at, limits=self.limits) if token else None
        if found is None:
            return
        state["person_language"] = found.language
        if isinstance(found, Over):
            state["over"] = found
            return
        state.update(
            actor=found.actor,
            session_id=found.session_id,
            session_secret=token,
            confirmed_at=found.confirmed_at,
            enrolling=found.method == ENROLLING,
        )
        if at - found.seen_at >= SEEN_EVERY:
            await seen(found.session_id, at=at)

    async def _machine(self, token: str, state: dict[str, Any]) -> None:
        """The machine of a token. It has no session and confirms nothing."""
        at = self.clock()
        found = await machine(token, at=at)
        if found is None:
            state["refused_token"] = token_hash(token)
            return
        state["actor"] = found.actor
        await used(found.token_id, found.last_used_at, at=at)
