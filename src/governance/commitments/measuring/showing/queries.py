"""What is measured of an indicator, per period, organisation and region.

All of it is made of what :func:`published` gives: of what is told, and of nothing behind that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.measuring.periods.rules import Span, chosen_of
from governance.commitments.measuring.publishing.queries import published
from governance.commitments.measuring.queries import IndicatorView, Of, indicator, of
from governance.commitments.measuring.rolling.rules import Rolled, roll
from governance.commitments.measuring.rules import asked, meets, wanted
from governance.commitments.sharing.queries import LAPSED_OPENLY, MAY_KNOW, SIGHT, sees, told


class Owing(Struct, frozen=True):
    """An organisation that owes the commitment, from and until when: until it left, or until
    the commitment lapsed for it, once that is told. ``whole``: the reader sees every value that
    it gives. ``ended``: the day from which it is no more, and another gives the values."""

    organisation_id: UUID
    organisation: str
    whole: bool
    since: date | None
    until: date | None
    ended: date | None
    told: bool = True
    """Whether its values are ever told to the reader, at once or once they are adopted."""

    def over(self, span: Span) -> bool:
        """Whether a value is expected of it over a period."""
        begun = self.since is not None and self.since < span.until
        if self.ended is not None and self.ended < span.until:
            return False
        return begun and (self.until is None or self.until > span.since)


class Cell(Struct, frozen=True, rename="camel"):
    """One organisation over one period. ``shown``: none where a value is missing, or where it is
    ``shared`` with this reader not yet: then nobody says whether there is one.

    ``meets`` what is asked by then: none where nothing is, or where that is not told.
    """

    organisation_id: UUID
    organisation: str
    since: date
    until: date
    shown: Shown | None
    meets: bool | None = None
    shared: bool = True


class PeriodTotal(Struct, frozen=True, rename="camel"):
    """One period of all organisations together. ``asked``: what is asked of one value then."""

    since: date
    until: date
    asked: Decimal | None
    rolled: Rolled


class RegionTotal(Struct, frozen=True, rename="camel"):
    """One period of the organisations in a region. Who is in two regions counts in both."""

    region_id: UUID
    region: str
    rolled: Rolled


class Measured(Struct, frozen=True, rename="camel"):
    """An indicator with what is measured: per period, and of the chosen one (``since``) per
    organisation and region. The newest period stands first.

    ``whole``: the reader sees all values that are given; else those of its own organisation, and
    of others what the steering committee adopted. ``left_out``: of so many organisations nothing is
    told to this reader, whatever is given or adopted; they are in no total and nowhere missing.
    """

    indicator: IndicatorView
    whole: bool
    periods: tuple[PeriodTotal, ...]
    since: date | None
    cells: tuple[Cell, ...]
    regions: tuple[RegionTotal, ...]
    left_out: int = 0


class _Member(Struct, frozen=True):
    """An organisation in a region, for a while."""

    region_id: UUID
    region: str
    organisation_id: UUID
    since: date
    until: date | None


_OWING = f"""
select o.id as organisation_id, o.short_name as organisation, k.whole,
       p.joined_on as since,
       least(p.left_on, case when {told("state")} = 'lapsed' or {LAPSED_OPENLY} then
           (l.changed_at at time zone 'Europe/Amsterdam')::date end) as until,
       o.valid_until as ended, {MAY_KNOW} as told
from commitment_line l join agreement a on a.id = l.agreement join party p on p.id = l.party
join organisation o on o.id = l.organisation
{SIGHT}
where l.commitment = $5 and {TAKING_PART} order by o.sort_key, p.joined_on"""  # noqa: S608
_MEMBERS = """
select g.id as region_id, g.name as region, m.organisation as organisation_id,
       m.valid_from as since, m.valid_until as until
from membership m join "grouping" g on g.id = m."grouping"
where m.organisation = any($1::uuid[]) and g.kind = 'region' order by g.sort_key, g.id"""


class _Facts(Struct, frozen=True):
    """All that is known of an indicator: ``over`` its periods, newest first; ``owing`` of whom the
    reader may be told, ``left_out`` how many others; ``told`` what is shown by organisation and
    first day; ``members`` who is in which region, since and until when."""

    view: IndicatorView
    whole: bool
    over: list[Span]
    owing: list[Owing]
    left_out: int
    told: dict[tuple[UUID, date], Shown]
    members: list[_Member]


async def measured(
    indicator_id: UUID, *, by: Actor, today: date, since: date | None = None
) -> tuple[Of, Measured]:
    """An indicator with what all organisations measured: 6 queries. ``since``: the first day of
    the period of which the organisations are shown; without it the newest of which there is one.
    """
    seen, facts = await _facts(indicator_id, by, today)
    with_one = {first for _, first in facts.told}
    return seen, _of(facts, chosen_of(facts.over, with_one, since))


async def everything(indicator_id: UUID, *, by: Actor, today: date) -> tuple[Of, list[Measured]]:
    """The same with each of its periods chosen in turn: 6 queries."""
    seen, facts = await _facts(indicator_id, by, today)
    return seen, [_of(facts, span) for span in facts.over]


async def _facts(indicator_id: UUID, by: Actor, today: date) -> tuple[Of, _Facts]:
    view = await indicator(indicator_id, by=by)
    seen = await of(view.commitment_id, by=by)
    there = await published([view.id], by=by)
    owing = await fetch(Owing, _OWING, *sees(by), view.commitment_id)
    over = seen.over(view.period, today)
    told = {(one.organisation_id, one.since): one.shown for one in there}
    members = await fetch(_Member, _MEMBERS, [one.organisation_id for one in owing])
    mine = [one for one in owing if one.told]
    left_out = len({one.organisation_id for one in owing} - {one.organisation_id for one in mine})
    return seen, _Facts(view, seen.whole, over, mine, left_out, told, members)


def _of(facts: _Facts, span: Span | None) -> Measured:
    totals = tuple(_total(facts.view, one, _cells(facts, one)) for one in facts.over)
    if span is None:
        return Measured(facts.view, facts.whole, totals, None, (), (), facts.left_out)
    cells = tuple(_cells(facts, span))
    regions = _regions(facts, span, cells)
    return Measured(facts.view, facts.whole, totals, span.since, cells, regions, facts.left_out)


def _cells(facts: _Facts, span: Span) -> Iterator[Cell]:
    """Each organisation of which a value is expected or there, once."""
    target, once = asked(facts.view, span.last), set()
    for one in facts.owing:
        seen = facts.told.get((one.organisation_id, span.since))
        if one.organisation_id in once or not (seen or one.over(span)):
            continue
        once.add(one.organisation_id)
        met = meets(seen, facts.view.direction, target) if seen else None
        named, shared = (one.organisation_id, one.organisation), one.whole or seen is not None
        yield Cell(*named, span.since, span.until, seen, met, shared)


def _total(view: IndicatorView, span: Span, cells: Iterable[Cell]) -> PeriodTotal:
    """The organisations of a period as one number; by name who gave none, and who shared none."""
    there, target = list(cells), asked(view, span.last)
    share = target if target is not None else wanted(view)
    rolled = roll(
        view.rule,
        [cell.shown for cell in there if cell.shown],
        [cell.organisation for cell in there if not cell.shown and cell.shared],
        lambda cell: meets(cell, view.direction, share),
        [cell.organisation for cell in there if not cell.shared],
    )
    return PeriodTotal(span.since, span.until, target, rolled)


def _regions(facts: _Facts, span: Span, cells: Iterable[Cell]) -> tuple[RegionTotal, ...]:
    """The same per region, by who was in it on the last day of the period."""
    there, inside = list(cells), dict[tuple[UUID, str], set[UUID]]()
    for one in facts.members:
        if one.since <= span.last and (one.until is None or one.until > span.last):
            inside.setdefault((one.region_id, one.region), set()).add(one.organisation_id)
    found = []
    for (region_id, region), of_it in inside.items():
        if mine := [cell for cell in there if cell.organisation_id in of_it]:
            found.append(RegionTotal(region_id, region, _total(facts.view, span, mine).rolled))
    return tuple(found)
