"""What a browser keeps of ours, and what a request says of where it comes from."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit
from uuid import UUID

from litestar.datastructures import Cookie
from litestar.types import Scope

from governance.base.settings import Settings
from governance.identity.callers.rules import device_of
from governance.identity.rules import PENDING_FOR, Caller
from governance.web.acting import AnyRequest, settings_of, signed_in
from governance.web.cookies import cookie, named

SESSION, PENDING = "session", "pending"


def bearer_of(scope: Scope) -> str:
    """The token in the bearer header of a request, where no browser puts one by itself."""
    scheme, _, value = _header(scope, b"authorization").partition(" ")
    return value.strip() if scheme.casefold() == "bearer" else ""


def token_of(scope: Scope) -> str | None:
    """The session token that a request carries: the bearer header first, then the cookie."""
    if said := bearer_of(scope):
        return said
    try:
        kept = SimpleCookie(_header(scope, b"cookie"))
    except CookieError:
        return None
    found = kept.get(named(SESSION, scope["scheme"]))
    return found.value if found else None


def _header(scope: Scope, name: bytes) -> str:
    return dict(scope["headers"]).get(name, b"").decode("latin-1")


def session_cookie(token: str | None) -> Cookie:
    """The session cookie, or the one that takes it away."""
    return cookie(SESSION, token)


def pending_cookie(token: str | None) -> Cookie:
    """The cookie of a sign-in that waits for its second step, or the one that takes it away."""
    return cookie(PENDING, token, PENDING_FOR)


def pending_of(request: AnyRequest) -> str:
    """The token of the sign-in that waits for its second step in this browser."""
    return request.cookies.get(named(PENDING), "")


def address_of(request: AnyRequest) -> str:
    """The address that an attempt comes from."""
    return request.client.host if request.client else "unknown"


def caller_of(request: AnyRequest) -> Caller:
    """Where a request comes from, and from which kind of device."""
    return Caller(address_of(request), device_of(request.headers.get("user-agent", "")))


def session_of(request: AnyRequest) -> UUID:
    """The session of this request, of who is signed in."""
    signed_in(request)
    return UUID(str(request.scope["state"]["session_id"]))


def carry(request: AnyRequest, token: str) -> None:
    """Forms that this answer shows belong to the new token of the session."""
    request.scope["state"]["session_secret"] = token


def required(request: AnyRequest) -> bool:
    """Whether who signs in by password needs a second factor."""
    return settings_of(request).second_factor == "required"


def host_of(settings: Settings) -> str:
    """The name of the service on the internet."""
    return urlsplit(settings.address).hostname or settings.host
