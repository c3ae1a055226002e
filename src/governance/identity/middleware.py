"""The session of a request: from cookie or bearer header to the actor in the scope."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.clock import Clock
from governance.identity.actions import seen
from governance.identity.queries import signed_in
from governance.identity.rules import SEEN_EVERY

SECURE_COOKIE = "__Host-session"
PLAIN_COOKIE = "session"
"""On plain http, which only a demo on this machine uses, a ``__Host-`` cookie is refused."""


def cookie_name(scheme: str) -> str:
    """Name of the session cookie under a scheme."""
    return SECURE_COOKIE if scheme == "https" else PLAIN_COOKIE


def token_of(scope: Scope) -> str | None:
    """The session token that a request carries: the bearer header first, then the cookie."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    scheme, _, value = headers.get(b"authorization", "").partition(" ")
    if scheme.casefold() == "bearer" and value:
        return value.strip()
    try:
        found = SimpleCookie(headers.get(b"cookie", "")).get(cookie_name(scope["scheme"]))
    except CookieError:
        return None
    return found.value if found else None


class Sessions:
    """ASGI middleware: puts ``actor``, ``session_id`` and ``session_secret`` in the state."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self.app, self.clock = app, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the session, then go on; an unknown token is nobody."""
        if str(scope["type"]) == "http" and not scope["path"].startswith("/static/"):
            await self._find(scope)
        await self.app(scope, receive, send)

    async def _find(self, scope: Scope) -> None:
        state: dict[str, Any] = scope.setdefault("state", {})
        token = token_of(scope)
        at = self.clock()
        found = await signed_in(token, at=at) if token else None
        if found is None:
            return
        state.update(
            actor=found.actor,
            session_id=found.session_id,
            session_secret=token,
            person_language=found.language,
        )
        if at - found.seen_at >= SEEN_EVERY:
            await seen(found.session_id, at=at)
