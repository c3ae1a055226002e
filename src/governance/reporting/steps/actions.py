"""Taking a step of a report; called by the actions of reporting, in their transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import Complaint
from governance.base.permissions import TABLE, Reach, behalf, entitled
from governance.base.views import change, lock, unchanged
from governance.base.workflow import Workflow
from governance.commitments.warning.rules import case_data
from governance.reporting.forms import LineForm
from governance.reporting.lines.actions import answer, milestones_of, untimely_days
from governance.reporting.lines.queries import ReportListed, report_listed
from governance.reporting.measuring.actions import measured
from governance.reporting.rules import WORKFLOW, edited, line_complaints
from governance.reporting.tables import Report, ReportLine
from governance.reporting.when.rules import step_of

_READ_BY_COMMITTEE = {
    state
    for held in TABLE["report.read"].who
    if held.reach is Reach.COMMITTEE
    for state in held.states
}
"""States of a report in which the table lets the committee read it."""


def allowed(by: Actor, workflow: Workflow, verb: str, **on: UUID | None) -> None:
    """Raise :class:`NotAllowed` for who may never take this verb on what is named."""
    entitled(by, workflow.who(verb), **on)


async def stepping(
    report_id: UUID, verb: str, version: int | None, by: Actor
) -> tuple[ReportListed, dict[str, Any], str]:
    """The report, locked, and the state that the verb leads to; refuses who may not.

    Who sees in the round how far a report is, is told when a colleague was first
    (:class:`WrongState`), also where its words are not theirs to read any more.
    """
    listed = await report_listed(report_id, by=by)
    allowed(by, WORKFLOW, verb, own=listed.organisation_id, committee=listed.committee_id)
    row = await lock(Report, report_id)
    target = step_of(WORKFLOW, verb, row["state"]).target
    unchanged(row, version)
    return listed, row, target


async def moved(
    row: Mapping[str, Any], verb: str, changes: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Write columns of a report and the act, with who typed it and on whose behalf.

    The committee reads an act that begins or ends where it reads the report. What is written
    before that, or after a return, is the organisation's own: the trail tells no draft.
    """
    await change(Report, row, **changes)
    noted = changed(row, changes)
    states = {row["state"], changes.get("state", row["state"])}
    audience = "committee" if states & _READ_BY_COMMITTEE else "own"
    await record(
        row["organisation"], verb, "report", row["id"], noted, by=by, at=at, audience=audience
    )


async def line_of(
    report_line_id: UUID, version: int | None, by: Actor
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """A line of a report that may be edited now: the report, the line, and the state it gets."""
    row = await lock(ReportLine, report_line_id)
    _, report, target = await stepping(row["report"], "edit", None, by)
    unchanged(row, version)
    return report, row, target


async def wrong_with(
    line: Mapping[str, Any], form: LineForm, *, by: Actor, at: datetime
) -> list[Complaint]:
    """All that is wrong with an answer on one commitment; what is measured in it is saved."""
    known = [milestone.id for milestone in await milestones_of(line["id"])]
    return [
        *line_complaints(form, day(at), known),
        *await untimely_days(line, form),
        *await measured(line, form, by=by, at=at),
        *case_data(form, line.values()),
    ]


async def answered(
    report: Mapping[str, Any], row: Mapping[str, Any], target: str, form: LineForm,
    *, nothing: bool, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Write what is said of one commitment, and the act."""
    values = await answer(row, form, nothing=nothing)
    of_report = edited(report, target, by, behalf(by))
    if any(report[name] != value for name, value in of_report.items()):
        await change(Report, report, **of_report)
    verb = "nothing_changed" if nothing else "save_line"
    changes = changed(row, values, line=row["commitment_line"])
    await record(report["organisation"], verb, "report", report["id"], changes, by=by, at=at)
