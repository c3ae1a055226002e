"""Pages on which the priority of many commitments is changed at once, and that is undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.commitments.finding import rules
from governance.commitments.finding.pages import unpaged
from governance.commitments.priorities.rules import PRIORITY_WORDS, Priority
from governance.commitments.prioritising import actions, queries
from governance.commitments.prioritising.forms import PriorityPage, PriorityUndoing
from governance.commitments.prioritising.rules import MOST
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = "{change_id:uuid}"
_ALL = page("commitments", "priorities")


def new_priority(request: AnyRequest) -> str:
    """The priority that the address asks for; empty when it asks for none."""
    said = request.query_params.get("to", "")
    if said not in {"", *Priority}:
        raise NotFound
    return said


async def _previewed(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    wanted, to = unpaged(request), new_priority(request)
    kept = rules.asked(wanted)
    preview = await queries.preview(wanted, to, by=by, today=today) if to else None
    return render(
        request,
        "commitments/priorities.html",
        status=400 if form else 200,
        preview=preview,
        kept=kept,
        to=to,
        asking=filled(to=to),
        form=form or filled(lines=[{"chosen": "on"} for _ in (preview.lines if preview else ())]),
        most=MOST,
        priorities=PRIORITY_WORDS,
    )


@get(_ALL, opt=needs("commitment.prioritise"))
async def previewed(request: Request[Any, Any, Any]) -> Response[Any]:
    """What it would do to give the commitments of a list a priority."""
    return await _previewed(request)


@post(_ALL, opt=needs("commitment.prioritise") | acts(actions.prioritise))
async def prioritise(request: Request[Any, Any, Any]) -> Response[Any]:
    """Give the chosen commitments a priority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PriorityPage)
        made = await actions.prioritise(form.chosen(), unread=unread, by=by, at=at)
    except Refused as refused:
        return await _previewed(request, again(request, refused))
    return redirect(page("commitments", "priorities", made), N_("The priority is changed."))


async def _change(
    request: AnyRequest, change_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await queries.change_shown(change_id, by=signed_in(request))
    return render(
        request,
        "commitments/priority_change.html",
        status=400 if form else 200,
        view=view,
        form=form or Filled(),
        priorities=PRIORITY_WORDS,
    )


@get(page("commitments", "priorities", _ONE), opt=needs("commitment.prioritise"))
async def change(request: Request[Any, Any, Any], change_id: FromPath[UUID]) -> Response[Any]:
    """A change of priority that was made, and the button that undoes it."""
    return await _change(request, change_id)


@post(
    page("commitments", "priorities", _ONE, "undoing"),
    opt=needs("commitment.prioritise") | acts(actions.undo_priority),
)
async def undo(request: Request[Any, Any, Any], change_id: FromPath[UUID]) -> Response[Any]:
    """Give each commitment the priority that it had."""
    try:
        await handed_to(request, PriorityUndoing, actions.undo_priority, change_id)
    except Refused as refused:
        return await _change(request, change_id, again(request, refused))
    return redirect(page("commitments", "priorities", change_id), N_("The change is undone."))


ROUTES: list[Any] = [previewed, prioritise, change, undo]
