"""Moving a step of a reporting route, and removing a route after it was seen what goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound
from governance.parties import words
from governance.parties.routes import actions, queries
from governance.parties.routes import words as own
from governance.parties.routes.forms import LinkMove, RouteRemoval
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = "{route_id:uuid}"
_REMOVAL = page("reporting-routes", _ONE, "removal")


async def _kept(request: AnyRequest, route_id: UUID) -> queries.RouteView:
    """A route that the actor may change. Raises :class:`NotFound`."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.route(route_id, by=by, today=today)
    if not view.may_change:
        raise NotFound
    return view


@post(
    page("reporting-routes", _ONE, "order"),
    opt=needs("reporting_route.change") | acts(actions.move_link),
)
async def move(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """Let a step change places with the one before or after it."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, LinkMove)
    await actions.move_link(route_id, form, unread=unread, by=by, at=at)
    return redirect(page("reporting-routes", route_id), N_("The step is moved."))


@get(_REMOVAL, opt=needs("reporting_route.change"))
async def what_goes(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """What goes with a route, and the button that removes it."""
    view = await _kept(request, route_id)
    return render(request, "parties/route_removal.html", view=view, words=words, own=own)


@post(_REMOVAL, opt=needs("reporting_route.change") | acts(actions.remove_route))
async def remove(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """Remove a route."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, RouteRemoval)
    view = await _kept(request, route_id)
    await actions.remove_route(route_id, form, unread=unread, by=by, at=at)
    said = N_("The reporting route “{name}” is removed.")
    return redirect(page("reporting-routes"), said, name=view.name)


ROUTES: list[Any] = [move, what_goes, remove]
