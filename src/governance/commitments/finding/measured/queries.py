"""The measurements of the lines of a list that are of one's own organisation, as they were given.

Values of others do not stand in a file that comes back: of these one is told what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.measuring.entering.queries import may_enter, owns
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import given_over
from governance.commitments.measuring.queries import IndicatorView, indicators_of


class ExportedMeasurement(Struct, frozen=True):
    """One period of one indicator of a line of the own organisation. ``version``: how many values
    were given of it; ``opened``: whether this person may give one now."""

    line_id: UUID
    agreement: str
    number: int
    title: str
    organisation: str
    view: IndicatorView
    since: date
    last: date
    version: int
    value: Decimal | None
    opened: bool

    @property
    def indicator_id(self) -> UUID:
        """Of which indicator."""
        return self.view.id

    @property
    def indicator(self) -> str:
        """What the indicator is called."""
        return self.view.name

    @property
    def unit(self) -> str:
        """In what it is counted."""
        return self.view.unit

    @property
    def yes_no(self) -> bool:
        """Whether its value is yes or no."""
        return self.view.counts == Counts.YES_NO


class _Term(Struct, frozen=True):
    """When the agreement of a line is in force, and when its organisation is there."""

    entered_on: date
    ended: date | None
    begun: date | None
    gone: date | None


_TERMS = """
select l.id, a.entered_into_force_on as entered_on,
       case when a.state = 'ended' then a.ends_on end as ended, o.valid_from as begun,
       o.valid_until as gone
from commitment_line l join agreement a on a.id = l.agreement
join organisation o on o.id = l.organisation
where l.id = any($1::uuid[]) and a.entered_into_force_on is not null"""
_LATEST = """
select indicator, organisation, period_from, number, value from measurement
where organisation = any($1::uuid[]) and indicator = any($2::uuid[]) and latest"""
_Given = dict[tuple[UUID, UUID, date], tuple[int, Decimal]]


async def measurements_of(
    lines: Iterable[Any], *, by: Actor, today: date
) -> list[ExportedMeasurement]:
    """Every period of which lines of the own organisation give a value, in the order of the lines,
    newest period first: 4 queries, none where no line is its own.

    As on the page of its measurements: of an organisation for which another goes on, the periods
    that were over when it ended, and of that other those that were not over when it began.
    """
    mine = [one for one in lines if owns(one.organisation_id, by=by)]
    if not mine:
        return []
    views = await indicators_of({one.commitment_id for one in mine}, by=by)
    terms = await DATABASE.fetch(_TERMS, sorted({one.id for one in mine}))
    rows = await DATABASE.fetch(
        _LATEST, sorted({one.organisation_id for one in mine}), [view.id for view in views]
    )
    given = {
        (row["indicator"], row["organisation"], row["period_from"]): (row["number"], row["value"])
        for row in rows
    }
    over = {row["id"]: _Term(*list(row.values())[1:]) for row in terms}
    of: dict[UUID, list[IndicatorView]] = {}
    for view in views:
        of.setdefault(view.commitment_id, []).append(view)
    return [
        found
        for one in mine if one.id in over
        for view in of.get(one.commitment_id, ())
        for found in _of_line(one, view, over[one.id], given, by=by, today=today)
    ]  # fmt: skip


def _of_line(
    line: Any, view: IndicatorView, of: _Term, given: _Given, *, by: Actor, today: date
) -> Iterator[ExportedMeasurement]:
    enters = may_enter(line.organisation_id, by)
    over = given_over(view.period, of.entered_on, of.ended, today, begun=of.begun, gone=of.gone)
    for span in over:
        version, value = given.get((view.id, line.organisation_id, span.since), (0, None))
        yield ExportedMeasurement(
            line.id, line.agreement, line.number, line.title, line.organisation, view,
            span.since, span.last, version, value, enters,
        )  # fmt: skip
