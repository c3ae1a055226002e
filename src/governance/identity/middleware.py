"""The session of a request: from cookie or bearer header to the actor in the scope."""

from __future__ import annotations

from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.clock import Clock
from governance.identity.cookies import token_of
from governance.identity.queries import signed_in
from governance.identity.rules import ENROLLING, SEEN_EVERY, Limits
from governance.identity.sessions.actions import seen


class Sessions:
    """ASGI middleware: puts who it is and what the session may in the state of the request.

    ``actor``, ``session_id`` and ``session_secret``; ``confirmed_at`` and ``enrolling`` for
    ``web.gates``.
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
        found = await signed_in(token, at=at, limits=self.limits) if token else None
        if found is None:
            return
        state.update(
            actor=found.actor,
            session_id=found.session_id,
            session_secret=token,
            confirmed_at=found.confirmed_at,
            enrolling=found.method == ENROLLING,
            person_language=found.language,
        )
        if at - found.seen_at >= SEEN_EVERY:
            await seen(found.session_id, at=at)
