"""Pages of a report: the linking pin writes it, the secretary reads it and judges."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.commitments import rules as commitments
from governance.reporting import actions, queries, rules, words
from governance.reporting.downloads import pages as downloads
from governance.reporting.forms import (
    ApprovalForm,
    GeneralForm,
    LineForm,
    RemarkForm,
    StepForm,
)
from governance.reporting.lines.queries import report_listed
from governance.reporting.rounds import pages as rounds
from governance.web.acting import AnyRequest, acts, moment_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_REPORT = page("reports", "{report_id:uuid}")
_LINE = page("reports", "{report_id:uuid}", "lines", "{line_id:uuid}")


async def _shown(
    request: AnyRequest, report_id: UUID, status: int = 200, **forms: Filled
) -> Response[Any]:
    """The report; ``forms`` replace those that are first shown (general, approval, remark)."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.report(report_id, by=by, today=today)
    general = GeneralForm(
        view.summary, view.capacity_fte, view.money_euros, view.risks, view.outlook, view.version
    )
    shown: dict[str, Any] = {"general": filled(general), "approval": filled(), "remark": filled()}
    return render(
        request,
        "reporting/report.html",
        status=status,
        report=view,
        answered=sum(line.answered for line in view.lines),
        late=rules.days_late(view.due_on, None, today),
        words=words,
        commitments=commitments,
        **(shown | forms),
    )


@get(_REPORT)
async def report(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """The report of one party, to write or to read."""
    return await _shown(request, report_id)


async def _line_form(
    request: AnyRequest, report_id: UUID, line_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.report(report_id, by=by, today=today)
    line = next((found for found in view.lines if found.id == line_id), None)
    if line is None:
        raise NotFound
    if "edit" not in view.verbs:
        raise WrongState("edit", view.state)
    return render(
        request,
        "reporting/line.html",
        status=400 if form else 200,
        report=view,
        line=line,
        form=form or filled(line),
        states=[(s, w) for s, w in commitments.STATE_WORDS.items()],
        words=words,
        commitments=commitments,
    )


@get(_LINE)
async def line(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[Any]:
    """The form of one commitment, beside last time's words."""
    return await _line_form(request, report_id, line_id)


@post(_LINE, opt=acts(actions.save_line))
async def save_line(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[Any]:
    """Report on one commitment."""
    try:
        form, unread = await handed_in(request, LineForm)
        at = moment_of(request)
        await actions.save_line(
            line_id, form, form.version, unread=unread, by=signed_in(request), at=at
        )
    except Refused as refused:
        return await _line_form(request, report_id, line_id, again(request, refused))
    return redirect(f"{page('reports', report_id)}#line-{line_id}", N_("Saved."))


@post(
    page("reports", "{report_id:uuid}", "lines", "{line_id:uuid}", "nothing-changed"),
    opt=acts(actions.nothing_changed),
)
async def nothing_changed(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[Any]:
    """Say that nothing changed; where that cannot be, the form says why."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    try:
        await actions.nothing_changed(line_id, form.version, by=by, at=at)
    except Refused as refused:
        view = await queries.report(report_id, by=by)
        last = next((found for found in view.lines if found.id == line_id), None)
        shown = Filled(filled(last).values, refused.complaints)
        return await _line_form(request, report_id, line_id, shown)
    return redirect(f"{page('reports', report_id)}#line-{line_id}", N_("Nothing changed: noted."))


async def _step(
    request: AnyRequest,
    report_id: UUID,
    name: str,
    step: Callable[[], Awaitable[None]],
    said: str,
) -> Response[Any]:
    """Take a step of the workflow; where it is refused, its form comes back."""
    try:
        await step()
    except Refused as refused:
        return await _shown(request, report_id, 400, **{name: again(request, refused)})
    return redirect(page("reports", report_id), said)


@post(_REPORT, opt=acts(actions.save_report))
async def save_report(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Save the general part."""

    async def step() -> None:
        form, unread = await handed_in(request, GeneralForm)
        by, at = signed_in(request), moment_of(request)
        await actions.save_report(report_id, form, form.version, unread=unread, by=by, at=at)

    return await _step(request, report_id, "general", step, N_("Saved."))


@post(page("reports", "{report_id:uuid}", "internal-approvals"), opt=acts(actions.approve))
async def approve(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Record the internal approval."""

    async def step() -> None:
        form, unread = await handed_in(request, ApprovalForm)
        by, at = signed_in(request), moment_of(request)
        await actions.approve(report_id, form, form.version, unread=unread, by=by, at=at)

    said = N_("The internal approval is recorded. The report can be submitted.")
    return await _step(request, report_id, "approval", step, said)


@post(page("reports", "{report_id:uuid}", "submission"), opt=acts(actions.submit))
async def submit(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Submit the report."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.submit(report_id, form.version, by=by, at=at)
    return redirect(page("reports", report_id), N_("The report is submitted."))


@post(page("reports", "{report_id:uuid}", "return"), opt=acts(actions.send_back))
async def send_back(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Return the report with a remark; it is then no longer readable for the committee."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemarkForm)
        view = await report_listed(report_id, by=by)
        await actions.send_back(report_id, form, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _shown(request, report_id, 400, remark=again(request, refused))
    said = N_("The report of {organisation} is returned.")
    return redirect(page("rounds", view.round_id), said, organisation=view.organisation)


@post(page("reports", "{report_id:uuid}", "acceptance"), opt=acts(actions.accept))
async def accept(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Accept the report."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    view = await report_listed(report_id, by=by)
    await actions.accept(report_id, form.version, by=by, at=at)
    said = N_("The report of {organisation} is accepted.")
    return redirect(page("rounds", view.round_id), said, organisation=view.organisation)


ROUTES: list[Any] = [
    report, line, save_line, nothing_changed, save_report, approve, submit, send_back, accept,
    *rounds.ROUTES,
    *downloads.ROUTES,
]  # fmt: skip
