"""Letting successors carry out what organisations that end carried out for others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, change
from governance.commitments.executing.rules import How
from governance.commitments.executing.tables import LineExecution
from governance.commitments.tables import Commitment

_AGREED = """
select c.*, a.keeper from commitment c join agreement a on a.id = c.agreement
where c.executor_organisation = any($1::uuid[]) and c.lapsed_on is null
  and a.state in ('in_force', 'signed') order by c.id for update of c"""
_OTHERWISE = """
select x.*, l.organisation, l.commitment from line_execution x
join commitment_line l on l.id = x.commitment_line join agreement a on a.id = l.agreement
where x.executor_organisation = any($1::uuid[]) and a.state = 'in_force'
  and l.state not in ('done', 'lapsed') order by x.id for update of x"""
_KEPT = """
select x.how, x.executor_organisation, x.why, l.organisation from line_execution x
join commitment_line l on l.id = $2 where x.commitment_line = $1
  and not exists (select from line_execution t where t.commitment_line = $2)"""


async def execute_through(
    main: Mapping[UUID, UUID], *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """What organisations that end carry out, their successors carry out: as agreed for all, and
    as a party has it done. ``main``: the successor by who ends."""
    told: dict[str, Any] = {"by": by, "at": at, "cause": cause, "audience": "committee"}
    for row in [dict(one) for one in await DATABASE.fetch(_AGREED, sorted(main))]:
        keeper, values = row.pop("keeper"), {"executor_organisation": _to(row, main)}
        await change(Commitment, row, **values)
        on = ("commitment", row["id"])
        await record(keeper, "carry_over", *on, changed(row, values), **told)
    for row in [dict(one) for one in await DATABASE.fetch(_OTHERWISE, sorted(main))]:
        of, commitment = row.pop("organisation"), row.pop("commitment")
        values = _executed(row, of, main)
        await change(LineExecution, row, **values)
        on = ("commitment", commitment)
        await record(of, "carry_over", *on, changed(row, values, organisation=of), **told)


async def execute_as_before(source: UUID, line: UUID, main: Mapping[UUID, UUID]) -> None:
    """Who carried it out for the line that goes on carries it out there, unless the successor
    said itself who does: within the act that moves the line."""
    for row in await DATABASE.fetch(_KEPT, source, line):
        values = _executed(row, row["organisation"], main)
        await add(LineExecution(commitment_line=line, why=row["why"], **values))


def _to(row: Mapping[str, Any], main: Mapping[UUID, UUID]) -> UUID | None:
    executor: UUID | None = row["executor_organisation"]
    return main.get(executor, executor) if executor else None


def _executed(row: Mapping[str, Any], of: UUID, main: Mapping[UUID, UUID]) -> dict[str, Any]:
    """How it is carried out then: who comes to do it for itself is no other organisation."""
    executor = _to(row, main)
    if executor == of:
        return {"how": How.ITSELF, "executor_organisation": None}
    return {"how": row["how"], "executor_organisation": executor}
