"""Who acts and when: what a page or API route hands to its action.

The package ``identity`` finds the session and puts the actor in the request's scope; the
roof puts the clock in the application's state.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection

from governance.base.actor import Actor
from governance.base.clock import Clock
from governance.base.errors import SignInNeeded
from governance.base.settings import Settings

AnyRequest = Request[Any, Any, Any]


def actor_or_nobody(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor | None:
    """The actor of this request, or None when nobody is signed in."""
    found = connection.scope["state"].get("actor")
    return found if isinstance(found, Actor) else None


def signed_in(request: AnyRequest) -> Actor:
    """The actor of this request; raises :class:`SignInNeeded` when nobody is signed in."""
    actor = actor_or_nobody(request)
    if actor is None:
        raise SignInNeeded
    return actor


def moment_of(request: AnyRequest) -> datetime:
    """This moment, by the injected clock, UTC."""
    clock: Clock = request.app.state.clock
    return clock()


def needs(action: str) -> dict[str, Any]:
    """``opt`` of a route: the row of the permission table that opens it (``agreement.read``)."""
    return {"needs": action}


def settings_of(request: AnyRequest) -> Settings:
    """How this process runs."""
    settings: Settings = request.app.state.settings
    return settings


def acts(*actions: Callable[..., Any]) -> dict[str, Any]:
    """``opt`` of a route: the actions that it calls. A house test finds the API twin by it."""
    return {"acts": tuple(f"{a.__module__}.{a.__qualname__}" for a in actions)}
