"""What a region wants, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.aiming import actions, queries
from governance.commitments.aiming.forms import AimChange, AimForm, AimRemoval
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.handing import handed_to

_OF_REGION = api("regions", "{region_id:uuid}", "goals")
_ONE = "{aim_id:uuid}"


async def _part(request: AnyRequest, aim_id: UUID) -> queries.AimPart:
    by, today = signed_in(request), day(moment_of(request))
    return queries.part_of(await queries.around(aim_id, by=by, today=today), aim_id)


@get(_OF_REGION, opt=needs("aim.read"))
async def aims(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> queries.AimsView:
    """Visions, goals and routes of a region, and the commitments with the goals they serve.

    A goal whose `served` is 0 has no commitment; a commitment without `aimIds` serves no goal.
    """
    today = day(moment_of(request))
    return await queries.aims(region_id, by=signed_in(request), today=today)


@post(_OF_REGION, opt=needs("aim.keep") | acts(actions.add_aim) | takes(AimForm))
async def add_aim(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> queries.AimPart:
    """Add a vision, a goal under a vision, or a route under a goal."""
    made = await handed_to(request, AimForm, actions.add_aim, region_id)
    return await _part(request, made)


@get(api("goals", _ONE), opt=needs("aim.read"))
async def aim(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> queries.AimPart:
    """One vision, goal or route; the tag is its version."""
    return await _part(request, aim_id)


@put(
    api("goals", _ONE, "details"),
    opt=needs("aim.keep") | acts(actions.change_aim) | takes(AimChange),
)
async def change_aim(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> queries.AimPart:
    """Change the words of a vision, goal or route."""
    await handed_to(request, AimChange, actions.change_aim, aim_id)
    return await _part(request, aim_id)


@post(
    api("goals", _ONE, "removal"),
    opt=needs("aim.keep") | acts(actions.remove_aim) | takes(AimRemoval),
    status_code=204,
)
async def remove_aim(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> None:
    """Remove a vision, goal or route under which nothing stands and which nothing serves."""
    await handed_to(request, AimRemoval, actions.remove_aim, aim_id)


ROUTES: list[Any] = [aims, add_aim, aim, change_aim, remove_aim]
