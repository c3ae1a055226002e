"""An indicator with all that count towards it, per period and per agreement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.measuring.across.rules import Expected, Together, together
from governance.commitments.measuring.counting.queries import STILL_IN
from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.measuring.periods.rules import Span, chosen_of
from governance.commitments.measuring.publishing.queries import adopted_together
from governance.commitments.measuring.queries import IndicatorView, Of, indicator, of
from governance.commitments.measuring.rules import asked, meets, wanted
from governance.commitments.measuring.showing.queries import Owing
from governance.commitments.sharing.queries import ADOPTED_SO, FOR_COMMITTEE, LAPSED_OPENLY


class Counted(Struct, frozen=True):
    """An indicator, and one (``source_id``) of an agreement of others that counts towards it."""

    indicator: IndicatorView
    source_id: UUID
    agreement: str
    keeper: str


class AgreementTotal(Struct, frozen=True, rename="camel"):
    """One agreement over one period. ``agreement_id``: where the reader takes part and may open
    it. ``indicator_id``: the indicator that counts, by which one lets go of it.
    ``left_out``: of so many organisations the values are for fewer people than the committee."""

    agreement_id: UUID | None
    agreement: str
    keeper: str
    indicator_id: UUID
    together: Together
    left_out: int = 0


class PeriodAcross(Struct, frozen=True, rename="camel"):
    """One period of all agreements together. ``asked``: what is asked of one value then.
    ``without``: the agreements of which no value was adopted, by name."""

    since: date
    until: date
    asked: Decimal | None
    together: Together
    without: tuple[str, ...]


class Across(Struct, frozen=True, rename="camel"):
    """An indicator over all agreements: per period, the newest first, and of the chosen one
    (``since``) per agreement. ``left_out``: in the chosen one the values of so many organisations
    are for fewer people; who is so in two agreements is one."""

    indicator: IndicatorView
    periods: tuple[PeriodAcross, ...]
    since: date | None
    agreements: tuple[AgreementTotal, ...]
    left_out: int = 0


class _Source(Struct, frozen=True):
    """An agreement with the commitment and indicator that count, and since when it is in force."""

    indicator_id: UUID
    commitment_id: UUID
    agreement_id: UUID
    agreement: str
    keeper: str
    keeper_id: UUID
    entered_on: date
    ended_on: date | None
    taking_part: bool

    def over(self, span: Span) -> bool:
        """Whether it was in force in a period."""
        return self.entered_on < span.until and (not self.ended_on or span.since < self.ended_on)


class _Owing(Owing, frozen=True, kw_only=True):
    commitment_id: UUID


_SOURCES = f"""
select i.id as indicator_id, c.id as commitment_id, b.id as agreement_id,
       b.short_title as agreement, o.short_name as keeper, o.id as keeper_id,
       b.entered_into_force_on as entered_on,
       case when b.state = 'ended' then b.ends_on end as ended_on,
       exists (select from agreement a where a.id = b.id and {STILL_IN}) as taking_part
from indicator t join commitment tc on tc.id = t.commitment join agreement a on a.id = tc.agreement
join indicator i on i.id = t.id or i.counts_towards = t.id
join commitment c on c.id = i.commitment join agreement b on b.id = c.agreement
join organisation o on o.id = b.keeper
where t.id = $3 and {STILL_IN} and b.entered_into_force_on is not null
order by i.id <> t.id, b.sort_key, b.id, i.id"""  # noqa: S608 - constant text
_OWING = f"""
select l.commitment as commitment_id, o.id as organisation_id, o.short_name as organisation,
       false as whole, p.joined_on as since,
       least(p.left_on, case when s.state = 'lapsed' or {LAPSED_OPENLY} then
           (l.changed_at at time zone 'Europe/Amsterdam')::date end) as until,
       o.valid_until as ended, {FOR_COMMITTEE} as told
from indicator t join commitment tc on tc.id = t.commitment join agreement a on a.id = tc.agreement
join indicator i on i.id = t.id or i.counts_towards = t.id
join commitment_line l on l.commitment = i.commitment join party p on p.id = l.party
join organisation o on o.id = l.organisation
left join adopted_line s on s.commitment_line = l.id and s.latest and {ADOPTED_SO}
where t.id = $3 and {STILL_IN}
order by o.sort_key, o.id, p.joined_on"""  # noqa: S608 - constant text


class _Facts(Struct, frozen=True):
    view: IndicatorView
    over: list[Span]
    sources: list[_Source]
    owing: dict[UUID, list[_Owing]]
    told: dict[tuple[UUID, UUID, date], Shown]


async def counted(indicator_id: UUID, source_id: str, *, by: Actor) -> tuple[Of, Counted | None]:
    """An indicator with one that counts towards it, for who takes part: 4 queries; none where it
    does not."""
    view = await indicator(indicator_id, by=by)
    seen = await of(view.commitment_id, by=by)
    for one in await fetch(_Source, _SOURCES, *visible_to(by), indicator_id):
        if str(one.indicator_id) == source_id and one.indicator_id != indicator_id:
            return seen, Counted(view, one.indicator_id, one.agreement, one.keeper)
    return seen, None


async def across(
    indicator_id: UUID, *, by: Actor, today: date, since: date | None = None
) -> tuple[Of, Across]:
    """An indicator over all agreements that count towards it, for who takes part in its own: 6
    queries, however many these are. ``since``: the first day of the period that is shown per
    agreement; without it the newest of which a value was adopted."""
    seen, facts = await _facts(indicator_id, by, today)
    with_one = {first for _, _, first in facts.told}
    return seen, _of(facts, chosen_of(facts.over, with_one, since))


async def everything(indicator_id: UUID, *, by: Actor, today: date) -> tuple[Of, list[Across]]:
    """The same with each of its periods chosen in turn: 6 queries."""
    seen, facts = await _facts(indicator_id, by, today)
    return seen, [_of(facts, span) for span in facts.over]


async def _facts(indicator_id: UUID, by: Actor, today: date) -> tuple[Of, _Facts]:
    view = await indicator(indicator_id, by=by)
    seen = await of(view.commitment_id, by=by)
    asked_of = (*visible_to(by), indicator_id)
    sources = await fetch(_Source, _SOURCES, *asked_of)
    if seen.entered_on is not None and not sources:
        raise NotFound
    owing: dict[UUID, list[_Owing]] = {}
    for one in await fetch(_Owing, _OWING, *asked_of):
        owing.setdefault(one.commitment_id, []).append(one)
    there = await adopted_together(indicator_id, by=by)
    told = {(one.indicator_id, one.organisation_id, one.since): one.shown for one in there}
    return seen, _Facts(view, seen.over(view.period, today), sources, owing, told)


def _of(facts: _Facts, span: Span | None) -> Across:
    periods = tuple(_period(facts, one) for one in facts.over)
    if span is None:
        return Across(facts.view, periods, None, ())
    found = [_agreement(facts, one, span) for one in facts.sources]
    there = tuple(one for one in found if one.together.expected or one.left_out)
    left_out = frozenset[UUID]().union(*(_narrow(facts, one, span) for one in facts.sources))
    return Across(facts.view, periods, span.since, there, len(left_out))


def _period(facts: _Facts, span: Span) -> PeriodAcross:
    cells = [_cells(facts, one, span) for one in facts.sources]
    without = tuple(
        one.agreement
        for one, there in zip(facts.sources, cells, strict=True)
        if there and not any(cell.shown for cell in there)
    )
    made = _together(facts.view, span, cells)
    return PeriodAcross(span.since, span.until, asked(facts.view, span.last), made, without)


def _agreement(facts: _Facts, of_: _Source, span: Span) -> AgreementTotal:
    cells = _cells(facts, of_, span)
    made = _together(facts.view, span, [cells])
    opens = of_.agreement_id if of_.taking_part else None
    named = (opens, of_.agreement, of_.keeper, of_.indicator_id)
    return AgreementTotal(*named, made, len(_narrow(facts, of_, span)))


def _narrow(facts: _Facts, of_: _Source, span: Span) -> frozenset[UUID]:
    """Whose values of an agreement are for fewer people than the committee."""
    lines = facts.owing.get(of_.commitment_id, ())
    found = {o.organisation_id for o in lines if not o.told and of_.over(span) and o.over(span)}
    told = {one.organisation_id for one in _cells(facts, of_, span)}
    return frozenset(found - told - _others(facts, of_, span))


def _cells(facts: _Facts, of_: _Source, span: Span) -> list[Expected]:
    """Each organisation of an agreement of which a value is expected or there, once.

    Not a party of the own agreement that keeps one that counts: that agreement speaks for it, or
    its total would be in it twice.
    """
    found: dict[UUID, Expected] = {}
    others = _others(facts, of_, span)
    for one in facts.owing.get(of_.commitment_id, ()):
        seen = facts.told.get((of_.indicator_id, one.organisation_id, span.since))
        expected = one.told and of_.over(span) and one.over(span)
        if one.organisation_id in others:
            continue
        if one.organisation_id not in found and (seen or expected):
            named = (one.organisation_id, one.organisation)
            found[one.organisation_id] = Expected(*named, seen, of_.taking_part)
    return list(found.values())


def _others(facts: _Facts, of_: _Source, span: Span) -> frozenset[UUID]:
    """For whom another agreement speaks: of the own agreement who keeps one that counts, in force
    in this period."""
    own = facts.view.id
    if of_.indicator_id != own:
        return frozenset()
    return frozenset(
        one.keeper_id for one in facts.sources if one.indicator_id != own and one.over(span)
    )


def _together(view: IndicatorView, span: Span, cells: Sequence[Sequence[Expected]]) -> Together:
    target = asked(view, span.last)
    share = target if target is not None else wanted(view)
    return together(view.rule, cells, lambda seen: meets(seen, view.direction, share))
