"""Changing many commitments at once, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import Complaint, Refused, complain
from governance.commitments.changing import actions, queries
from governance.commitments.changing.fields.rules import wish_complaints
from governance.commitments.changing.forms import ChangeForm, ChangeUndoing
from governance.commitments.changing.pages import reasoned, wish_of
from governance.commitments.changing.rules import NO_WHAT, What
from governance.commitments.finding.api import FILTERS
from governance.commitments.finding.pages import unpaged
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.handing import handed_to
from governance.web.reading import handed_in

_ONE = "{line_change_id:uuid}"
_NEEDS = needs("commitment.change_many")
ASKED = {
    "what": "What changes: priority, execution, audience or planning.",
    "to": "high, normal or low; agreed, itself or other; own, officials, committee or public.",
    "executorOrganisationId": "Who carries it out, for other.",
    "weeks": "All open milestones so many weeks later; a number below 0 is earlier.",
    "on": "Or the first open milestone on this day, yyyy-mm-dd.",
    "knowingly": "true: it is known that a narrower audience takes nothing back.",
}


@get(api("commitments", "changes"), opt=_NEEDS | asks(**FILTERS, **ASKED))
async def preview_change(request: Request[Any, Any, Any]) -> queries.Preview:
    """What a change would do to the commitments of a list, line by line; nothing is changed."""
    by, today = signed_in(request), day(moment_of(request))
    if request.query_params.get("what") not in set(What):
        raise Refused([Complaint("what", NO_WHAT)])
    wish, unread = wish_of(request)
    complain(wish_complaints(reasoned(wish)), unread)
    return await queries.preview(unpaged(request), reasoned(wish), by=by, today=today)


@post(api("commitments", "changes"), opt=_NEEDS | acts(actions.change_many) | takes(ChangeForm))
async def change_many(request: Request[Any, Any, Any]) -> queries.ChangeShown:
    """Change commitments, each as of the version that the preview gave: all of them, or none."""
    form, unread = await handed_in(request, ChangeForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.change_many(form, unread=unread, by=by, at=at)
    return await queries.change_shown(made, by=by, at=at)


@get(api("commitments", "changes", _ONE), opt=_NEEDS)
async def one_change(
    request: Request[Any, Any, Any], line_change_id: FromPath[UUID]
) -> queries.ChangeShown:
    """A change that was made; the tag is its version."""
    by, at = signed_in(request), moment_of(request)
    return await queries.change_shown(line_change_id, by=by, at=at)


@post(
    api("commitments", "changes", _ONE, "undoing"),
    opt=_NEEDS | acts(actions.undo_change) | takes(ChangeUndoing),
)
async def undo_change(
    request: Request[Any, Any, Any], line_change_id: FromPath[UUID]
) -> queries.ChangeShown:
    """Give each commitment what it was before, while nobody changed that since."""
    await handed_to(request, ChangeUndoing, actions.undo_change, line_change_id)
    by, at = signed_in(request), moment_of(request)
    return await queries.change_shown(line_change_id, by=by, at=at)


ROUTES: list[Any] = [preview_change, change_many, one_change, undo_change]
