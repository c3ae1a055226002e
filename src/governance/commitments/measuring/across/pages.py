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
from governance.commitments.measuring.across.forms import CountingForm, LettingGoForm
from governance.commitments.measuring.across.papers import as_file
from governance.commitments.measuring.counting import queries as choices
from governance.commitments.measuring.counting.rules import AT, NOT_COUNTING, fitting_complaints
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
        lets_go=may(by, "indicator.let_go", keeper=seen.keeper) and not seen.why_not,
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
    seen, view = await choices.counting(indicator_id, by=by)
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


async def _letting_go(
    request: AnyRequest, indicator_id: UUID, source: str, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    seen, view = await queries.counted(indicator_id, source, by=by)
    if not may(by, "indicator.let_go", keeper=seen.keeper):
        raise NotAllowed
    if seen.why_not or view is None:
        back = page("indicators", indicator_id, "across")
        raise WrongState("let_go", seen.state, seen.why_not or NOT_COUNTING, back)
    return render(
        request,
        "commitments/letting_go.html",
        status=400 if form else 200,
        of=seen,
        view=view,
        form=form or Filled(),
    )


@get(page("indicators", ONE, "across", "removal"), opt=needs("indicator.let_go"))
async def letting_go(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[Any]:
    """Which indicator of another agreement is let go of, and the button that does so."""
    return await _letting_go(request, indicator_id, request.query_params.get("source", ""))


@post(
    page("indicators", ONE, "across", "removal"),
    opt=needs("indicator.let_go") | acts(actions.let_go),
)
async def let_go(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Let an indicator of another agreement no longer count towards this one."""
    try:
        await handed_to(request, LettingGoForm, actions.let_go, indicator_id)
    except Refused as refused:
        form = again(request, refused)
        return await _letting_go(request, indicator_id, str(form.value("sourceId")), form)
    return redirect(page("indicators", indicator_id, "across"), N_("It counts no more."))


ROUTES: list[Any] = [across, across_file, counting, count, letting_go, let_go]
