"""Roles for machines: give, withdraw, stand in; under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.identity.roles import actions, queries
from governance.identity.roles.forms import EndForm, RoleForm, StandInForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_PERSON = "{person_id:uuid}"
_ROLE = "{role_id:uuid}"


@post(
    api("people", _PERSON, "roles"),
    opt=needs("role.give") | acts(actions.give_role) | takes(RoleForm),
)
async def give_role(
    request: Request[Any, Any, Any], person_id: FromPath[UUID]
) -> queries.RoleShown:
    """Give somebody a role; ``forId`` is nothing for the whole service."""
    form, unread = await handed_in(request, RoleForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.give_role(person_id, form, unread=unread, by=by, at=at)
    return await queries.role(made, by=by, today=day(at))


@get(api("roles", _ROLE), opt=needs("role.read"))
async def role(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> queries.RoleShown:
    """One role; the tag is its version."""
    return await queries.role(role_id, by=signed_in(request), today=day(moment_of(request)))


@post(
    api("roles", _ROLE, "ending"),
    opt=needs("role.withdraw") | acts(actions.end_role) | takes(EndForm),
    status_code=204,
)
async def end_role(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> None:
    """Withdraw a role from a day; ``version`` is the role's."""
    form, unread = await handed_in(request, EndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_role(role_id, form, unread=unread, by=by, at=at)


@get(api("roles", _ROLE, "standing-in"), opt=needs("role.stand_in"))
async def peers(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> list[queries.Choice]:
    """Who can stand in for the holder of a role, by function."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.role(role_id, by=by, today=today)
    return await queries.peers(found, by=by, today=today)


@post(
    api("roles", _ROLE, "standing-in"),
    opt=needs("role.stand_in") | acts(actions.stand_in) | takes(StandInForm),
)
async def stand_in(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> queries.RoleShown:
    """Let somebody stand in for the holder of a role."""
    form, unread = await handed_in(request, StandInForm)
    by, at = signed_in(request), moment_of(request)
    await actions.stand_in(role_id, form, unread=unread, by=by, at=at)
    return await queries.role(role_id, by=by, today=day(at))


ROUTES: list[Any] = [give_role, role, end_role, peers, stand_in]
