"""What an indicator counts towards and what counts towards it, for who takes part."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.measuring.counting.rules import fitting_complaints
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.queries import IndicatorView, Of, indicator, of
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.commitments.sharing.queries import left, left_at

STILL_IN = f"""({TAKING_PART} and (a.keeper = any($1::uuid[])
    or coalesce(a.committee = any($2::uuid[]), false)
    or not ({left("a.id")} and {left_at("a.id")} <= now())))"""
"""That somebody takes part in the agreement ``a`` and has not left it: a figure over agreements is
made of what is adopted today, so who left sees none. Parameters of :func:`visible_to`."""


class Towards(Struct, frozen=True, rename="camel"):
    """An indicator of another agreement that is open to others. ``taken``: another indicator of the
    own agreement counts towards it already."""

    id: UUID
    indicator: str
    agreement: str
    keeper: str
    unit: str
    counts: Counts
    leads_to_people: bool
    signals: bool
    direction: Direction
    rule: Rule
    period: Every
    taken: bool


class Tie(Struct, frozen=True, rename="camel"):
    """How an indicator is tied to those of other agreements. ``towards_id``: the one that it counts
    towards, called ``towards`` of ``agreement``; ``taking_part``: the reader takes part in that
    agreement, and so may open it. ``counted``: so many count towards it. Who left the own agreement
    is told no tie: it may be of later."""

    towards_id: UUID | None
    towards: str
    agreement: str
    taking_part: bool
    counted: int

    @property
    def named(self) -> str:
        """What it counts towards, with the agreement; empty where it counts towards none."""
        return f"{self.towards} ({self.agreement})" if self.towards_id else ""


class CountingView(Struct, frozen=True, rename="camel"):
    """What an indicator counts towards, and what it could: ``fitting``. ``not_fitting``: those that
    differ. ``version`` is that of the indicator."""

    version: int
    indicator: IndicatorView
    tie: Tie
    fitting: tuple[Towards, ...]
    not_fitting: tuple[Towards, ...]


_TIE = f"""
select t.id as towards_id, coalesce(t.name, '') as towards,
       coalesce(ta.short_title, '') as agreement,
       exists (select from agreement a where a.id = ta.id and {STILL_IN}) as taking_part,
       (select count(*) from indicator x where x.counts_towards = i.id and {STILL_IN}) as counted
from indicator i join commitment c on c.id = i.commitment join agreement a on a.id = c.agreement
left join indicator t on t.id = i.counts_towards and {STILL_IN}
left join commitment tc on tc.id = t.commitment left join agreement ta on ta.id = tc.agreement
where i.id = $3 and {TAKING_PART}"""  # noqa: S608 - constant text
_OPEN = f"""
select i.id, i.name as indicator, a.short_title as agreement, o.short_name as keeper, i.unit,
       i.counts, i.leads_to_people, i.signals, i.direction, i.rule, i.period,
       exists (select from indicator x join commitment xc on xc.id = x.commitment
               where x.counts_towards = i.id and x.id <> $3 and xc.agreement = (
                   select sc.agreement from indicator s join commitment sc on sc.id = s.commitment
                   where s.id = $3)) as taken
from indicator i join commitment c on c.id = i.commitment join agreement a on a.id = c.agreement
join organisation o on o.id = a.keeper
where i.gathers and a.state = 'in_force' and c.lapsed_on is null and {STILL_IN}
  and a.id <> (select sc.agreement from indicator s join commitment sc on sc.id = s.commitment
               where s.id = $3)
order by a.sort_key, a.id, c.position, i.position"""  # noqa: S608 - constant text


async def tie(indicator_id: UUID, *, by: Actor) -> Tie:
    """How an indicator is tied to others: 1 query. Raises :class:`NotFound`."""
    found = await fetch(Tie, _TIE, *visible_to(by), indicator_id)
    if not found:
        raise NotFound
    return found[0]


async def open_to(indicator_id: UUID, *, by: Actor) -> list[Towards]:
    """The indicators that one could count towards, in agreements in force that the reader takes
    part in, whether they fit or not: 1 query."""
    return await fetch(Towards, _OPEN, *visible_to(by), indicator_id)


async def counting(indicator_id: UUID, *, by: Actor) -> tuple[Of, CountingView]:
    """What an indicator counts towards, and what it could: 5 queries."""
    view = await indicator(indicator_id, by=by)
    seen = await of(view.commitment_id, by=by)
    tied, there = await tie(indicator_id, by=by), await open_to(indicator_id, by=by)
    fits = [not [*fitting_complaints(view, one)] for one in there]
    yes = tuple(one for one, right in zip(there, fits, strict=True) if right)
    no = tuple(one for one, right in zip(there, fits, strict=True) if not right)
    return seen, CountingView(view.version, view, tied, yes, no)
