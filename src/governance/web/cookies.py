"""Cookies of ours: how each is called and how far it goes, the same for all.

Over TLS every name begins with ``__Host-``, so that no other host can set it. On plain http,
which only a demo on this machine uses, browsers refuse such a name.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import timedelta

from litestar.datastructures import Cookie

scheme_now: ContextVar[str] = ContextVar("scheme_now", default="http")
"""The scheme by which the request that is being answered came in."""


def named(what: str, scheme: str = "") -> str:
    """The name of a cookie under a scheme, else under that of this request."""
    return f"__Host-{what}" if (scheme or scheme_now.get()) == "https" else what


def cookie(what: str, value: str | None, age: timedelta | None = None) -> Cookie:
    """A cookie for this host alone that no script reads; without a value it is taken away.

    Without an age it ends with the browser.
    """
    kept = int(age.total_seconds()) if age else None
    return Cookie(
        key=named(what),
        value=value or "",
        max_age=kept if value else 0,
        path="/",
        secure=scheme_now.get() == "https",
        httponly=True,
        samesite="lax",
    )
