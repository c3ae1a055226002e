"""How much an actor sees of a line, for every query that reads lines."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from governance.base.database import DATABASE
from governance.commitments.rules import Standing
from governance.commitments.sharing.rules import AdoptedMilestone, Sight
from governance.commitments.standing.queries import stands_sql
from governance.commitments.standing.rules import facts_of, stands, with_next

WHOLE = (
    "(l.organisation = any($1::uuid[]) or a.keeper = any($1::uuid[]) "
    "or coalesce(a.committee = any($2::uuid[]), false))"
)
"""Whether one sees all of the line ``l`` of the agreement ``a``; parameters of ``visible_to``."""
SIGHT = f"""
left join adopted_line s on s.commitment_line = l.id and s.latest
cross join lateral (select {WHOLE} as whole) k"""
"""Joins ``k.whole`` and, where something was adopted, ``s``: how it was adopted last."""
SEEN = """case when k.whole then 'whole' when s.id is not null then 'adopted' else 'promise' end"""
"""The :class:`Sight` of a line."""


def told(column: str, nothing: str = "null") -> str:
    """A column of a line as the reader may know it; ``nothing`` where nothing was adopted."""
    return f"case when k.whole then l.{column} else coalesce(s.{column}, {nothing}) end"


def told_next(column: str) -> str:
    """A column of the first open milestone (``n``) as the reader may know it."""
    return f"case when k.whole then n.{column} else s.next_{column} end"


def seen_standing(today: str) -> str:
    """How a line stands for this reader: as of ``today`` or as adopted; null where not shared."""
    return f"case when k.whole then {stands_sql(today)} else s.standing end"


def standing_of(row: dict[str, Any], today: date) -> Standing | None:
    """How a row of a line stands for its reader; takes the columns that only say so out of it."""
    adopted = row.pop("adopted_standing")
    behind_from, accepted_until = row["behind_from"], row["accepted_until"]
    if row["sight"] != Sight.WHOLE:
        return Standing(adopted) if adopted else None
    own = facts_of(
        row["state"], row["planned_on"], row["forecast_on"], row["done_on"], today,
        behind_from=behind_from, accepted_until=accepted_until,
    )  # fmt: skip
    ahead = None
    if row["next_state"] is not None:
        days = (row["next_planned_on"], row["next_forecast_on"])
        ahead = facts_of(row["next_state"], *days, None, today)
    return stands(with_next(own, ahead))


_MILESTONES = "select milestones from adopted_line where commitment_line = $1 and latest"


async def adopted_milestones(line_id: UUID) -> dict[UUID, AdoptedMilestone]:
    """The milestones of a line as they were adopted last, by milestone of the line: 1 query."""
    rows = await DATABASE.fetch(_MILESTONES, line_id)
    if not rows:
        return {}
    kept = msgspec.json.decode(rows[0]["milestones"], type=list[AdoptedMilestone])
    return {one.id: one for one in kept}
