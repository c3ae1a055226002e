"""The indicators of commitments with what was measured in the period of a report.

Of an indicator count the periods that ended in the period of the report. What is the reader's own
is told as it was given; of others only what :func:`published` tells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.measuring.entering.queries import owns
from governance.commitments.measuring.hiding.rules import Shown, between
from governance.commitments.measuring.periods.rules import Span, spans
from governance.commitments.measuring.publishing.queries import in_paper, published
from governance.commitments.measuring.queries import IndicatorView, indicators_of
from governance.commitments.measuring.rolling.rules import Rolled, roll
from governance.commitments.measuring.rules import asked, meets


class Over(Struct, frozen=True):
    """The period of a report (``until`` is the first day after it), of an agreement that entered
    into force on a day, as seen on the day ``today``."""

    since: date
    until: date
    entered_on: date | None
    today: date

    def spans(self, every: str) -> list[Span]:
        """The periods of an indicator that ended in it and are over; the first one first."""
        entered = self.entered_on
        if entered is None:
            return []
        found = spans(every, self.since, min(self.until, self.today))
        return [one for one in found if one.until > max(self.since, entered)]


class PeriodMeasured(Struct, frozen=True, rename="camel"):
    """One period of one indicator of one organisation. ``version`` is what a change of its value
    must name, for who may change it; ``value`` is there where all of it is told."""

    indicator: IndicatorView
    since: date
    until: date
    version: int
    value: Decimal | None
    shown: Shown | None


class PeriodTogether(Struct, frozen=True, rename="camel"):
    """One period of one indicator of organisations together, who is missing by name.

    ``asked``: what is asked of each by then."""

    number: int
    commitment: str
    indicator: IndicatorView
    since: date
    until: date
    asked: Decimal | None
    rolled: Rolled


_OWN = """
select indicator, period_from, number, value from measurement
where organisation = $1 and indicator = any($2::uuid[]) and latest"""
_MEASURED = f"""
select c.id, c.position as number, c.title from commitment c join agreement a on a.id = c.agreement
where c.agreement = $3 and {TAKING_PART}
  and exists (select from indicator i where i.commitment = c.id) order by c.position"""  # noqa: S608 - constant text


async def reported_by(
    organisation_id: UUID, commitments: Collection[UUID], over: Over, *, by: Actor
) -> dict[UUID, tuple[PeriodMeasured, ...]]:
    """What one organisation measured, by commitment: 3 queries, 1 where nothing is measured."""
    found: dict[UUID, tuple[PeriodMeasured, ...]] = {}
    views = await indicators_of(commitments, by=by)
    if not views:
        return found
    given: dict[tuple[UUID, date], tuple[int, Shown]] = {}
    ids = [view.id for view in views]
    if owns(organisation_id, by=by):
        for row in await DATABASE.fetch(_OWN, organisation_id, ids):
            told = between(row["value"], row["value"])
            given[row["indicator"], row["period_from"]] = (row["number"], told)
    else:
        for one in await published(ids, by=by):
            if one.organisation_id == organisation_id:
                given[one.indicator_id, one.since] = (0, one.shown)
    for view in views:
        made = found.get(view.commitment_id, ())
        found[view.commitment_id] = (*made, *_periods(view, over, given))
    return found


def _periods(
    view: IndicatorView, over: Over, given: Mapping[tuple[UUID, date], tuple[int, Shown]]
) -> list[PeriodMeasured]:
    made = []
    for span in over.spans(view.period):
        version, seen = given.get((view.id, span.since), (0, None))
        value = seen.value if seen else None
        made.append(PeriodMeasured(view, span.since, span.until, version, value, seen))
    return made


async def reported_in(
    agreement_id: UUID,
    over: Over,
    owing: Mapping[int, Mapping[UUID, str]],
    until: datetime | None,
    *,
    by: Actor,
) -> list[PeriodTogether]:
    """What organisations measured together, by commitment, indicator and period: 4 queries, 1
    where nothing is measured.

    ``owing``: by number of the commitment the organisations of which it is told, by name.
    ``until``: what was given later does not count.
    """
    of = {row["id"]: row for row in await DATABASE.fetch(_MEASURED, *visible_to(by), agreement_id)}
    views = await indicators_of(of, by=by) if of else []
    there = await in_paper([view.id for view in views], until, by=by) if views else []
    told = {(one.indicator_id, one.organisation_id, one.since): one.shown for one in there}
    found = []
    for view in views:
        number, title = of[view.commitment_id]["number"], of[view.commitment_id]["title"]
        for span in over.spans(view.period):
            names = owing.get(number, {})
            cells = {who: told.get((view.id, who, span.since)) for who in names}
            target = asked(view, span.last)
            rolled = _rolled(view, cells, names, target)
            found.append(
                PeriodTogether(number, title, view, span.since, span.until, target, rolled)
            )
    return sorted(found, key=lambda one: (one.number, one.indicator.position, one.since))


def _rolled(
    view: IndicatorView,
    cells: Mapping[UUID, Shown | None],
    names: Mapping[UUID, str],
    target: Decimal | None,
) -> Rolled:
    return roll(
        view.rule,
        [seen for seen in cells.values() if seen],
        [names[who] for who, seen in cells.items() if not seen],
        lambda cell: meets(cell, view.direction, target),
    )
