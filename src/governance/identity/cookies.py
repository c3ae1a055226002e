"""What a browser keeps of ours, and what a request says of where it comes from."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit
from uuid import UUID

from litestar.datastructures import Cookie
from litestar.types import Scope

from governance.base.settings import Settings
from governance.identity.callers.rules import device_of
from governance.identity.rules import PENDING_FOR, Caller
from governance.web.acting import AnyRequest, settings_of, signed_in

SESSION, PENDING = "session", "pending"


def cookie_name(scheme: str, what: str = SESSION) -> str:
    """Name of a cookie under a scheme.

    On plain http, which only a demo on this machine uses, a ``__Host-`` cookie is refused.
    """
    return f"__Host-{what}" if scheme == "https" else what


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


def _cookie(request: AnyRequest, what: str, token: str | None, age: timedelta | None) -> Cookie:
    scheme = request.scope["scheme"]
    kept = int(age.total_seconds()) if age else None
    return Cookie(
        key=cookie_name(scheme, what),
        value=token or "",
        max_age=kept if token else 0,
        path="/",
        secure=scheme == "https",
        httponly=True,
        samesite="lax",
    )


def session_cookie(request: AnyRequest, token: str | None) -> Cookie:
    """The session cookie, or the one that takes it away."""
    return _cookie(request, SESSION, token, None)


def pending_cookie(request: AnyRequest, token: str | None) -> Cookie:
    """The cookie of a sign-in that waits for its second step, or the one that takes it away."""
    return _cookie(request, PENDING, token, PENDING_FOR)


def pending_of(request: AnyRequest) -> str:
    """The token of the sign-in that waits for its second step in this browser."""
    return request.cookies.get(cookie_name(request.scope["scheme"], PENDING), "")


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
