"""Accepting delays, for machines: the routes are there, and only people may take them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.accepting import actions
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.keeping import queries
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_NEEDS = needs("commitment.accept_delay")


async def shown(request: AnyRequest, line_id: UUID) -> queries.LineView:
    """The line as it stands now."""
    return await queries.line(line_id, by=signed_in(request), today=day(moment_of(request)))


@post(
    api("commitments", "{line_id:uuid}", "acceptance"),
    opt=acts(actions.accept_delay) | takes(DelayForm) | _NEEDS,
)
async def accept_delay(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.LineView:
    """Accept the delay of a commitment of one party until a day; ``version`` is the line's."""
    form, unread = await handed_in(request, DelayForm)
    by, at = signed_in(request), moment_of(request)
    await actions.accept_delay(line_id, form, unread=unread, by=by, at=at)
    return await shown(request, line_id)


@post(
    api("commitments", "{line_id:uuid}", "acceptance", "ending"),
    opt=acts(actions.end_delay) | takes(DelayEndForm) | _NEEDS,
    status_code=200,
)
async def end_delay(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> queries.LineView:
    """Accept the delay no longer, before its day."""
    form, unread = await handed_in(request, DelayEndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_delay(line_id, form, unread=unread, by=by, at=at)
    return await shown(request, line_id)


ROUTES: list[Any] = [accept_delay, end_delay]
