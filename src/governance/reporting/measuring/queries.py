"""The lines of a report with what indicators say of its period."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.clock import day
from governance.commitments.measuring.entering.queries import owns
from governance.commitments.measuring.reported.queries import Over, reported_by
from governance.reporting.lines.queries import LineView, lines_of


async def measured_lines(
    report_id: UUID, organisation_id: UUID, over: Over, accepted_at: datetime | None, *, by: Actor
) -> tuple[tuple[LineView, ...], int]:
    """The lines of a report that the caller may read, with what was measured in its period, and
    how many others it has: 5 queries at most. What was accepted stands as it did on that day.

    Small numbers are told to the organisation itself alone.
    """
    own = owns(organisation_id, by=by)
    stood = min(day(accepted_at), over.today) if accepted_at else over.today
    found, left_out = await lines_of(report_id, by=by, own=own, today=stood)
    asked = [line.commitment_id for line in found]
    there = await reported_by(organisation_id, asked, over, by=by)
    lines = tuple(
        replace(
            line,
            measured=line.commitment_id in there,
            measurements=there.get(line.commitment_id, ()),
        )
        for line in found
    )
    return lines, left_out
