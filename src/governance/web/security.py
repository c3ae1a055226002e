"""The headers that every answer carries: what the browser may do with it."""

from __future__ import annotations

import secrets

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import Message, Scope

from governance.base.origin import origin
from governance.web.addresses import API
from governance.web.body import AnyConnection
from governance.web.csrf import new_cookie
from governance.web.origin import HEADER

API_VERSION = "1.0.0"
POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types htmx"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


def nonce(connection: AnyConnection) -> str:
    """The word of this answer that scripts and htmx attributes of ours carry."""
    return str(connection.scope["state"].setdefault("nonce", secrets.token_urlsafe(16)))


def allowed(scope: Scope, said: str) -> str:
    """What an address takes: all of its routes, and HEAD where it takes GET.

    Litestar asks only the first of its routes when it is asked for its options.
    """
    methods, path = set(said.split(", ")), scope.get("path_template")
    for route in scope["litestar_app"].routes if path else ():
        methods |= set(route.methods) if route.path_format == path else set()
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


async def add_headers(message: Message, scope: Scope) -> None:
    """Put the headers on an answer as it is sent (Litestar's ``before_send``).

    A header that a route set itself stays. An answer 304 gets no policy: the browser
    keeps the one that belongs to the page it holds, with its nonce.
    """
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if message["status"] != 304:
        word = scope["state"].get("nonce")
        said = POLICY.format(nonce=f" 'nonce-{word}'" if word else "")
        headers.setdefault("Content-Security-Policy", said)
    if "Allow" in headers:
        headers["Allow"] = allowed(scope, headers["Allow"])
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault(HEADER, origin().request_id)
    if scope["scheme"] == "https":
        headers.setdefault("Strict-Transport-Security", TWO_YEARS)
    if scope["path"].startswith(f"{API}/") or scope["path"] == API:
        headers.setdefault("API-Version", API_VERSION)
    cookie = new_cookie(scope)
    if cookie:
        headers.add("Set-Cookie", cookie)
