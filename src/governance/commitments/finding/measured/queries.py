"""The measurements of the lines of a list that are of one's own organisation, as they were given.

Values of others do not stand in a file that comes back: of these one is told what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import may
from governance.commitments.measuring.entering.queries import owns
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import spans
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


_TERMS = """
select id, entered_into_force_on as entered_on, case when state = 'ended' then ends_on end as ended
from agreement where id = any($1::uuid[]) and entered_into_force_on is not null"""
_LATEST = """
select indicator, organisation, period_from, number, value from measurement
where organisation = any($1::uuid[]) and indicator = any($2::uuid[]) and latest"""
_Given = dict[tuple[UUID, UUID, date], tuple[int, Decimal]]


async def measurements_of(
    lines: Iterable[Any], *, by: Actor, today: date
) -> list[ExportedMeasurement]:
    """Every period that is over of the indicators of lines of the own organisation, in the order
    of the lines, newest period first: 4 queries,
    none where no line is its own."""
    mine = [one for one in lines if owns(one.organisation_id, by=by)]
    if not mine:
        return []
    views = await indicators_of({one.commitment_id for one in mine}, by=by)
    terms = await DATABASE.fetch(_TERMS, sorted({one.agreement_id for one in mine}))
    rows = await DATABASE.fetch(
        _LATEST, sorted({one.organisation_id for one in mine}), [view.id for view in views]
    )
    given = {
        (row["indicator"], row["organisation"], row["period_from"]): (row["number"], row["value"])
        for row in rows
    }
    over = {row["id"]: (row["entered_on"], row["ended"]) for row in terms}
    return [m for one in mine for m in _of_line(one, views, over, given, by=by, today=today)]


def _of_line(
    line: Any, views: Sequence[IndicatorView], over: dict[UUID, tuple[date, date | None]],
    given: _Given, *, by: Actor, today: date,
) -> Iterator[ExportedMeasurement]:  # fmt: skip
    if line.agreement_id not in over:
        return
    entered_on, ended = over[line.agreement_id]
    enters = may(by, "measurement.enter", own=line.organisation_id)
    for view in views:
        if view.commitment_id != line.commitment_id:
            continue
        for span in reversed(spans(view.period, entered_on, today)):
            if ended is not None and span.since >= ended:
                continue
            key = (view.id, line.organisation_id, span.since)
            version, value = given.get(key, (0, None))
            yield ExportedMeasurement(
                line.id, line.agreement, line.number, line.title, line.organisation, view,
                span.since, span.last, version, value, enters,
            )  # fmt: skip
