"""Pages on which lists are kept under a name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments.finding.views import actions, queries
from governance.commitments.finding.views.forms import ViewChange, ViewForm, ViewRemoval
from governance.commitments.finding.views.rules import plain
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = "{view_id:uuid}"


@get(page("commitments", "views"), opt=needs("saved_view.read"))
async def views(request: Request[Any, Any, Any]) -> Response[Any]:
    """One's own lists, and those that are shared with one."""
    found = await queries.views_of(by=signed_in(request))
    return render(request, "commitments/views.html", found=found)


async def _form(
    request: AnyRequest, view: queries.ViewShown | None, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    said = form.value("query") if form else request.query_params.get("query")
    asked = None if said is None else plain(str(said))
    return render(
        request,
        "commitments/view_form.html",
        status=400 if form else 200,
        view=view,
        shares=await queries.may_share_with(by=by),
        replaces=[one for one in await queries.views_of(by=by) if one.may_change],
        query=asked if asked is not None else view.query if view else "",
        form=form or (filled(view) if view else filled()),
    )


@get(page("commitments", "views", "new"), opt=needs("saved_view.add"))
async def new(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form with which a list is kept under a name."""
    return await _form(request, None)


@post(page("commitments", "views"), opt=needs("saved_view.add") | acts(actions.add_view))
async def add(request: Request[Any, Any, Any]) -> Response[Any]:
    """Keep a list under a name."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ViewForm)
        await actions.add_view(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, None, again(request, refused))
    return redirect(page("commitments", "views"), N_("The list is kept."))


async def _changing(
    request: AnyRequest, view_id: UUID, form: Filled | None = None
) -> Response[Any]:
    return await _form(request, await queries.kept(view_id, by=signed_in(request)), form)


@get(page("commitments", "views", _ONE), opt=needs("saved_view.keep"))
async def changing(request: Request[Any, Any, Any], view_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a list is changed or removed."""
    return await _changing(request, view_id)


@post(page("commitments", "views", _ONE), opt=needs("saved_view.keep") | acts(actions.change_view))
async def change(request: Request[Any, Any, Any], view_id: FromPath[UUID]) -> Response[Any]:
    """Change a list."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ViewChange)
        await actions.change_view(view_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, view_id, again(request, refused))
    return redirect(page("commitments", "views"), N_("The list is changed."))


@post(
    page("commitments", "views", _ONE, "removal"),
    opt=needs("saved_view.keep") | acts(actions.remove_view),
)
async def remove(request: Request[Any, Any, Any], view_id: FromPath[UUID]) -> Response[Any]:
    """Keep a list no longer."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ViewRemoval)
        await actions.remove_view(view_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, view_id, again(request, refused))
    return redirect(page("commitments", "views"), N_("The list is removed."))


ROUTES: list[Any] = [views, new, add, changing, change, remove]
