"""The first lock on every route: who holds no role that may do what it is for finds nothing.

The second lock is in the action or query, which knows on what the role must be held.
"""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from governance.base.errors import NotAllowed, SignInNeeded
from governance.base.permissions import taken_by
from governance.overview.permissions.rules import MATRIX
from governance.web.acting import actor_or_nobody


async def opened(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raise unless the matrix opens this route to who asks (Litestar's ``guards``).

    By which role is noted here, for the trail; an action that asks on what it is held notes it
    anew. A route without a row belongs to no feature: static files, the switch of language, and the
    addresses that no route knows. A test counts them.
    """
    action = handler.opt.get("needs")
    if action is None:
        return
    row, by = MATRIX[action], actor_or_nobody(connection)
    if by is None and not row.held_by(by):
        raise SignInNeeded
    if by is not None and not taken_by(by, row.held_by):
        raise NotAllowed
