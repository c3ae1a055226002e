"""Every refusal of somebody who is signed in goes into the trail, after the roll-back.

The floor of HTTP knows no trail, so the roof puts the two together here.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from asyncpg import InterfaceError, PostgresError
from litestar.exceptions import HTTPException
from litestar.types import Scope

from governance.base.actor import Actor
from governance.base.clock import Clock
from governance.base.errors import GovernanceError, NotAllowed, NotFound, SignInNeeded
from governance.identity.noting.actions import note_refusal
from governance.web.csrf import SAFE, Forged

REFUSALS = (NotFound, SignInNeeded, Forged)
"""Of a request that would change something; one that only reads may be a slip of an address."""
STATUSES = (401, 403)
READING = "open"
"""The verb of a page that takes no action."""
log = structlog.get_logger("governance.app")


def refused(error: Exception, method: str) -> bool:
    """Whether an exception means that somebody may not do this."""
    if isinstance(error, NotAllowed):
        return True
    told = isinstance(error, HTTPException) and error.status_code in STATUSES
    return method not in SAFE and (told or isinstance(error, REFUSALS))


async def noted(error: Exception, scope: Scope) -> None:
    """Litestar's ``after_exception``: note a refusal, whatever the answer will be.

    Where that fails the answer stays as it is, and the log says that the trail lacks it.
    """
    actor = scope.get("state", {}).get("actor")
    if not isinstance(actor, Actor) or not refused(error, str(scope.get("method", ""))):
        return
    handler: Any = scope.get("route_handler")
    acts = handler.opt.get("acts", ()) if handler else ()
    if not acts and not isinstance(error, NotAllowed):
        return
    verb = acts[0].rpartition(".")[2] if acts else READING
    kind, thing = _thing(scope.get("path_params", {}), actor)
    route = {"method": str(scope.get("method", "")), "route": min(handler.paths, default="")}
    clock: Clock = scope["litestar_app"].state.clock
    try:
        await note_refusal(verb, kind, thing, route, by=actor, at=clock())
    except (OSError, PostgresError, InterfaceError, GovernanceError) as failed:
        log.error("a refusal is not in the trail", kind=type(failed).__qualname__)


def _thing(parameters: dict[str, Any], actor: Actor) -> tuple[str, UUID]:
    """What it was about: the first thing that the address names, else who asked."""
    for name, value in parameters.items():
        if isinstance(value, UUID):
            return name.removesuffix("_id"), value
    return "person", actor.person_id
