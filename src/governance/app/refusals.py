"""Every refusal of somebody who is signed in goes into the trail, after the roll-back, and so
does what failed on our side.

The floor of HTTP knows no trail, so the roof puts the two together here.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from asyncpg import InterfaceError, PostgresError
from litestar.exceptions import HTTPException
from litestar.types import Scope

from governance.audit.rules import Result
from governance.base.actor import Actor
from governance.base.clock import Clock
from governance.base.errors import GovernanceError, NotAllowed, NotFound, SignInNeeded, TokenRefused
from governance.base.failures import kind_of, places_of
from governance.identity.noting.actions import note_refusal
from governance.identity.tokens.using.actions import note_refused_token
from governance.web.csrf import SAFE, Forged

REFUSALS = (NotFound, SignInNeeded, Forged)
"""Of a request that would change something; one that only reads may be a slip of an address."""
STATUSES = (401, 403)
READING = "open"
"""The verb of a page that takes no action."""
UNNOTED = (OSError, PostgresError, InterfaceError, GovernanceError)
"""Why the trail may lack a refusal."""
log = structlog.get_logger("governance.app")


def result_of(error: Exception, method: str) -> Result | None:
    """How the trail tells an exception: as refused, as failed, or not at all.

    What was handed in wrongly, or a step that somebody else took first, is neither.
    """
    if isinstance(error, NotAllowed):
        return Result.REFUSED
    if method in SAFE:
        return None
    told = isinstance(error, HTTPException) and error.status_code in STATUSES
    if told or isinstance(error, REFUSALS):
        return Result.REFUSED
    foreseen = isinstance(error, (GovernanceError, HTTPException))
    return None if foreseen else Result.FAILED


async def noted(error: Exception, scope: Scope) -> None:
    """Litestar's ``after_exception``: note a refusal, whatever the answer will be.

    Where that fails the answer stays as it is, and the log says that the trail lacks it.
    """
    if isinstance(error, TokenRefused):
        await _token_refused(scope)
        return
    actor = scope.get("state", {}).get("actor")
    result = result_of(error, str(scope.get("method", "")))
    if not isinstance(actor, Actor) or result is None:
        return
    handler: Any = scope.get("route_handler")
    acts = handler.opt.get("acts", ()) if handler else ()
    if not acts and not isinstance(error, NotAllowed):
        return
    verb = acts[0].rpartition(".")[2] if acts else READING
    kind, thing = _thing(scope.get("path_params", {}), actor)
    route = {"method": str(scope.get("method", "")), "route": min(handler.paths, default="")}
    route |= {"tried": str(handler.opt["needs"])} if "needs" in handler.opt else {}
    clock: Clock = scope["litestar_app"].state.clock
    try:
        await note_refusal(verb, kind, thing, route, by=actor, at=clock(), result=result)
    except UNNOTED as failed:
        log.error("a refusal is not in the trail", kind=kind_of(failed), frames=places_of(failed))


async def _token_refused(scope: Scope) -> None:
    """Note that an API token did not count: by its hash, for the token itself is nowhere."""
    clock: Clock = scope["litestar_app"].state.clock
    client = scope.get("client")
    hashed = scope["state"]["refused_token"]
    try:
        await note_refused_token(hashed, client[0] if client else "unknown", at=clock())
    except UNNOTED as failed:
        log.error("a refusal is not in the trail", kind=kind_of(failed), frames=places_of(failed))


def _thing(parameters: dict[str, Any], actor: Actor) -> tuple[str, UUID]:
    """What it was about: the first thing that the address names, else who asked."""
    for name, value in parameters.items():
        if isinstance(value, UUID):
            return name.removesuffix("_id"), value
    return "person", actor.person_id
