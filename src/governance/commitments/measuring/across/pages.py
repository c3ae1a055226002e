"""Pages of an indicator over all agreements, and of what one counts towards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, Refused, WrongState
from governance.base.permissions import may
from governance.commitments.measuring import words
from governance.commitments.measuring.across import actions, queries
from governance.commitments.measuring.across import words as across_words
from governance.commitments.measuring.across.forms import CountingForm
from governance.commitments.measuring.across.papers import as_file
from governance.commitments.measuring.counting.rules import AT, fitting_complaints
from governance.commitments.measuring.pages import ONE, list_of, since_asked
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render


@get(page("indicators", ONE, "across"), opt=needs("indicator.read"))
async def across(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """An indicator over all agreements that count towards it, as far as that is told."""
    by, today = signed_in(request), day(moment_of(request))
    since = since_asked(request.query_params.get("period", ""))
    seen, found = await queries.across(indicator_id, by=by, today=today, since=since)
    return render(
        request,
        "commitments/across.html",
        of=seen,
        found=found,
        view=found.indicator,
        words=words,
        across_words=across_words,
    )


@get(page("indicators", ONE, "across", "export"), opt=needs("indicator.read"))
async def across_file(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[bytes]:
    """The same of every period, as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    seen, found = await queries.everything(indicator_id, by=by, today=today)
    return await as_file(request, seen.keeper, indicator_id, found)


async def _counting(
    request: AnyRequest, indicator_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    seen, view = await queries.counting(indicator_id, by=by)
    if not may(by, "indicator.count", keeper=seen.keeper):
        raise NotAllowed
    if seen.why_not:
        raise WrongState("count_towards", seen.state, seen.why_not, list_of(seen))
    return render(
        request,
        "commitments/counting.html",
        status=400 if form else 200,
        of=seen,
        view=view,
        form=form or filled(towardsId=view.tie.towards_id or ""),
        why_not=[(one, [*fitting_complaints(view.indicator, one)]) for one in view.not_fitting],
        words=words,
        field=AT,
    )


@get(page("indicators", ONE, "counting"), opt=needs("indicator.count"))
async def counting(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Towards which indicator of another agreement one counts, to choose."""
    return await _counting(request, indicator_id)


@post(
    page("indicators", ONE, "counting"),
    opt=needs("indicator.count") | acts(actions.count_towards),
)
async def count(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Choose towards which indicator of another agreement one counts."""
    try:
        await handed_to(request, CountingForm, actions.count_towards, indicator_id)
    except Refused as refused:
        return await _counting(request, indicator_id, again(request, refused))
    return redirect(page("indicators", indicator_id), N_("It is saved what it counts towards."))


ROUTES: list[Any] = [across, across_file, counting, count]
