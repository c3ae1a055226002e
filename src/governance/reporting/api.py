"""Reporting for machines: every step of the pages, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.reporting import actions, queries
from governance.reporting.downloads.pages import of_party, of_region
from governance.reporting.forms import (
    AdoptionForm,
    ApprovalForm,
    GeneralForm,
    LineForm,
    PreparationForm,
    RemarkForm,
    RoundForm,
    StepForm,
)
from governance.reporting.progress.papers import regional_document
from governance.reporting.regional.queries import RegionalView, regional
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in, read_form
from governance.web.tags import tagged


async def _seen(request: AnyRequest, report_id: UUID) -> queries.ReportView:
    today = day(moment_of(request))
    return await queries.report(report_id, by=signed_in(request), today=today)


@get(api("rounds"), opt=needs("round.read"))
async def rounds(request: Request[Any, Any, Any]) -> list[queries.RoundView]:
    """The latest rounds."""
    return await queries.rounds(signed_in(request))


@post(
    api("agreements", "{agreement_id:uuid}", "rounds"),
    opt=acts(actions.open_round) | takes(RoundForm) | needs("round.open_round"),
)
async def open_round(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.RoundOverview:
    """Open a round."""
    form, unread = await handed_in(request, RoundForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.open_round(agreement_id, form, unread=unread, by=by, at=at)
    return await queries.round_overview(made, by=by, today=day(at))


@post(
    api("rounds", "{round_id:uuid}", "removal"),
    opt=acts(actions.remove_round) | takes(StepForm) | needs("round.remove_round"),
    status_code=204,
)
async def remove_round(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> None:
    """Remove a round that was opened by mistake, while nobody wrote anything in it."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_round(round_id, form.version, by=by, at=at)


@get(api("rounds", "{round_id:uuid}"), opt=needs("round.read"))
async def overview(
    request: Request[Any, Any, Any], round_id: FromPath[UUID]
) -> queries.RoundOverview:
    """Who reported."""
    today = day(moment_of(request))
    return await queries.round_overview(round_id, by=signed_in(request), today=today)


@get(api("rounds", "{round_id:uuid}", "regional-reports"), opt=needs("regional_report.read"))
async def regional_report(
    request: Request[Any, Any, Any], round_id: FromPath[UUID]
) -> RegionalView:
    """The regional report."""
    return await regional(round_id, by=signed_in(request), today=day(moment_of(request)))


@put(
    api("rounds", "{round_id:uuid}", "regional-reports"),
    opt=acts(actions.prepare) | takes(PreparationForm) | needs("regional_report.prepare"),
)
async def prepare(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> RegionalView:
    """Write the words of the regional report; they stay a draft until the adoption."""
    form, unread = await handed_in(request, PreparationForm)
    by, at = signed_in(request), moment_of(request)
    await actions.prepare(round_id, form, form.version, unread=unread, by=by, at=at)
    return await regional(round_id, by=by, today=day(at))


@post(
    api("rounds", "{round_id:uuid}", "regional-reports", "adoption"),
    opt=acts(actions.adopt) | takes(AdoptionForm) | needs("regional_report.adopt"),
)
async def adopt(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> RegionalView:
    """Adopt the regional report."""
    form, unread = await handed_in(request, AdoptionForm)
    by, at = signed_in(request), moment_of(request)
    await actions.adopt(
        round_id, form, form.version, unread=unread, by=by, at=at, paper=regional_document
    )
    return await regional(round_id, by=by)


@get(api("reports", "{report_id:uuid}"), opt=needs("report.read"))
async def report(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> queries.ReportView:
    """A report with its lines."""
    return await _seen(request, report_id)


@put(
    api("reports", "{report_id:uuid}", "general-part"),
    opt=acts(actions.save_report) | takes(GeneralForm) | needs("report.edit"),
)
async def save_report(
    request: Request[Any, Any, Any], report_id: FromPath[UUID]
) -> queries.ReportView:
    """Write the general part."""
    form, unread = await handed_in(request, GeneralForm)
    by, at = signed_in(request), moment_of(request)
    await actions.save_report(report_id, form, form.version, unread=unread, by=by, at=at)
    return await _seen(request, report_id)


async def _line_seen(
    request: Request[Any, Any, Any], report_id: UUID, line_id: UUID
) -> Response[queries.ReportView]:
    """The report after one of its lines changed; the tag is that of the line."""
    found = await _seen(request, report_id)
    return tagged(found, next(line.version for line in found.lines if line.id == line_id))


@put(
    api("reports", "{report_id:uuid}", "lines", "{line_id:uuid}"),
    opt=acts(actions.save_line) | takes(LineForm) | needs("report.edit"),
)
async def save_line(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[queries.ReportView]:
    """Report on one commitment; ``version`` is that of the line."""
    form, unread = await handed_in(request, LineForm)
    by, at = signed_in(request), moment_of(request)
    await actions.save_line(line_id, form, form.version, unread=unread, by=by, at=at)
    return await _line_seen(request, report_id, line_id)


@post(
    api("reports", "{report_id:uuid}", "lines", "{line_id:uuid}", "nothing-changed"),
    opt=acts(actions.nothing_changed) | takes(StepForm) | needs("report.edit"),
)
async def nothing_changed(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], line_id: FromPath[UUID]
) -> Response[queries.ReportView]:
    """Say that a commitment stands as last time."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.nothing_changed(line_id, form.version, by=by, at=at)
    return await _line_seen(request, report_id, line_id)


@post(
    api("reports", "{report_id:uuid}", "internal-approvals"),
    opt=acts(actions.approve) | takes(ApprovalForm) | needs("report.approve"),
)
async def approve(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> queries.ReportView:
    """Record the internal approval."""
    form, unread = await handed_in(request, ApprovalForm)
    by, at = signed_in(request), moment_of(request)
    await actions.approve(report_id, form, form.version, unread=unread, by=by, at=at)
    return await _seen(request, report_id)


@post(
    api("reports", "{report_id:uuid}", "submission"),
    opt=acts(actions.submit) | takes(StepForm) | needs("report.submit"),
)
async def submit(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> queries.ReportView:
    """Submit a report."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.submit(report_id, form.version, by=by, at=at)
    return await _seen(request, report_id)


@post(
    api("reports", "{report_id:uuid}", "return"),
    opt=acts(actions.send_back) | takes(RemarkForm) | needs("report.return"),
    status_code=204,
)
async def send_back(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> None:
    """Return a report with a remark; it is then no longer readable for the committee."""
    form, unread = await handed_in(request, RemarkForm)
    by, at = signed_in(request), moment_of(request)
    await actions.send_back(report_id, form, form.version, unread=unread, by=by, at=at)


@post(
    api("reports", "{report_id:uuid}", "acceptance"),
    opt=acts(actions.accept) | takes(StepForm) | needs("report.accept"),
)
async def accept(request: Request[Any, Any, Any], report_id: FromPath[UUID]) -> queries.ReportView:
    """Accept a report."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.accept(report_id, form.version, by=by, at=at)
    return await _seen(request, report_id)


@get(api("rounds", "{round_id:uuid}", "documents", "{form:str}"), opt=needs("regional_report.read"))
async def regional_file(
    request: Request[Any, Any, Any], round_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The regional report as ``docx`` or ``pdf``; as adopted once it is."""
    return await of_region(request, round_id, form)


@get(api("reports", "{report_id:uuid}", "documents", "{form:str}"), opt=needs("report.read"))
async def report_file(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The report of one party as ``docx`` or ``pdf``."""
    return await of_party(request, report_id, form)


ROUTES: list[Any] = [
    regional_file, report_file,
    rounds, open_round, remove_round, overview, regional_report, prepare, adopt,
    report, save_report, save_line, nothing_changed, approve, submit, send_back, accept,
]  # fmt: skip
