"""What somebody who is signed in must do first: set up a second factor, or confirm who it is.

The permission table says which rows want a confirmation that is not long ago (``asks_again``).
A machine confirms nothing: these rows are not there for it.
A route that is open to who has no second factor yet says so in its ``opt`` by ``enrols()``.
Other floors put ``confirmed_at`` and ``enrolling`` in the state of the request, and
``refused_token`` where an API token does not count.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from governance.base.errors import (
    ConfirmationNeeded,
    EnrolmentNeeded,
    NotAllowed,
    TokenRefused,
)
from governance.base.permissions import TABLE
from governance.web.acting import AnyRequest, actor_or_nobody, moment_of, settings_of


def enrols() -> dict[str, Any]:
    """``opt`` of a route for who must set up a second factor before anything else."""
    return {"enrols": True}


def confirmed(request: AnyRequest) -> bool:
    """Whether who is signed in showed so not long ago."""
    since = request.scope["state"].get("confirmed_at")
    if not isinstance(since, datetime):
        return False
    within = timedelta(minutes=settings_of(request).confirm_within)
    return moment_of(request) - since < within


class Gates(ASGIMiddleware):
    """Stops before the route what something else must come before.

    Goes after the check on forgery, which has read the form: what was typed is given back.
    """

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let the request through, or raise."""
        asked, state = scope["route_handler"].opt, scope["state"]
        if state.get("refused_token"):
            raise TokenRefused
        if state.get("enrolling") and not asked.get("enrols"):
            raise EnrolmentNeeded
        row = TABLE.get(asked.get("needs", ""))
        if row is not None and row.asks_again and state.get("actor"):
            request: AnyRequest = Request(scope, receive, send)
            actor = actor_or_nobody(request)
            if actor is not None and actor.machine:
                raise NotAllowed
            if not confirmed(request):
                raise ConfirmationNeeded
        await next_app(scope, receive, send)
