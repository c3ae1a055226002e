"""The values of one's own organisation, as they were given, with what was corrected."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import between, shown
from governance.commitments.measuring.periods.rules import Span
from governance.commitments.measuring.publishing.queries import LineValue, Value
from governance.commitments.measuring.queries import IndicatorView, Of, indicators, of
from governance.commitments.measuring.rules import asked, hiding


class Given(Struct, frozen=True, rename="camel"):
    """A value as it was given; ``number`` 1 is the first, a later one corrects it by ``reason``."""

    since: date
    number: int
    value: Decimal
    reason: str
    by_function: str
    made_at: datetime


class PeriodGiven(Struct, frozen=True, rename="camel"):
    """One period with what was given of it, the value that stands first. ``version`` is what a
    change of it must name. ``hidden``: others see "< 5". ``asked``: what is asked by then."""

    since: date
    until: date
    version: int
    value: Decimal | None
    hidden: bool
    asked: Decimal | None
    given: tuple[Given, ...]


class OwnIndicator(Struct, frozen=True, rename="camel"):
    """An indicator with the periods of one organisation, newest first."""

    indicator: IndicatorView
    periods: tuple[PeriodGiven, ...]


class OwnLine(Struct, frozen=True):
    """The line of one's own organisation that is measured, or of one for which it goes on.
    ``begun`` and ``ended``: the days from which that organisation is, and is no more."""

    id: UUID
    commitment_id: UUID
    organisation_id: UUID
    organisation: str
    begun: date | None
    ended: date | None


class OwnMeasurements(Struct, frozen=True, rename="camel"):
    """All that one's own organisation measured of a commitment."""

    line_id: UUID
    organisation: str
    may_enter: bool
    indicators: tuple[OwnIndicator, ...]


_LINE = """
select l.id, l.commitment as commitment_id, o.id as organisation_id, o.short_name as organisation,
       o.valid_from as begun, o.valid_until as ended
from commitment_line l join organisation o on o.id = l.organisation"""
_OWN = f"{_LINE} where l.id = $1 and l.organisation = any($2::uuid[])"
_GIVEN = """
select m.indicator, m.period_from as since, m.number, m.value, m.reason, m.by_function, m.made_at,
       m.hiding
from measurement m where m.organisation = $1 and m.indicator = any($2::uuid[])
order by m.period_from desc, m.number desc"""


def _homes(by: Actor) -> frozenset[UUID]:
    """The own organisations, also those for which these go on."""
    return held_on(by, TABLE["measurement.read"].who, Reach.OWN, past=True)


def may_enter(organisation_id: UUID, by: Actor) -> bool:
    """Whether this actor may give the values of an organisation: of its own, and of one for which
    that goes on, whose last period was not over when it ended."""
    return organisation_id in held_on(by, TABLE["measurement.enter"].who, Reach.OWN, past=True)


def owns(organisation_id: UUID, *, by: Actor) -> bool:
    """Whether the values of an organisation are the reader's own."""
    return organisation_id in _homes(by)


async def own_line(line_id: UUID, *, by: Actor) -> tuple[OwnLine, Of]:
    """A line of one's own organisation, or of one for which it goes on: 2 queries."""
    found = await fetch(OwnLine, _OWN, line_id, sorted(_homes(by)))
    if not found:
        raise NotFound
    return found[0], await of(found[0].commitment_id, by=by)


async def own(line_id: UUID, *, by: Actor, today: date) -> tuple[Of, OwnMeasurements]:
    """All that the own organisation measured of a commitment, with its history: 5 queries."""
    line, seen = await own_line(line_id, by=by)
    views = await indicators(line.commitment_id, by=by)
    rows = await DATABASE.fetch(_GIVEN, line.organisation_id, [view.id for view in views])
    given: dict[UUID, list[Given]] = {view.id: [] for view in views}
    once: set[tuple[UUID, date]] = set()
    for row in rows:
        values = dict(row)
        if values.pop("hiding"):
            once.add((row["indicator"], row["since"]))
        given[values.pop("indicator")].append(Given(**values))
    made = tuple(
        OwnIndicator(view, _periods(view, given[view.id], _over(seen, view, line, today), once))
        for view in views
    )
    enters = may_enter(line.organisation_id, by)
    return seen, OwnMeasurements(line.id, line.organisation, enters, made)


def _over(seen: Of, view: IndicatorView, line: OwnLine, today: date) -> list[Span]:
    """The periods of which the organisation itself can give a value."""
    return seen.over(view.period, today, begun=line.begun, gone=line.ended)


_BESIDE = f"""{_LINE}
where l.commitment = $1 and l.organisation = any($2::uuid[]) and l.id <> $3 order by o.sort_key"""


async def beside(line_id: UUID, commitment_id: UUID, *, by: Actor) -> list[OwnLine]:
    """The other lines of the same commitment of one's own organisations, with those for which
    these go on: 1 query."""
    return await fetch(OwnLine, _BESIDE, commitment_id, sorted(_homes(by)), line_id)


async def newest(line_id: UUID, *, by: Actor, today: date) -> list[LineValue]:
    """The indicators of a line of one's own organisation with its newest value, as it was given:
    small numbers are hidden from others, not from who gave them. 7 queries."""
    line, _ = await own_line(line_id, by=by)
    _, found = await own(line_id, by=by, today=today)
    return [
        LineValue(one.indicator, _newest(one, line.organisation_id)) for one in found.indicators
    ]


def _newest(of: OwnIndicator, organisation_id: UUID) -> Value | None:
    for one in of.periods:
        if one.value is not None:
            told = between(one.value, one.value)
            return Value(of.indicator.id, organisation_id, one.since, one.until, told)
    return None


def _periods(
    view: IndicatorView, given: list[Given], over: list[Span], once: Collection[tuple[UUID, date]]
) -> tuple[PeriodGiven, ...]:
    """``once``: the periods of which small numbers are hidden, whatever the indicator is now."""
    found = []
    for span in over:
        there = tuple(one for one in given if one.since == span.since)
        value = there[0].value if there else None
        number = there[0].number if there else 0
        hides = hiding(view) or (view.id, span.since) in once
        hidden = value is not None and shown(value, hiding=hides).hidden
        target = asked(view, span.last)
        found.append(PeriodGiven(span.since, span.until, number, value, hidden, target, there))
    return tuple(found)
