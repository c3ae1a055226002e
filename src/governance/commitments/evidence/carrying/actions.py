"""Letting evidence go along with the line that it is of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import change
from governance.commitments.evidence.queries import THING
from governance.commitments.evidence.tables import Evidence

_THERE = """
select e.*, l.organisation from evidence e join commitment_line l on l.id = $2
where e.commitment_line = $1 and e.removed_at is null order by e.id for update of e"""


async def carry_evidence(
    source: UUID, line: UUID, milestones: Mapping[UUID, UUID],
    *, by: Actor, at: datetime, cause: tuple[str, UUID],
) -> None:  # fmt: skip
    """Evidence of a line is evidence of the line that goes on from it.

    ``milestones``: which milestone is which there; of one that is not there it is evidence of the
    whole line. Its file is never changed: it stays kept as it was taken in.
    """
    for row in [dict(one) for one in await DATABASE.fetch(_THERE, source, line)]:
        to = row.pop("organisation")
        values = {"commitment_line": line, "milestone_line": milestones.get(row["milestone_line"])}
        await change(Evidence, row, **values)
        told = {name: row[name] for name in ("title", "dated_on")}
        await record(to, "carry_over", THING, line, told, by=by, at=at, cause=cause)
