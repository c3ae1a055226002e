"""Pages of what a region wants: from vision to measure, and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.commitments import rules as lines
from governance.commitments.aiming import actions, queries, rules
from governance.commitments.aiming.forms import AimChange, AimForm, AimRemoval
from governance.commitments.measuring import words as measuring_words
from governance.commitments.measuring.queries import indicators_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OF_REGION = page("regions", "{region_id:uuid}", "goals")
_ONE = "{aim_id:uuid}"
_DETAILS = page("goals", _ONE, "details")
_REMOVAL = page("goals", _ONE, "removal")


async def _whole(request: AnyRequest, region_id: UUID) -> queries.AimsView:
    return await queries.aims(region_id, by=signed_in(request), today=day(moment_of(request)))


async def _around(request: AnyRequest, aim_id: UUID) -> queries.AimsView:
    return await queries.around(aim_id, by=signed_in(request), today=day(moment_of(request)))


@get(_OF_REGION, opt=needs("aim.read"))
async def aims(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """What a region wants, down to the commitments, and what hangs loose."""
    view = await _whole(request, region_id)
    return render(request, "commitments/aims.html", view=view, rules=rules, lines=lines)


@get(page("goals", _ONE), opt=needs("aim.read"))
async def aim(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> Response[Any]:
    """One vision, goal or route: what is above, what is under, and who keeps what serves it."""
    view = await _around(request, aim_id)
    part = queries.part_of(view, aim_id)
    serving = [one.id for one in part.commitments]
    return render(
        request,
        "commitments/aim.html",
        view=view,
        way=view.way_to(aim_id),
        part=part,
        indicators=await indicators_of(serving, by=signed_in(request)),
        rules=rules,
        lines=lines,
        measuring_words=measuring_words,
    )


async def _adding(
    request: AnyRequest, region_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view, given = await _whole(request, region_id), request.query_params
    if not view.may_keep:
        raise NotFound
    asked = {"kind": given.get("kind", "vision"), "parentId": given.get("parent", "")}
    parents = [one for one in view.aims if one.kind in rules.BELOW]
    return render(
        request,
        "commitments/aim_form.html",
        status=400 if form else 200,
        view=view,
        one=None,
        form=form or filled(asked),
        parents=parents,
        rules=rules,
    )


@get(page("regions", "{region_id:uuid}", "goals", "new"), opt=needs("aim.keep"))
async def adding(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new vision, goal or route."""
    return await _adding(request, region_id)


@post(_OF_REGION, opt=needs("aim.keep") | acts(actions.add_aim))
async def add(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """Add a vision, goal or route."""
    try:
        made = await handed_to(request, AimForm, actions.add_aim, region_id)
    except Refused as refused:
        return await _adding(request, region_id, again(request, refused))
    return redirect(page("goals", made), N_("Added."))


async def _kept(request: AnyRequest, aim_id: UUID) -> tuple[queries.AimsView, queries.AimView]:
    """An aim that the actor may change. Raises :class:`NotFound`."""
    view = await _around(request, aim_id)
    if not view.may_keep:
        raise NotFound
    return view, view.way_to(aim_id)[-1]


async def _changing(request: AnyRequest, aim_id: UUID, form: Filled | None = None) -> Response[Any]:
    view, one = await _kept(request, aim_id)
    return render(
        request,
        "commitments/aim_form.html",
        status=400 if form else 200,
        view=view,
        one=one,
        form=form or filled(one),
        rules=rules,
    )


@get(_DETAILS, opt=needs("aim.keep"))
async def changing(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> Response[Any]:
    """The words of a vision, goal or route, to change."""
    return await _changing(request, aim_id)


@post(_DETAILS, opt=needs("aim.keep") | acts(actions.change_aim))
async def change(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> Response[Any]:
    """Change the words of a vision, goal or route."""
    try:
        await handed_to(request, AimChange, actions.change_aim, aim_id)
    except Refused as refused:
        return await _changing(request, aim_id, again(request, refused))
    return redirect(page("goals", aim_id), N_("Changed."))


async def _removing(request: AnyRequest, aim_id: UUID, form: Filled | None = None) -> Response[Any]:
    view, one = await _kept(request, aim_id)
    return render(
        request,
        "commitments/aim_removal.html",
        status=400 if form else 200,
        view=view,
        one=one,
        form=form or Filled(),
        rules=rules,
    )


@get(_REMOVAL, opt=needs("aim.keep"))
async def what_goes(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await _removing(request, aim_id)


@post(_REMOVAL, opt=needs("aim.keep") | acts(actions.remove_aim))
async def remove(request: Request[Any, Any, Any], aim_id: FromPath[UUID]) -> Response[Any]:
    """Remove a vision, goal or route."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AimRemoval)
        view, one = await _kept(request, aim_id)
        await actions.remove_aim(aim_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, aim_id, again(request, refused))
    return redirect(
        page("regions", view.region_id, "goals"), N_("“{name}” is removed."), name=one.title
    )


ROUTES: list[Any] = [aims, aim, adding, add, changing, change, what_goes, remove]
