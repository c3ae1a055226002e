"""Pages of a report: the linking pin writes it, the secretary reads it and judges."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Refused, WrongState
from governance.commitments import rules as commitments
from governance.commitments.measuring import words as measuring
from governance.reporting import actions, queries, rules, words
from governance.reporting.downloads import pages as downloads
from governance.reporting.forms import RemarkForm, StepForm
from governance.reporting.lines.queries import report_listed
from governance.reporting.rounds import pages as rounds
from governance.reporting.when.rules import NOT_READABLE
from governance.reporting.writing import pages as writing
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_KEPT_REMARK = N_("A remark goes with a report that is returned. Clear it to accept the report.")
_REPORT = page("reports", "{report_id:uuid}")


async def _shown(request: AnyRequest, report_id: UUID, form: Filled | None = None) -> Response[Any]:
    """The report. Who sees in its round only how far it is, is led there and told why."""
    by, today = signed_in(request), day(moment_of(request))
    try:
        view = await queries.report(report_id, by=by, today=today)
    except NotFound:
        of = await report_listed(report_id, by=by)
        raise WrongState("read", "", NOT_READABLE, page("rounds", of.round_id)) from None
    return render(
        request,
        "reporting/report.html",
        status=400 if form else 200,
        report=view,
        form=form or filled(),
        answered=sum(line.answered for line in view.lines),
        late=rules.days_late(view.due_on, None, today),
        words=words,
        measuring=measuring,
        commitments=commitments,
    )


@get(_REPORT, opt=needs("report.read"))
async def report(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """The report of one party, to write or to read."""
    return await _shown(request, report_id)


@post(
    page("reports", "{report_id:uuid}", "submission"),
    opt=acts(actions.submit) | needs("report.submit"),
)
async def submit(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Submit the report."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.submit(report_id, form.version, by=by, at=at)
    return redirect(page("reports", report_id), N_("The report is submitted."))


@post(
    page("reports", "{report_id:uuid}", "return"),
    opt=acts(actions.send_back) | needs("report.return"),
)
async def send_back(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Return the report with a remark; it is then no longer readable for the committee."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemarkForm)
        view = await report_listed(report_id, by=by)
        await actions.send_back(report_id, form, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _shown(request, report_id, again(request, refused))
    said = N_("The report of {organisation} is returned.")
    return redirect(page("rounds", view.round_id), said, organisation=view.organisation)


@post(
    page("reports", "{report_id:uuid}", "acceptance"),
    opt=acts(actions.accept) | needs("report.accept"),
)
async def accept(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> Response[Any]:
    """Accept the report; not while a remark stands in the form, which would be lost."""
    by, at = signed_in(request), moment_of(request)
    try:
        form = await read_form(request, RemarkForm)
        view = await report_listed(report_id, by=by)
        if form.text.strip():
            raise Refused([Complaint("text", _KEPT_REMARK)])
        await actions.accept(report_id, form.version, by=by, at=at)
    except Refused as refused:
        return await _shown(request, report_id, again(request, refused))
    said = N_("The report of {organisation} is accepted.")
    return redirect(page("rounds", view.round_id), said, organisation=view.organisation)


ROUTES: list[Any] = [
    report, submit, send_back, accept, *writing.ROUTES, *rounds.ROUTES, *downloads.ROUTES,
]  # fmt: skip
