"""Letting successors plan what organisations that end had planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import change
from governance.commitments.annual_plan.tables import AnnualPlan, AnnualPlanLine

_OPEN = """
select n.*, p.agreement, o.short_name as name, h.organisation as heir
from annual_plan n join party p on p.id = n.party join organisation o on o.id = p.organisation
join party h on h.id = $3
where n.party = $1 and n.year >= $2 order by n.id for update of n"""
_THERE = "select * from annual_plan where party = $1 and year = $2 for update"
_LINES = "select * from annual_plan_line where annual_plan = $1 order by id for update"
_MOVE = "update annual_plan_line set annual_plan = $2 where id = $1"
_GONE = (
    "delete from annual_plan_line where annual_plan = $1",
    "delete from annual_plan where id = $1",
)
_LONGEST = 200


async def plan_as_before(
    party: UUID, heir: UUID, year: int, *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """What a party planned for a calendar year and later, the party that goes on for it plans.

    Where two come together in a year, fte and euros of one commitment are added. What was planned
    for years before stays with who planned it.
    """
    for row in [dict(one) for one in await DATABASE.fetch(_OPEN, party, year, heir)]:
        name, to, agreement = (row.pop(one) for one in ("name", "heir", "agreement"))
        there = await DATABASE.fetch(_THERE, heir, row["year"])
        if there:
            await _together(row["id"], dict(there[0]))
        else:
            await change(AnnualPlan, row, party=heir)
        told = {"party": name, "year": row["year"]}
        on = ("agreement", agreement)
        await record(to, "carry_over", *on, told, by=by, at=at, cause=cause, audience="committee")


async def _together(source: UUID, own: Mapping[str, Any]) -> None:
    """The rows of a plan, added to those of another of the same year."""
    there = {row["commitment"]: row for row in await DATABASE.fetch(_LINES, own["id"])}
    for row in await DATABASE.fetch(_LINES, source):
        if row["commitment"] in there:
            known = dict(there[row["commitment"]])
            await change(AnnualPlanLine, known, **_sum(known, row))
        else:
            await DATABASE.fetch(_MOVE, row["id"], own["id"])
    for statement in _GONE:
        await DATABASE.fetch(statement, source)
    await change(AnnualPlan, own)


def _sum(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: _joined(one[name], other[name]) for name in ("cover", "purpose")}
    return {name: _added(one[name], other[name]) for name in ("fte", "euros")} | texts


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    told = [amount for amount in (one, other) if amount is not None]
    return sum(told, Decimal(0)) if told else None


def _joined(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, (one, other))))[:_LONGEST]
