"""Reporting routes for machines: where signals go, and where they get lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.parties.routes import actions, queries
from governance.parties.routes.forms import LinkMove, RouteChange, RouteForm, RouteRemoval
from governance.parties.routes.pages import unpaged
from governance.parties.routes.papers import as_file
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_ONE = "{route_id:uuid}"
_ASKS = {
    "source": "From whom signals come, such as school.",
    "region": "For this region.",
    "organisation": "Kept by this organisation, or naming it.",
    "broken": "on: only routes with a missing link.",
    "search": "Beginnings of words in names, or part of the name of the route.",
    "ended": "on: also routes that hold no more.",
}


async def _one(request: AnyRequest, route_id: UUID) -> queries.RouteView:
    today = day(moment_of(request))
    return await queries.route(route_id, by=signed_in(request), today=today)


@get(
    api("reporting-routes"),
    opt=needs("network.read") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def routes(request: Request[Any, Any, Any]) -> queries.Routes:
    """One page of routes, broken ones first; `flaws` says at which link and why."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.routes(by, today, unpaged(request), page=number_of(request))


@get(
    api("reporting-routes", "export"),
    opt=needs("network.read") | asks(**_ASKS) | gives("text/csv"),
)
async def routes_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of the list as CSV, a row for each link."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.routes(by, today, unpaged(request), size=10_000)
    return await as_file(request, found.routes)


@post(
    api("organisations", "{organisation_id:uuid}", "reporting-routes"),
    opt=needs("reporting_route.add") | acts(actions.add_route) | takes(RouteForm),
)
async def add_route(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.RouteView:
    """Add a route that an organisation keeps, with its links in their order."""
    form, unread = await handed_in(request, RouteForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_route(organisation_id, form, unread=unread, by=by, at=at)
    return await _one(request, made)


@get(api("reporting-routes", _ONE), opt=needs("network.read"))
async def route(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> queries.RouteView:
    """One route; the tag is its version."""
    return await _one(request, route_id)


@put(
    api("reporting-routes", _ONE, "details"),
    opt=needs("reporting_route.change") | acts(actions.change_route) | takes(RouteChange),
)
async def change_route(
    request: Request[Any, Any, Any], route_id: FromPath[UUID]
) -> queries.RouteView:
    """Change a route with all its links; with `validUntil` it ends."""
    form, unread = await handed_in(request, RouteChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_route(route_id, form, unread=unread, by=by, at=at)
    return await _one(request, route_id)


@post(
    api("reporting-routes", _ONE, "order"),
    opt=needs("reporting_route.change") | acts(actions.move_link) | takes(LinkMove),
    status_code=200,
)
async def move_link(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> queries.RouteView:
    """Let a step change places with the one before it (`up`) or after it (`down`)."""
    form, unread = await handed_in(request, LinkMove)
    by, at = signed_in(request), moment_of(request)
    await actions.move_link(route_id, form, unread=unread, by=by, at=at)
    return await _one(request, route_id)


@post(
    api("reporting-routes", _ONE, "removal"),
    opt=needs("reporting_route.change") | acts(actions.remove_route) | takes(RouteRemoval),
    status_code=204,
)
async def remove_route(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> None:
    """Take a route away with its links; one that held until a day gets `validUntil` instead."""
    form, unread = await handed_in(request, RouteRemoval)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_route(route_id, form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [
    routes, routes_file, add_route, route, change_route, move_link, remove_route,
]  # fmt: skip
