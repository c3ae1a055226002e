"""An indicator over all agreements, and what one counts towards, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import NotAllowed
from governance.base.permissions import may
from governance.commitments.measuring.across import actions, queries
from governance.commitments.measuring.across.forms import CountingForm, LettingGoForm
from governance.commitments.measuring.across.papers import as_file
from governance.commitments.measuring.counting import queries as choices
from governance.commitments.measuring.pages import ONE, since_asked
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.handing import handed_to


@get(
    api("indicators", ONE, "across"),
    opt=needs("indicator.read")
    | asks(period="First day of the period of which each agreement is shown."),
)
async def across(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> queries.Across:
    """An indicator over all agreements that count towards it, with which have no value.

    Of each agreement what its committee adopted of commitments that are for the committee. A
    small number of people has bounds and no value, and so have totals with one in them.
    """
    by, today = signed_in(request), day(moment_of(request))
    since = since_asked(request.query_params.get("period", ""))
    _, found = await queries.across(indicator_id, by=by, today=today, since=since)
    return found


@get(api("indicators", ONE, "across", "export"), opt=needs("indicator.read") | gives("text/csv"))
async def across_file(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[bytes]:
    """The same of every period, as CSV."""
    by, today = signed_in(request), day(moment_of(request))
    seen, found = await queries.everything(indicator_id, by=by, today=today)
    return await as_file(request, seen.keeper, indicator_id, found)


@get(api("indicators", ONE, "counting"), opt=needs("indicator.count"))
async def counting(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> choices.CountingView:
    """What an indicator counts towards, and what it could, for who keeps it; `version` is that of
    the indicator."""
    by = signed_in(request)
    seen, view = await choices.counting(indicator_id, by=by)
    if not may(by, "indicator.count", keeper=seen.keeper):
        raise NotAllowed
    return view


@put(
    api("indicators", ONE, "counting"),
    opt=needs("indicator.count") | acts(actions.count_towards) | takes(CountingForm),
)
async def count_towards(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> choices.CountingView:
    """Choose towards which indicator of another agreement it counts; none: towards no other.

    What it counts, its unit, its period and how organisations come together are the same of both.
    """
    await handed_to(request, CountingForm, actions.count_towards, indicator_id)
    _, view = await choices.counting(indicator_id, by=signed_in(request))
    return view


@post(
    api("indicators", ONE, "across", "removal"),
    opt=needs("indicator.let_go") | acts(actions.let_go) | takes(LettingGoForm),
    status_code=204,
)
async def let_go(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> None:
    """Let an indicator of another agreement no longer count towards this one, as who keeps this."""
    await handed_to(request, LettingGoForm, actions.let_go, indicator_id)


ROUTES: list[Any] = [across, across_file, counting, count_towards, let_go]
