"""Pages of the barrier model: the grid, and the list of barriers behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.commitments import rules as lines
from governance.commitments.barriers import actions, queries
from governance.commitments.barriers.forms import BarrierChange, BarrierForm, BarrierRemoval
from governance.commitments.barriers.papers import as_file
from governance.commitments.features.rules import OFF
from governance.parties import words
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OF_REGION = page("regions", "{region_id:uuid}", "barriers")
_ONE = "{barrier_id:uuid}"
_DETAILS = page("barriers", _ONE, "details")
_REMOVAL = page("barriers", _ONE, "removal")


async def _grid(request: AnyRequest, region_id: UUID) -> queries.GridView:
    return await queries.grid(region_id, by=signed_in(request), today=day(moment_of(request)))


def _in_use(verb: str, region_id: UUID, *, used: bool, mine: bool) -> None:
    """Raise unless the actor may keep barriers, of a region that uses them."""
    if not mine:
        raise NotFound
    if not used:
        raise WrongState(verb, "off", OFF, page("regions", region_id, "features"))


@get(_OF_REGION, opt=needs("barrier.read"))
async def grid(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """The grid, or why there is none."""
    view = await _grid(request, region_id)
    return render(
        request, "commitments/barriers.html", view=view, words=words, lines=lines, off=OFF
    )


@get(page("regions", "{region_id:uuid}", "barriers", "export"), opt=needs("barrier.read"))
async def grid_file(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[bytes]:
    """The grid as a file for a spreadsheet."""
    return await as_file(request, await _grid(request, region_id))


async def _adding(
    request: AnyRequest, region_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await _grid(request, region_id)
    _in_use("add_barrier", region_id, used=view.in_use, mine=view.may_keep)
    return render(
        request,
        "commitments/barrier_form.html",
        status=400 if form else 200,
        view=view,
        one=None,
        form=form or Filled(),
    )


@get(page("regions", "{region_id:uuid}", "barriers", "new"), opt=needs("barrier.keep"))
async def adding(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new barrier."""
    return await _adding(request, region_id)


@post(_OF_REGION, opt=needs("barrier.keep") | acts(actions.add_barrier))
async def add(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """Add a barrier."""
    try:
        await handed_to(request, BarrierForm, actions.add_barrier, region_id)
    except Refused as refused:
        return await _adding(request, region_id, again(request, refused))
    return redirect(page("regions", region_id, "barriers"), N_("The barrier is added."))


async def _kept(request: AnyRequest, barrier_id: UUID, verb: str) -> queries.BarrierPart:
    view = await queries.barrier(barrier_id, by=signed_in(request))
    _in_use(verb, view.region_id, used=view.in_use, mine=view.may_keep)
    return view


async def _changing(
    request: AnyRequest, barrier_id: UUID, form: Filled | None = None
) -> Response[Any]:
    one = await _kept(request, barrier_id, "change_barrier")
    return render(
        request,
        "commitments/barrier_form.html",
        status=400 if form else 200,
        view=one,
        one=one,
        form=form or filled(one),
    )


@get(_DETAILS, opt=needs("barrier.keep"))
async def changing(request: Request[Any, Any, Any], barrier_id: FromPath[UUID]) -> Response[Any]:
    """The words of a barrier, to change."""
    return await _changing(request, barrier_id)


@post(_DETAILS, opt=needs("barrier.keep") | acts(actions.change_barrier))
async def change(request: Request[Any, Any, Any], barrier_id: FromPath[UUID]) -> Response[Any]:
    """Change the words of a barrier."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, BarrierChange)
        one = await _kept(request, barrier_id, "change_barrier")
        await actions.change_barrier(barrier_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, barrier_id, again(request, refused))
    return redirect(page("regions", one.region_id, "barriers"), N_("The barrier is changed."))


async def _removing(
    request: AnyRequest, barrier_id: UUID, form: Filled | None = None
) -> Response[Any]:
    one = await _kept(request, barrier_id, "remove_barrier")
    return render(
        request,
        "commitments/barrier_removal.html",
        status=400 if form else 200,
        one=one,
        form=form or Filled(),
    )


@get(_REMOVAL, opt=needs("barrier.keep"))
async def what_goes(request: Request[Any, Any, Any], barrier_id: FromPath[UUID]) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await _removing(request, barrier_id)


@post(_REMOVAL, opt=needs("barrier.keep") | acts(actions.remove_barrier))
async def remove(request: Request[Any, Any, Any], barrier_id: FromPath[UUID]) -> Response[Any]:
    """Take a barrier off the list."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, BarrierRemoval)
        one = await _kept(request, barrier_id, "remove_barrier")
        await actions.remove_barrier(barrier_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, barrier_id, again(request, refused))
    said = N_("The barrier “{name}” is removed.")
    return redirect(page("regions", one.region_id, "barriers"), said, name=one.title)


ROUTES: list[Any] = [grid, grid_file, adding, add, changing, change, what_goes, remove]
