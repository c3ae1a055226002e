"""Reports of organisations that ended, not submitted yet, go on as those of their successors.

What was submitted or accepted stays theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add, change
from governance.reporting.rules import ReportState
from governance.reporting.tables import Report, ReportLine, ReportMilestone

Cause = tuple[str, UUID]
OPEN = (ReportState.DRAFT, ReportState.APPROVED, ReportState.RETURNED)
_OPEN = """
select r.* from report r
where r.party = any($1::uuid[]) and r.state = any($2::text[]) order by r.round, r.id for update"""
_LINES = "select * from report_line where report = $1 order by id for update"
_MILESTONES = "select * from report_milestone where report_line = $1"
_THERE = "select * from report where round = $1 and party = $2 for update"
_SAID = "select from report_line where report = $1 and commitment_line = $2"
_REMARKS = "update remark set report = $2 where report = $1"
_GONE = (
    "delete from report_milestone where report_line in (select id from report_line "
    "where report = $1)",
    "delete from report_line where report = $1",
    "delete from remark where report = $1",
    "delete from report where id = $1",
)


class Owed(Struct, frozen=True):
    """Where what is owed goes: the line there, the party, the organisation, the milestones.
    ``first``: where several come together, what was written of this one counts first."""

    line: UUID
    party: UUID
    organisation: UUID
    first: bool
    milestones: Mapping[UUID, UUID]


async def go_on(
    parties: list[UUID], owed: Mapping[UUID, list[Owed]],
    *, by: Actor, at: datetime, cause: Cause,
) -> int:  # fmt: skip
    """Let successors go on with the open reports of parties; ``owed`` by the line that it was.

    Gives how many reports of predecessors fell away. What a successor submitted already stays.
    """
    reports = [dict(row) for row in await DATABASE.fetch(_OPEN, parties, list(OPEN))]
    said = [
        (report, dict(line), to)
        for report in reports
        for line in await DATABASE.fetch(_LINES, report["id"])
        for to in owed.get(line["commitment_line"], [])
    ]
    for report, line, to in sorted(said, key=lambda one: not one[2].first):
        target = await _report(report, to, by, at, cause)
        if target is not None:
            await _line(line, target, to)
            await DATABASE.fetch(_REMARKS, report["id"], target)
    for report in reports:
        for statement in _GONE:
            await DATABASE.fetch(statement, report["id"])
        told = {"state": report["state"]}
        chain, on = report["organisation"], ("report", report["id"])
        await record(chain, "hand_over_report", *on, told, by=by, at=at, cause=cause)
    return len(reports)


async def _report(
    was: Mapping[str, Any], to: Owed, by: Actor, at: datetime, cause: Cause
) -> UUID | None:
    """The report of a successor in the round of a predecessor's; none where it is submitted."""
    there = await DATABASE.fetch(_THERE, was["round"], to.party)
    if there:
        row = dict(there[0])
        if row["state"] not in OPEN:
            return None
        if row["state"] == ReportState.APPROVED:
            again = {"approved_by_function": "", "approved_on": None}
            await change(Report, row, state=ReportState.DRAFT, **again)
        found: UUID = row["id"]
        return found
    fresh = {**was, "id": new_id(), "version": 1, "party": to.party, "state": ReportState.DRAFT}
    fresh |= {"organisation": to.organisation, "approved_by_function": "", "approved_on": None}
    made = await add(Report(None, **fresh))
    told = {"organisation": to.organisation}
    await record(to.organisation, "inherit_report", "report", made, told, by=by, at=at, cause=cause)
    return made


async def _line(line: Mapping[str, Any], report: UUID, to: Owed) -> None:
    """What was written of a line so far, in the report of who owes it now."""
    if await DATABASE.fetch(_SAID, report, to.line):
        return
    made = new_id()
    values = {**line, "id": made, "version": 1, "report": report, "commitment_line": to.line}
    await add(ReportLine(None, **values))
    for row in await DATABASE.fetch(_MILESTONES, line["id"]):
        milestone = to.milestones.get(row["milestone_line"])
        if milestone is not None:
            again = {**dict(row), "id": new_id(), "report_line": made, "version": 1}
            await add(ReportMilestone(None, **{**again, "milestone_line": milestone}))
