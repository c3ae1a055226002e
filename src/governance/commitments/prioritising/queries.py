"""Which priorities one may change, and a change that was made."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on
from governance.base.views import fetch
from governance.commitments.finding.queries import USUALLY, looked_for
from governance.commitments.finding.rules import Wanted
from governance.commitments.finding.shown.queries import DETAILS, FoundLine, lines_of
from governance.commitments.prioritising.rules import MOST, why_not_undone
from governance.commitments.standing.queries import NEXT_MILESTONE

WHO = TABLE["commitment.prioritise"].who


class Preview(Struct, frozen=True, rename="camel"):
    """What a change would do: ``lines`` change, at most as many as may change at once.

    ``differing`` counts all that would, ``alike`` those that have this priority already.
    """

    priority: str
    lines: tuple[FoundLine, ...]
    differing: int
    alike: int


class ChangedLine(Struct, frozen=True, rename="camel"):
    """A line of a change; ``now``: its priority today."""

    id: UUID
    number: int
    title: str
    organisation: str
    agreement: str
    before: str
    now: str


class ChangeShown(Struct, frozen=True, rename="camel"):
    """A change of priority; ``why_not_undone``: why it cannot be undone, empty when it can."""

    id: UUID
    version: int
    made_at: datetime
    made_by_function: str
    priority: str
    undone_at: datetime | None
    lines: tuple[ChangedLine, ...]
    why_not_undone: str


MAY = "(a.keeper = any({keepers}::uuid[]) or l.organisation = any({own}::uuid[]))"


def held(by: Actor) -> tuple[list[UUID], list[UUID]]:
    """For which organisations the actor may: that keep the agreement, that owe the commitment."""
    return sorted(held_on(by, WHO, Reach.KEEPER)), sorted(held_on(by, WHO, Reach.OWN))


async def preview(wanted: Wanted, priority: str, *, by: Actor, today: date) -> Preview:
    """What it would do to give the lines of a list this priority, of those that one may change:
    2 queries."""
    query = looked_for(wanted, by=by, today=today)
    keepers, own = map(query.put, held(by))
    query.where.append(MAY.format(keepers=keepers, own=own))
    to = query.put(priority)
    [row] = await DATABASE.fetch(
        f"select count(*) filter (where l.priority = {to})::int as alike,"
        f" count(*) filter (where l.priority <> {to})::int as differing {query.lines()}",
        *query.values,
    )
    query.ahead = True
    query.where.append(f"l.priority <> {to}")
    asked = f"select {DETAILS} {query.lines(NEXT_MILESTONE)} order by {USUALLY} limit {MOST}"
    rows = await DATABASE.fetch(asked, *query.values)
    return Preview(priority, tuple(lines_of(rows)), row["differing"], row["alike"])


_CHANGE = "select * from priority_change where id = $1"
_LINES = f"""
select l.id, c.position as number, c.title, o.short_name as organisation,
       a.short_title as agreement, x.before, l.priority as now
from priority_change_line x join commitment_line l on l.id = x.commitment_line
join agreement a on a.id = l.agreement join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
where x.priority_change = $3 and {TAKING_PART} and {MAY.format(keepers="$4", own="$5")}
order by a.sort_key, c.position, o.sort_key"""  # noqa: S608 - constant text
_NUMBER = """
select count(*)::int as number, coalesce(bool_or(l.priority <> p.priority or exists (
    select from priority_change_line y join priority_change z on z.id = y.priority_change
    where y.commitment_line = x.commitment_line and z.id > $1 and z.undone_at is null)), false)
    as later
from priority_change_line x join priority_change p on p.id = x.priority_change
join commitment_line l on l.id = x.commitment_line where x.priority_change = $1"""
"""How many lines a change has, and whether one of them was given a priority since."""


async def change_shown(change_id: UUID, *, by: Actor) -> ChangeShown:
    """A change, for who may change each of its lines: 3 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_CHANGE, change_id)
    lines = await fetch(ChangedLine, _LINES, *visible_to(by), change_id, *held(by))
    [whole] = await DATABASE.fetch(_NUMBER, change_id)
    if not rows or not lines or len(lines) != whole["number"]:
        raise NotFound
    why = why_not_undone(undone=rows[0]["undone_at"] is not None, changed_since=whole["later"])
    return ChangeShown(**dict(rows[0]), lines=tuple(lines), why_not_undone=why)
