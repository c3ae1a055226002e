"""Commitments in lanes, by how they stand or by their state, as one may know it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.board.rules import LANES, SHOWN, By
from governance.commitments.finding.queries import OF_LINE, looked_for
from governance.commitments.finding.rules import NOT_SHARED, Wanted
from governance.commitments.finding.shown.queries import DETAILS, STANDING, FoundLine, lines_of
from governance.commitments.sharing.queries import LISTED_DAY, told
from governance.commitments.standing.queries import NEXT_MILESTONE

_LANE = {
    By.STANDING: f"coalesce({STANDING}, '{NOT_SHARED}')",
    By.STATE: f"coalesce(nullif({told('state', chr(39) * 2)}, ''), '{NOT_SHARED}')",
}


class Lane(Struct, frozen=True, rename="camel"):
    """A lane: what stands so; ``total`` counts all of it, ``lines`` are the first."""

    key: str
    total: int
    lines: tuple[FoundLine, ...]


async def board(wanted: Wanted, lanes: By, *, by: Actor, today: date) -> list[Lane]:
    """Every lane, what is planned first at the top: 1 query. Empty lanes are there too."""
    query = looked_for(wanted, by=by, today=today)
    query.ahead = query.ahead or lanes is By.STANDING
    shown = query.put(SHOWN)
    rows = await DATABASE.fetch(
        f"""
with looked as materialized (
    select l.id, {_LANE[lanes]} as lane, {query.known(LISTED_DAY)} as planned, a.sort_key,
           c.position, o.sort_key as whose {query.lines()}),
placed as (
    select id, lane, count(*) over (partition by lane)::int as total, row_number() over (
        partition by lane order by planned nulls last, sort_key, position, whose, id) as place
    from looked),
picked as materialized (select * from placed where place <= {shown}::int)
select p.lane, p.total, {DETAILS}
from picked p join commitment_line l on l.id = p.id {OF_LINE}
{NEXT_MILESTONE} order by p.lane, p.place""",  # noqa: S608 - put together from our own text
        *query.values,
    )
    totals = {row["lane"]: row["total"] for row in rows}
    return [
        Lane(key, totals.get(key, 0), tuple(lines_of(row for row in rows if row["lane"] == key)))
        for key in LANES[lanes]
    ]
