"""Keeping with each line since when its measurements fall short; part of what changes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import encoded
from governance.commitments.measuring.hiding.rules import shown
from governance.commitments.measuring.queries import IndicatorView, indicators
from governance.commitments.measuring.rules import asked, hiding, meets

_NEWEST = """
select distinct on (l.id, m.indicator) l.id as line, m.indicator, m.value, m.hiding,
       m.period_until
from commitment_line l left join measurement m on m.commitment_line = l.id and m.latest
where l.commitment = $1 and ($2::uuid is null or l.id = $2)
order by l.id, m.indicator, m.period_from desc"""
_WRITE = """
update commitment_line l set behind_from = r.behind_from
from jsonb_to_recordset($1::jsonb) as r(line uuid, behind_from date)
where l.id = r.line and l.behind_from is distinct from r.behind_from"""


async def judge(commitment_id: UUID, line_id: UUID | None = None, *, by: Actor) -> None:
    """Work out since when lines of a commitment, or one of them, fall short: 4 queries.

    A line falls short from the end of the newest period of an indicator of which the value does
    not meet what was asked by then. A number that is hidden as small says nothing here: how a line
    stands would give it away. Nobody decides anything, so nothing is added to the trail.
    """
    views = {view.id: view for view in await indicators(commitment_id, by=by)}
    since: dict[UUID, date | None] = {}
    for row in await DATABASE.fetch(_NEWEST, commitment_id, line_id):
        short = _short(row, views.get(row["indicator"]))
        known = since.setdefault(row["line"], short)
        if short is not None and known is not None:
            since[row["line"]] = min(short, known)
        elif known is None:
            since[row["line"]] = short
    await DATABASE.fetch(_WRITE, encoded(_rows(since.items())))


def _short(row: Any, view: IndicatorView | None) -> date | None:
    if view is None or row["value"] is None:
        return None
    until: date = row["period_until"]
    seen = shown(row["value"], hiding=row["hiding"] or hiding(view))
    met = meets(seen, view.direction, asked(view, until - timedelta(days=1)))
    return until if met is False and not seen.hidden else None


def _rows(since: Iterable[tuple[UUID, date | None]]) -> list[dict[str, Any]]:
    return [{"line": line, "behind_from": day} for line, day in since]
