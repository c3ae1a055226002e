"""Forged requests are refused: a form counts only when it comes from a page of ours.

Two checks for every unsafe method: the browser says where the request comes from
(``Sec-Fetch-Site``, ``Origin``), and the form carries a token derived from the session.
Without a session (the sign-in form) the token is that of a cookie. An API request with
``Authorization: Bearer``, or without any session, carries no ambient rights and needs neither.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.errors import GovernanceError, NotFound, Refused
from governance.web.acting import AnyRequest, actor_or_nobody
from governance.web.addresses import API
from governance.web.body import FORMS, AnyConnection, media_type, posted
from governance.web.cookies import named
from governance.web.uploading import TooLarge, discard

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf_token"
COOKIE = "guest"
"""The cookie of who is not signed in."""
HEADER = "x-csrf-token"


class Forged(GovernanceError):  # noqa: N818 - reads as a sentence
    """The request does not come from a page of ours, or from one that is too old (HTTP 403)."""


def csrf_token(connection: AnyConnection) -> str:
    """The token that a form of this request must carry, to be sent back as ``csrf_token``."""
    return _derived(_secret(connection))


def new_cookie(scope: Scope) -> str | None:
    """The ``Set-Cookie`` that this answer must send, if a guest got a secret just now."""
    made = scope["state"].get("guest_secret")
    if not made:
        return None
    scheme = str(scope["scheme"])
    secure = "; Secure" if scheme == "https" else ""
    return f"{named(COOKIE, scheme)}={made}; Path=/; HttpOnly; SameSite=Lax{secure}"


def _derived(secret: str) -> str:
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()


def _held(connection: AnyConnection) -> str | None:
    session = connection.scope["state"].get("session_secret")
    return session or connection.cookies.get(named(COOKIE, str(connection.scope["scheme"])))


def _secret(connection: AnyConnection) -> str:
    state: dict[str, Any] = connection.scope["state"]
    held = _held(connection)
    if held:
        return str(held)
    return str(state.setdefault("guest_secret", secrets.token_urlsafe(32)))


def _same_site(request: AnyRequest) -> bool:
    """Whether the browser says that a page of this host sent it; silence is no objection."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _carried(request: AnyRequest) -> str:
    header = request.headers.get(HEADER)
    if header is not None or media_type(request) not in FORMS:
        return header or ""
    try:
        return str((await posted(request)).values.get(FIELD, ""))
    except Refused:
        return ""


async def check(request: AnyRequest) -> None:
    """Raise :class:`Forged` unless this unsafe request comes from a page of ours."""
    held = _held(request)
    # Read also where nobody is signed in any more: what was typed is then given back.
    try:
        carried = await _carried(request) if _same_site(request) else ""
    except TooLarge:
        upload = request.scope["route_handler"].opt.get("upload")
        if actor_or_nobody(request) is not None or not upload:
            raise
        # Who was signed out is told so; a file is not taken from nobody.
        raise Forged from None
    if not held or not hmac.compare_digest(carried.encode(), _derived(held).encode()):
        raise Forged


def _without_ambient_rights(request: AnyRequest) -> bool:
    """Whether nothing that a browser adds by itself gives this request any rights."""
    if request.headers.get("authorization", "").lower().startswith("bearer "):
        return True
    nobody = not request.scope["state"].get("session_secret")
    return nobody and request.url.path.startswith(f"{API}/") and _same_site(request)


class OnlyOurs(ASGIMiddleware):
    """Refuses forged requests, and addresses with a slash too many.

    Goes after the middleware that finds the session. ``opt={"csrf": False}`` exempts a route.
    """

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let the request through, or raise."""
        request: AnyRequest = Request(scope, receive, send)
        raw = bytes(scope["raw_path"] or b"/").partition(b"?")[0]
        if raw != b"/" and raw.endswith(b"/"):
            raise NotFound
        exempt = not scope["route_handler"].opt.get("csrf", True)
        try:
            if request.method not in SAFE and not exempt and not _without_ambient_rights(request):
                await check(request)
            await next_app(scope, receive, send)
        finally:
            discard(scope)
