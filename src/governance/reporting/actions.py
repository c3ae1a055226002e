"""What changes: rounds open, linking pins report, the secretary judges, the committee adopts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.base.permissions import behalf
from governance.base.views import add, lock, unchanged
from governance.commitments.actions import apply_report
from governance.commitments.queries import seen_agreement
from governance.commitments.warning.rules import case_data
from governance.reporting.forms import (
    ROUND,
    AdoptionForm,
    ApprovalForm,
    GeneralForm,
    LineForm,
    PreparationForm,
    RemarkForm,
    RoundForm,
)
from governance.reporting.lines.actions import (
    last_time,
    not_unchanged,
    open_reports,
    overtaken,
    said,
    unapprovable,
)
from governance.reporting.opening.actions import hold, take_away
from governance.reporting.opening.queries import others, state_of
from governance.reporting.opening.rules import ROUND_WORKFLOW, round_complaints
from governance.reporting.queries import round_seen
from governance.reporting.regional.actions import (
    Paper,
    accepted_at,
    regional_moved,
    regional_step,
)
from governance.reporting.regional.rules import (
    REGIONAL_WORDS,
    adoption_complaints,
    preparation_complaints,
    with_prepared,
)
from governance.reporting.rules import (
    edited,
    general_complaints,
    remark_complaints,
    signed_off,
    typed,
    unapproved,
)
from governance.reporting.steps.actions import (
    allowed,
    answered,
    line_of,
    moved,
    stepping,
    wrong_with,
)
from governance.reporting.tables import RegionalReport, Remark, Round
from governance.reporting.when.rules import step_of


async def open_round(
    agreement_id: UUID, form: RoundForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> UUID:  # fmt: skip
    """Open a round on an agreement in force: a report per owing party, filled with last time.

    By the secretary or chair of its committee, or an administrator of its keeper.
    """
    async with DATABASE.transaction():
        seen = await seen_agreement(agreement_id, by=by)
        row = await lock(Agreement, agreement_id)
        allowed(by, ROUND_WORKFLOW, "open_round", keeper=seen.keeper, committee=seen.committee)
        step_of(ROUND_WORKFLOW, "open_round", row["state"])
        holds = (seen.entered_into_force_on, seen.ends_on)
        known, watched = await others(agreement_id), seen.committee is not None
        complain(round_complaints(form, known, watched=watched, holds=holds), unread)
        values = {name: getattr(form, name) for name in ROUND}
        values["moment"] = str(form.moment or "")
        made = await add(Round(agreement=agreement_id, committee=seen.committee, **values))
        await add(RegionalReport(round=made, state="draft"))
        reports = await open_reports(agreement_id, made)
        changes = {"agreement": agreement_id, "reports": reports, **values}
        await record(
            seen.keeper, "open_round", "round", made, changes, by=by, at=at, audience="committee"
        )
    return made


async def remove_round(
    round_id: UUID, version: int | None = None, *, by: Actor, at: datetime
) -> None:
    """Take a round away that was opened by mistake, while nobody wrote anything in it.

    By who may open one. What it was stays in the trail.
    """
    async with DATABASE.transaction():
        of = await round_seen(round_id, by=by)
        allowed(by, ROUND_WORKFLOW, "remove_round", keeper=of.keeper, committee=of.committee_id)
        row = await lock(Round, round_id)
        unchanged(row, version)
        reports = await hold(round_id)
        step_of(ROUND_WORKFLOW, "remove_round", await state_of(round_id))
        await take_away(round_id)
        gone = {n: row[n] for n in ("agreement", *ROUND)}
        gone |= {"reports": reports}
        await record(
            of.keeper, "remove_round", "round", round_id, gone, by=by, at=at, audience="committee"
        )


async def save_line(
    report_line_id: UUID, form: LineForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> bool:  # fmt: skip
    """Report on one commitment and its milestones; ``version`` is that of the line.

    Gives whether an internal approval fell away by it, so that it can be told.
    """
    async with DATABASE.transaction():
        report, row, target = await line_of(report_line_id, version, by)
        complain(await wrong_with(row, form, by=by, at=at), unread)
        await answered(report, row, target, form, nothing=False, by=by, at=at)
    return unapproved(report, target)


async def nothing_changed(
    report_line_id: UUID, version: int | None = None, *, by: Actor, at: datetime
) -> None:
    """Say that one commitment stands as it did last time; its words then still hold.

    Refused when the date expected last time has passed, or a milestone of what went well is
    overdue: then something did change. Refused as well for a line that was reported on already:
    nothing that was typed is overwritten.
    """
    async with DATABASE.transaction():
        report, row, target = await line_of(report_line_id, version, by)
        last = await last_time(row)
        complain(await not_unchanged(row, last, day(at)))
        await answered(report, row, target, last, nothing=True, by=by, at=at)


async def save_report(
    report_id: UUID, form: GeneralForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> bool:  # fmt: skip
    """Write the general part: main message, capacity, money, risks, outlook.

    Gives whether an internal approval fell away by it, so that it can be told.
    """
    async with DATABASE.transaction():
        _, row, target = await stepping(report_id, "edit", version, by)
        complain(general_complaints(form, row), unread)
        names = set(form.__struct_fields__) - {"version", "not_case_data"}
        values = {n: getattr(form, n) for n in names}
        await moved(row, "save_report", values | edited(row, target, by, behalf(by)), by=by, at=at)
    return unapproved(row, target)


async def approve(
    report_id: UUID, form: ApprovalForm, version: int | None = None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Record the internal approval (intern akkoord) of a report that is complete."""
    async with DATABASE.transaction():
        of, row, target = await stepping(report_id, "approve", version, by)
        names = ("approvedByFunction", "approvedOn")
        told = (form.approved_by_function, form.approved_on)
        wrong = [*signed_off(*told, of.opens_on, day(at), names), *case_data(form)]
        complain([*wrong, *await unapprovable(report_id, form.approved_on)], unread)
        values = typed(by, behalf(by)) | {"state": target, "approved_on": form.approved_on}
        values |= {"approved_by_function": form.approved_by_function.strip()}
        await moved(row, "approve", values, by=by, at=at)


async def submit(report_id: UUID, version: int | None = None, *, by: Actor, at: datetime) -> None:
    """Hand an approved report to the committee's secretary."""
    async with DATABASE.transaction():
        _, row, target = await stepping(report_id, "submit", version, by)
        values = {"state": target, "submitted_at": at}
        await moved(row, "submit", values | typed(by, behalf(by)), by=by, at=at)


async def send_back(
    report_id: UUID, form: RemarkForm, version: int | None = None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Return a report with a remark; its internal approval no longer holds."""
    async with DATABASE.transaction():
        _, row, target = await stepping(report_id, "return", version, by)
        complain(remark_complaints(form), unread)
        await add(
            Remark(report=report_id, at=at, by_function=by.function, person_id=by.person_id,
                   text=form.text.strip())
        )  # fmt: skip
        values = {"state": target, "approved_by_function": "", "approved_on": None}
        await moved(row, "return", values, by=by, at=at)


async def accept(report_id: UUID, version: int | None = None, *, by: Actor, at: datetime) -> None:
    """Accept a report: what it says becomes what the lines say, with the report as cause.

    After the adoption of the regional report it no longer counts in that report; and where a
    report over a later period was accepted first, the lines keep what that one says.
    Of two at once the second is told so (:class:`WrongState`); nothing is applied twice.
    """
    async with DATABASE.transaction():
        of, row, target = await stepping(report_id, "accept", version, by)
        counts = await accepted_at(of.round_id, at)
        if not await overtaken(report_id):
            await apply_report(await said(report_id), by=by, at=at, cause=("report", report_id))
        await moved(row, "accept", {"state": target, "accepted_at": counts}, by=by, at=at)


async def prepare(
    round_id: UUID, form: PreparationForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Write the words of the regional report, so that the committee reads what is asked of it:
    a draft that the adoption begins with."""
    async with DATABASE.transaction():
        of, row, _ = await regional_step(round_id, "prepare", version, by)
        complain(preparation_complaints(form := with_prepared(form, row), row), unread)
        values = {name: getattr(form, name).strip() for name in REGIONAL_WORDS}
        await regional_moved(of, row, "prepare", values, by=by, at=at)


async def adopt(
    round_id: UUID, form: AdoptionForm, version: int | None = None,
    *, by: Actor, at: datetime, unread: Unread = (), paper: Paper | None = None,
) -> None:  # fmt: skip
    """Adopt the regional report; ``paper`` makes the text that is kept from then on."""
    async with DATABASE.transaction():
        of, row, target = await regional_step(round_id, "adopt", version, by)
        complain(adoption_complaints(form := with_prepared(form, row), of, day(at), row), unread)
        said = ("adopted_by_function", "adopted_on", *REGIONAL_WORDS)
        values = {name: getattr(form, name) for name in said}
        values |= {"state": target, "reports_due": of.reports, "adopted_at": at}
        await regional_moved(of, row, "adopt", values, by=by, at=at, paper=paper)
