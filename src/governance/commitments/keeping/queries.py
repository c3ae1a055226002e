"""The lines of many commitments at once, with how each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.queries import NEXT_MILESTONE
from governance.commitments.rules import OVER, Standing, standing, worst


class Kept(Struct, frozen=True, rename="camel"):
    """A commitment as one organisation keeps it: its next milestone and last measurement."""

    line_id: UUID
    organisation: str
    standing: Standing
    next_title: str | None
    next_planned_on: date | None
    value: Decimal | None
    measured_on: date | None
    unit: str


class Whole(Struct, frozen=True, rename="camel"):
    """How a commitment stands as a whole: as the party that is furthest behind, which is so with
    ``behind`` of its ``parties``. No standing: it is not in force yet."""

    standing: Standing | None = None
    behind: int = 0
    parties: int = 0


_LINES = f"""
select l.id as line_id, l.commitment, o.short_name as organisation, l.state, l.planned_on,
       l.forecast_on, l.done_on, l.value, l.measured_on, c.indicator_unit as unit,
       n.title as next_title, n.state as next_state, n.planned_on as next_planned_on,
       n.forecast_on as next_forecast_on
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
{NEXT_MILESTONE}
where {TAKING_PART} and l.commitment = any($3::uuid[])
order by o.sort_key, l.id"""  # noqa: S608 - constant text


def _stands(row: Mapping[str, Any], today: date) -> Standing:
    whole = standing(row["state"], row["planned_on"], row["forecast_on"], row["done_on"], today)
    if whole in OVER or row["next_state"] is None:
        return whole
    ahead = (row["next_state"], row["next_planned_on"], row["next_forecast_on"], None, today)
    return worst((whole, standing(*ahead)))


async def kept_by(
    commitment_ids: Iterable[UUID], *, by: Actor, today: date
) -> dict[UUID, tuple[Kept, ...]]:
    """How the parties keep each of some commitments, of agreements that the actor takes part
    in: 1 query. One that is not in force yet is not in it."""
    rows = await DATABASE.fetch(_LINES, *visible_to(by), sorted(set(commitment_ids)))
    found: dict[UUID, list[Kept]] = {}
    for row in rows:
        shown = {name: row[name] for name in Kept.__struct_fields__ if name != "standing"}
        found.setdefault(row["commitment"], []).append(Kept(**shown, standing=_stands(row, today)))
    return {commitment: tuple(lines) for commitment, lines in found.items()}


def whole(lines: Iterable[Kept]) -> Whole:
    """How a commitment stands with all that owe it."""
    stand = [line.standing for line in lines]
    furthest = worst(stand) if stand else None
    return Whole(furthest, sum(one is furthest for one in stand), len(stand))
