"""Lists that are kept under a name, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.commitments.finding.views import actions, queries
from governance.commitments.finding.views.forms import ViewChange, ViewForm, ViewRemoval
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ONE = "{view_id:uuid}"


@get(api("commitments", "views"), opt=needs("saved_view.read"))
async def views(request: Request[Any, Any, Any]) -> list[queries.ViewShown]:
    """One's own lists, and those that are shared with one; ``query`` goes into the address of
    the commitments."""
    return await queries.views_of(by=signed_in(request))


@post(
    api("commitments", "views"),
    opt=needs("saved_view.add") | acts(actions.add_view) | takes(ViewForm),
)
async def add_view(request: Request[Any, Any, Any]) -> queries.ViewShown:
    """Keep a list under a name."""
    form, unread = await handed_in(request, ViewForm)
    by, at = signed_in(request), moment_of(request)
    return await queries.view(await actions.add_view(form, unread=unread, by=by, at=at), by=by)


@get(api("commitments", "views", _ONE), opt=needs("saved_view.keep"))
async def view(request: Request[Any, Any, Any], view_id: FromPath[UUID]) -> queries.ViewShown:
    """One list that one may change; the tag is its version."""
    return await queries.kept(view_id, by=signed_in(request))


@put(
    api("commitments", "views", _ONE),
    opt=needs("saved_view.keep") | acts(actions.change_view) | takes(ViewChange),
)
async def change_view(
    request: Request[Any, Any, Any], view_id: FromPath[UUID]
) -> queries.ViewShown:
    """Change a list."""
    form, unread = await handed_in(request, ViewChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_view(view_id, form, unread=unread, by=by, at=at)
    return await queries.view(view_id, by=by)


@post(
    api("commitments", "views", _ONE, "removal"),
    opt=needs("saved_view.keep") | acts(actions.remove_view) | takes(ViewRemoval),
    status_code=204,
)
async def remove_view(request: Request[Any, Any, Any], view_id: FromPath[UUID]) -> None:
    """Keep a list no longer."""
    form, unread = await handed_in(request, ViewRemoval)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_view(view_id, form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [views, add_view, view, change_view, remove_view]
