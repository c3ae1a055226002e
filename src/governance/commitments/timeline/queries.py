"""Milestones on a scale of time: of an agreement with its parties together, and of one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.finding.queries import looked_for
from governance.commitments.finding.rules import Wanted
from governance.commitments.hidden_days.rules import keeps_back
from governance.commitments.queries import seen_agreement
from governance.commitments.rules import LineState, Standing
from governance.commitments.sharing.queries import SIGHT, day_planned, sees, told
from governance.commitments.standing.rules import standing, worst
from governance.commitments.timeline.rules import MOST, Zoom, neighbours, window
from governance.library.kinds.folders import hides_dates


class Point(Struct, frozen=True, rename="camel"):
    """A milestone on its planned day, of all parties together that keep it.

    ``done`` of ``total`` reached it, the last on ``done_on`` once all did. ``forecast_on`` is the
    latest day on which it is expected, ``late`` how many are. ``standing`` is the worst. Of other
    parties the reader is told what the committee adopted; ``unshared`` have nothing adopted yet,
    and where that are all there is no standing.
    """

    agreement_id: UUID
    agreement: str
    number: int
    commitment: str
    title: str
    planned_on: date
    forecast_on: date | None
    done_on: date | None
    done: int
    late: int
    total: int
    unshared: int
    standing: Standing | None

    @property
    def days(self) -> list[date]:
        """Every day on which it has a mark."""
        marked = (self.planned_on if self.done_on is None else None, self.forecast_on, self.done_on)
        return [one for one in marked if one is not None]


class TimelineView(Struct, frozen=True, rename="camel"):
    """A timeline: from ``first`` up to ``until``, with the days to look at before and after it.

    ``outside``: how many milestones lie before or after; ``hidden``: how many are still to come
    of commitments that hide their days; ``left_out``: how many there are beyond those that one
    timeline shows. ``line_id`` and ``organisation`` are of one commitment as a party keeps it; of
    the commitments of a list there is no ``agreement_id``.
    """

    agreement_id: UUID | None
    agreement: str
    line_id: UUID | None
    organisation: str
    commitment: str
    zoom: Zoom
    first: date
    until: date
    previous: date | None
    next: date | None
    today: date
    points: list[Point]
    outside: int
    hidden: dict[int, int]
    left_out: int = 0


_ADOPTED = """
left join lateral (
    select x.state, x.forecast_on, x.done_on
    from jsonb_to_recordset(case when k.whole then '[]' else s.milestones end)
         as x(id uuid, state text, forecast_on date, done_on date)
    where x.id = ml.id) x on true"""
"""Joins ``x``: a milestone of another party as its committee adopted it, where it did."""


def seen(column: str, nothing: str = "null") -> str:
    """A column of a milestone as the reader may know it."""
    return f"case when k.whole then ml.{column} else coalesce(x.{column}, {nothing}) end"


_SHOWN = f"""
select c.position as number, c.title as commitment, c.kind, m.title, {day_planned()} as planned_on,
       {seen("state", "''")} as state, {seen("forecast_on")} as forecast_on,
       {seen("done_on")} as done_on, c.id as of, m.id as milestone,
       a.id as agreement_id, a.short_title as agreement, o.short_name as organisation
from milestone_line ml
join milestone m on m.id = ml.milestone
join commitment_line l on l.id = ml.commitment_line
join commitment c on c.id = l.commitment
join agreement a on a.id = l.agreement
join organisation o on o.id = l.organisation
{SIGHT}
{_ADOPTED}
where {seen("state", "''")} <> 'lapsed'
  and ({told("state", "''")} <> 'lapsed' or {seen("state", "''")} = 'done')"""  # noqa: S608 - constant text
_ORDER = "order by a.sort_key, a.id, c.position, ml.planned_on, m.position, m.id, o.sort_key"
_POINTS = f"""{_SHOWN} and {TAKING_PART}
  and ($5::uuid is null or l.agreement = $5) and ($6::uuid is null or l.id = $6) {_ORDER}"""
_LINE = f"""
select l.id, a.id as agreement_id, a.short_title as agreement, o.short_name as organisation,
       c.position as number, c.title as commitment
from commitment_line l join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
where {TAKING_PART} and l.id = $3"""  # noqa: S608 - constant text


async def of_agreement(
    agreement_id: UUID, zoom: Zoom, on: date, *, by: Actor, today: date
) -> TimelineView:
    """The timeline of an agreement: 2 queries. Raises :class:`NotFound`.

    Who sees the agreement and takes no part in it sees no milestones of its parties.
    """
    agreement = await seen_agreement(agreement_id, by=by)
    rows = await DATABASE.fetch(_POINTS, *sees(by), agreement_id, None)
    named = (agreement_id, agreement.title, None, "", "")
    return _view(named, *_points(rows, today), zoom, on, today)


async def of_line(line_id: UUID, zoom: Zoom, on: date, *, by: Actor, today: date) -> TimelineView:
    """The timeline of one commitment as a party keeps it: 2 queries. Raises :class:`NotFound`."""
    lines = await DATABASE.fetch(_LINE, *visible_to(by), line_id)
    if not lines:
        raise NotFound
    [line] = lines
    rows = await DATABASE.fetch(_POINTS, *sees(by), None, line_id)
    whole = f"{line['number']}. {line['commitment']}"
    named = (line["agreement_id"], line["agreement"], line_id, line["organisation"], whole)
    return _view(named, *_points(rows, today), zoom, on, today)


async def of_list(wanted: Wanted, zoom: Zoom, on: date, *, by: Actor, today: date) -> TimelineView:
    """The timeline of the commitments of a list, over every agreement that one takes part in:
    1 query. Milestones of all parties in the list stand together; at most :data:`MOST` are shown.
    """
    query = looked_for(wanted, by=by, today=today)
    asked = f"{_SHOWN} and l.id in (select l.id {query.lines()}) {_ORDER}"
    rows = await DATABASE.fetch(asked, *query.values)
    view = _view((None, "", None, "", ""), *_points(rows, today), zoom, on, today)
    left_out = max(0, len(view.points) - MOST)
    return replace(view, points=view.points[:MOST], left_out=left_out)


def _view(
    named: tuple[UUID | None, str, UUID | None, str, str], points: Sequence[Point],
    hidden: dict[int, int], zoom: Zoom, on: date, today: date,
) -> TimelineView:  # fmt: skip
    every = [day for point in points for day in point.days]
    first, until = window(zoom, on, [*every, today] if every else [])
    inside = [p for p in points if any(first <= day < until for day in p.days)]
    before, after = neighbours(zoom, first)
    return TimelineView(
        *named,
        zoom,
        first,
        until,
        before,
        after,
        today,
        inside,
        len(points) - len(inside),
        hidden,
    )


def _points(rows: Sequence[Any], today: date) -> tuple[list[Point], dict[int, int]]:
    """The milestones of the rows: those of all parties on one planned day together; and how many
    of each commitment, by number, are kept back."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    hidden: Counter[int] = Counter()
    for row in rows:
        found.setdefault((row["of"], row["planned_on"], row["milestone"]), []).append(row)
    points = []
    for together in found.values():
        hides = hides_dates(together[0]["kind"])
        if any(keeps_back(hides, row["state"]) for row in together):
            hidden[together[0]["number"]] += 1
        else:
            points.append(_point(together, today))
    return points, dict(hidden)


def _point(rows: Sequence[Any], today: date) -> Point:
    first, stands = rows[0], list(_standings(rows, today))
    done = [row for row in rows if row["state"] == LineState.DONE]
    open_ = [row for row in rows if row["state"] != LineState.DONE]
    expected = [row["forecast_on"] for row in open_ if row["forecast_on"] is not None]
    slips = max(expected, default=None)
    reached = [row["done_on"] or row["planned_on"] for row in done]
    return Point(
        first["agreement_id"], first["agreement"], first["number"], first["commitment"],
        first["title"], first["planned_on"],
        slips if slips != first["planned_on"] else None,
        max(reached) if not open_ else None,
        len(done), sum(one is Standing.LATE for one in stands), len(rows),
        len(rows) - len(stands), worst(stands) if stands else None,
    )  # fmt: skip


def _standings(rows: Sequence[Any], today: date) -> Iterator[Standing]:
    for row in (row for row in rows if row["state"]):
        yield standing(row["state"], row["planned_on"], row["forecast_on"], row["done_on"], today)
