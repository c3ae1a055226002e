"""Pages on which the linking pin writes: one commitment, the general part, the approval.

Each has a page of its own, so that a step taken elsewhere never costs what was typed.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.commitments import rules as commitments
from governance.commitments.measuring import words as measuring
from governance.reporting import actions, queries, words
from governance.reporting.forms import ApprovalForm, GeneralForm, LineForm, StepForm
from governance.reporting.rules import WORKFLOW
from governance.reporting.steps.actions import allowed
from governance.reporting.when.rules import why_not
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_LINE = page("reports", "{report_id:uuid}", "lines", "{line_id:uuid}")
_GENERAL = page("reports", "{report_id:uuid}", "general-part")
_APPROVAL = page("reports", "{report_id:uuid}", "internal-approvals")
_SAVED = N_("Saved.")
_FELL = N_("Saved. The internal approval does not hold for what is changed: record it again.")


async def _open(request: AnyRequest, report_id: UUID, verb: str) -> queries.ReportView:
    """The report, on which this reader may take this verb now."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.report(report_id, by=by, today=today)
    allowed(by, WORKFLOW, verb, own=view.organisation_id)
    if verb not in view.verbs:
        why = why_not(WORKFLOW, verb, view.state)
        raise WrongState(verb, view.state, why, page("reports", report_id))
    return view


async def _line_form(
    request: AnyRequest, report_id: UUID, line_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await _open(request, report_id, "edit")
    line = next((found for found in view.lines if found.id == line_id), None)
    if line is None:
        raise NotFound
    return render(
        request,
        "reporting/line.html",
        status=400 if form else 200,
        report=view,
        line=line,
        form=form or filled(line),
        states=[(s, w) for s, w in commitments.STATE_WORDS.items()],
        words=words,
        measuring=measuring,
        commitments=commitments,
    )


@get(_LINE, opt=needs("report.edit"))
async def line(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[Any]:
    """The form of one commitment, beside last time's words."""
    return await _line_form(request, report_id, line_id)


@post(_LINE, opt=acts(actions.save_line) | needs("report.edit"))
async def save_line(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[Any]:
    """Report on one commitment."""
    try:
        form, unread = await handed_in(request, LineForm)
        at = moment_of(request)
        fell = await actions.save_line(
            line_id, form, form.version, unread=unread, by=signed_in(request), at=at
        )
    except Refused as refused:
        return await _line_form(request, report_id, line_id, again(request, refused))
    return redirect(f"{page('reports', report_id)}#line-{line_id}", _FELL if fell else _SAVED)


@post(
    page("reports", "{report_id:uuid}", "lines", "{line_id:uuid}", "nothing-changed"),
    opt=acts(actions.nothing_changed) | needs("report.edit"),
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


async def _general(
    request: AnyRequest, report_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await _open(request, report_id, "edit")
    said = GeneralForm(
        view.summary, view.capacity_fte, view.money_euros, view.risks, view.outlook, view.version
    )
    status = 400 if form else 200
    return render(
        request, "reporting/general.html", status=status, report=view, form=form or filled(said)
    )


@get(_GENERAL, opt=needs("report.edit"))
async def general(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """The form of the general part."""
    return await _general(request, report_id)


@post(_GENERAL, opt=acts(actions.save_report) | needs("report.edit"))
async def save_report(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Save the general part."""
    try:
        form, unread = await handed_in(request, GeneralForm)
        by, at = signed_in(request), moment_of(request)
        fell = await actions.save_report(report_id, form, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _general(request, report_id, again(request, refused))
    return redirect(f"{page('reports', report_id)}#general", _FELL if fell else _SAVED)


async def _approval(
    request: AnyRequest, report_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await _open(request, report_id, "approve")
    status = 400 if form else 200
    return render(
        request, "reporting/approval.html", status=status, report=view, form=form or filled()
    )


@get(_APPROVAL, opt=needs("report.approve"))
async def approval(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """The form of the internal approval."""
    return await _approval(request, report_id)


@post(_APPROVAL, opt=acts(actions.approve) | needs("report.approve"))
async def approve(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Record the internal approval."""
    try:
        form, unread = await handed_in(request, ApprovalForm)
        by, at = signed_in(request), moment_of(request)
        await actions.approve(report_id, form, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _approval(request, report_id, again(request, refused))
    said = N_("The internal approval is recorded. The report can be submitted.")
    return redirect(page("reports", report_id), said)


ROUTES: list[Any] = [line, save_line, nothing_changed, general, save_report, approval, approve]
