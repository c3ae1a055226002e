"""Planning milestones: anew in a draft when the text moves, and when it enters into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import encoded, lock
from governance.commitments.forms import MilestoneMove
from governance.commitments.milestones.rules import planned_days

Days: TypeAlias = dict[UUID, list[tuple[date, UUID]]]
"""Per commitment the planned days, in order, each with its milestone."""

_PLANS = """
select m.id, m.commitment, m.position, m.rule, m.months, m.on_date
from milestone m join commitment c on c.id = m.commitment
where c.agreement = $1 and m.lapsed_on is null"""
_MOVE = """
update milestone m
set version = m.version + 1, rule = r.rule, months = r.months, on_date = r.on_date
from jsonb_to_recordset($1::jsonb) as r(id uuid, rule text, months int, on_date date), commitment c
where m.id = r.id and c.id = m.commitment and c.agreement = $2
returning m.id, c.key, m.title, m.rule, m.months, m.on_date"""
_OPEN_MILESTONES = """
insert into milestone_line (id, version, commitment_line, milestone, position, state, planned_on)
select r.id, 1, r.line, r.milestone, r.position, 'planned', r.planned_on
from jsonb_to_recordset($1::jsonb)
     as r(id uuid, line uuid, milestone uuid, position int, planned_on date)"""

_PLACES = """
update milestone_line m set position = n.place
from (select id, row_number() over (order by planned_on, position, id)::int as place
      from milestone_line where commitment_line = $1) n where n.id = m.id"""
_LAST = """
update commitment_line set planned_on = (
    select max(planned_on) from milestone_line where commitment_line = $1 and state <> 'lapsed')
where id = $1"""


async def move(
    agreement_id: UUID,
    moves: Sequence[MilestoneMove],
    *,
    by: Actor,
    at: datetime,
    cause: tuple[str, UUID],
) -> list[str]:
    """Plan milestones of a draft anew, with what changed in the trail; gives their titles.

    Part of a change of the text: whoever changes that has made sure that this actor may.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        rows = await DATABASE.fetch(_MOVE, encoded(moves), agreement_id)
        names = ("key", "title", "rule", "months", "on_date")
        changes = {"milestones": [{name: moved[name] for name in names} for moved in rows]}
        on = ("agreement", agreement_id)
        await record(row["keeper"], "move_milestones", *on, changes, by=by, at=at, cause=cause)
    return [moved["title"] for moved in rows]


async def planned_by_commitment(
    agreement_id: UUID, entered_on: date, ends_on: date | None, since: date | None = None
) -> Days:
    """Per commitment the planned days with their milestone, in order of days; ``since`` a day."""
    found: dict[UUID, list[tuple[date, int, UUID]]] = {}
    for plan in await DATABASE.fetch(_PLANS, agreement_id):
        days = planned_days(plan["rule"], plan["months"], plan["on_date"], entered_on, ends_on)
        found.setdefault(plan["commitment"], []).extend(
            (day, plan["position"], plan["id"]) for day in days if since is None or day >= since
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


async def in_order(line: UUID) -> None:
    """Number the milestones of a line by their days, and plan the line for the last of them."""
    await DATABASE.fetch(_PLACES, line)
    await last_planned(line)


async def last_planned(line: UUID) -> None:
    """Plan a line for the last day of its milestones."""
    await DATABASE.fetch(_LAST, line)
