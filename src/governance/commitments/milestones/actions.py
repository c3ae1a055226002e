"""Planning the milestones when an agreement enters into force; called by the action of lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias
from uuid import UUID

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import encoded
from governance.commitments.rules import planned_days

Days: TypeAlias = dict[UUID, list[tuple[date, UUID]]]
"""Per commitment the planned days, in order, each with its milestone."""

_PLANS = """
select m.id, m.commitment, m.position, m.rule, m.months, m.on_date
from milestone m join commitment c on c.id = m.commitment where c.agreement = $1"""
_OPEN_MILESTONES = """
insert into milestone_line (id, version, commitment_line, milestone, position, state, planned_on)
select r.id, 1, r.line, r.milestone, r.position, 'planned', r.planned_on
from jsonb_to_recordset($1::jsonb)
     as r(id uuid, line uuid, milestone uuid, position int, planned_on date)"""


async def planned_by_commitment(agreement_id: UUID, entered_on: date, ends_on: date | None) -> Days:
    """Per commitment the planned days with their milestone, in order of days."""
    found: dict[UUID, list[tuple[date, int, UUID]]] = {}
    for plan in await DATABASE.fetch(_PLANS, agreement_id):
        days = planned_days(plan["rule"], plan["months"], plan["on_date"], entered_on, ends_on)
        found.setdefault(plan["commitment"], []).extend(
            (day, plan["position"], plan["id"]) for day in days
        )
    return {of: [(day, m) for day, _, m in sorted(days)] for of, days in found.items()}


def last(days: Days, commitment: UUID) -> date | None:
    """The last planned day of a commitment, or None when it has no milestone."""
    planned = days.get(commitment)
    return planned[-1][0] if planned else None


async def open_milestones(lines: Mapping[UUID, UUID], days: Days) -> None:
    """Add the planned milestones of new lines (line to commitment) in one statement."""
    rows = [
        {"id": new_id(), "line": line, "milestone": milestone, "position": n, "planned_on": day}
        for line, commitment in lines.items()
        for n, (day, milestone) in enumerate(days.get(commitment, ()), 1)
    ]
    await DATABASE.fetch(_OPEN_MILESTONES, encoded(rows))
