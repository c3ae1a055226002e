"""Changing the priority of many commitments at once, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.finding.api import FILTERS
from governance.commitments.finding.pages import unpaged
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising import actions, queries
from governance.commitments.prioritising.forms import PriorityForm, PriorityUndoing
from governance.commitments.prioritising.pages import new_priority
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.handing import handed_to
from governance.web.reading import handed_in

_ONE = "{change_id:uuid}"


@get(
    api("commitments", "priorities"),
    opt=needs("commitment.prioritise")
    | asks(**FILTERS, to="The new priority: high, normal or low; left out: high."),
)
async def preview_priorities(request: Request[Any, Any, Any]) -> queries.Preview:
    """What it would do to give the commitments of a list a priority: which would change."""
    by, today = signed_in(request), day(moment_of(request))
    to = new_priority(request) or Priority.HIGH
    return await queries.preview(unpaged(request), to, by=by, today=today)


@post(
    api("commitments", "priorities"),
    opt=needs("commitment.prioritise") | acts(actions.prioritise) | takes(PriorityForm),
)
async def prioritise(request: Request[Any, Any, Any]) -> queries.ChangeShown:
    """Give commitments a priority, each as of the version that was seen."""
    form, unread = await handed_in(request, PriorityForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.prioritise(form, unread=unread, by=by, at=at)
    return await queries.change_shown(made, by=by)


@get(api("commitments", "priorities", _ONE), opt=needs("commitment.prioritise"))
async def priority_change(
    request: Request[Any, Any, Any], change_id: FromPath[UUID]
) -> queries.ChangeShown:
    """A change of priority that was made; the tag is its version."""
    return await queries.change_shown(change_id, by=signed_in(request))


@post(
    api("commitments", "priorities", _ONE, "undoing"),
    opt=needs("commitment.prioritise") | acts(actions.undo_priority) | takes(PriorityUndoing),
)
async def undo_priority(
    request: Request[Any, Any, Any], change_id: FromPath[UUID]
) -> queries.ChangeShown:
    """Give each commitment the priority that it had, while nobody changed it since."""
    await handed_to(request, PriorityUndoing, actions.undo_priority, change_id)
    return await queries.change_shown(change_id, by=signed_in(request))


ROUTES: list[Any] = [preview_priorities, prioritise, priority_change, undo_priority]
