"""A change of priority as a page, from which it is undone, and where one is made now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound, Refused
from governance.commitments.finding.pages import unpaged
from governance.commitments.finding.rules import asked
from governance.commitments.priorities.rules import PRIORITY_WORDS, Priority
from governance.commitments.prioritising import actions, queries
from governance.commitments.prioritising.forms import PriorityUndoing
from governance.web.acting import AnyRequest, acts, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again
from governance.web.handing import handed_to
from governance.web.pages import redirect, render

_ONE = "{change_id:uuid}"
_ALL = page("commitments", "priorities")


def new_priority(request: AnyRequest) -> str:
    """The priority that the address asks for; empty when it asks for none."""
    said = request.query_params.get("to", "")
    if said not in {"", *Priority}:
        raise NotFound
    return said


@get(_ALL, opt=needs("commitment.prioritise"))
async def previewed(request: Request[Any, Any, Any]) -> Response[Any]:
    """The priority is one of the fields that are changed for many at once: the list goes along."""
    to, kept = new_priority(request), asked(unpaged(request))
    return redirect(page("commitments", "changes", what="priority", to=to, **kept))


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


ROUTES: list[Any] = [previewed, change, undo]
