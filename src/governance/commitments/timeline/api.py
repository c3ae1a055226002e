"""The timeline for machines: what the drawing shows, as data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.finding.api import FILTERS
from governance.commitments.finding.pages import unpaged
from governance.commitments.timeline import queries
from governance.commitments.timeline.pages import asked_time
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks

TIME = {
    "zoom": "How much of the time: `quarter`, `year` or `all`; all without.",
    "on": "A day in the quarter or year, as 2027-03-01; today without.",
}
ASKED = asks(**TIME)


@get(
    api("agreements", "{agreement_id:uuid}", "timeline"),
    opt=needs("agreement.read") | ASKED,
)
async def timeline_of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.TimelineView:
    """The milestones of an agreement by planned day, of all parties together."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    return await queries.of_agreement(agreement_id, *asked, by=by, today=today)


@get(
    api("commitments", "{line_id:uuid}", "timeline"),
    opt=needs("commitment.read") | ASKED,
)
async def timeline_of_line(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.TimelineView:
    """The milestones of one commitment as a party keeps it."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    return await queries.of_line(line_id, *asked, by=by, today=today)


@get(api("commitments", "timeline"), opt=needs("commitment.read") | asks(**FILTERS, **TIME))
async def timeline_of_list(request: Request[Any, Any, Any]) -> queries.TimelineView:
    """The milestones of the commitments of a list, of all its parties together."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    return await queries.of_list(unpaged(request), *asked, by=by, today=today)


ROUTES: list[Any] = [timeline_of_agreement, timeline_of_line, timeline_of_list]
