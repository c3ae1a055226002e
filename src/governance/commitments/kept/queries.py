"""The lines of many commitments at once, with how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.figures.queries import told_figure
from governance.commitments.hidden_days.rules import without_days
from governance.commitments.lines.queries import KNOWN, OF_LINE
from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import sees, standing_of
from governance.commitments.standing.rules import worst
from governance.library.kinds.folders import hides_dates


class Kept(Struct, frozen=True, rename="camel"):
    """A commitment as one organisation keeps it: its next milestone and last measurement.

    Without a standing: the committee has not adopted yet how it stands, for this reader.
    ``days_hidden``: what is next is told on its own page alone.
    """

    line_id: UUID
    organisation: str
    standing: Standing | None
    next_title: str | None
    next_planned_on: date | None
    figure: Shown | None
    measured_on: date | None
    unit: str
    target: Decimal | None
    days_hidden: bool


class Whole(Struct, frozen=True, rename="camel"):
    """How a commitment stands as a whole: as the party that is furthest behind.

    That is so with ``behind`` of the ``parties`` of which the reader may know; of ``unshared``
    others it may not. No standing: nothing may be known, or it is not in force yet.
    """

    standing: Standing | None = None
    behind: int = 0
    parties: int = 0
    unshared: int = 0


_LINES = f"""
select l.id as line_id, l.commitment, o.short_name as organisation, c.indicator_unit as unit,
       c.target, {KNOWN}
{OF_LINE}
where {TAKING_PART} and l.commitment = any($5::uuid[])
order by o.sort_key, l.id"""


async def kept_by(
    commitment_ids: Iterable[UUID], *, by: Actor, today: date
) -> dict[UUID, tuple[Kept, ...]]:
    """How the parties keep each of some commitments, of agreements that the actor takes part
    in: 1 query. One that is not in force yet is not in it."""
    rows = await DATABASE.fetch(_LINES, *sees(by), sorted(set(commitment_ids)))
    found: dict[UUID, list[Kept]] = {}
    for row in map(told_figure, map(dict, rows)):
        row["standing"] = standing_of(row, today)
        told = without_days(row, hides=hides_dates(row["kind"]))
        shown = Kept(*(told[name] for name in Kept.__struct_fields__))
        found.setdefault(row["commitment"], []).append(shown)
    return {commitment: tuple(lines) for commitment, lines in found.items()}


def whole(lines: Iterable[Kept]) -> Whole:
    """How a commitment stands with all that owe it."""
    lines = list(lines)
    stand = [line.standing for line in lines if line.standing is not None]
    furthest = worst(stand) if stand else None
    return Whole(
        furthest, sum(one is furthest for one in stand), len(stand), len(lines) - len(stand)
    )
