"""The indicators of a commitment, for who takes part in its agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every, Span, given_over
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction, why_not_now
from governance.commitments.sharing.queries import WHOLE, sees


class Step(Struct, frozen=True, rename="camel"):
    """What it should be on a day on the way."""

    on_date: date
    value: Decimal


class IndicatorView(Struct, frozen=True, rename="camel"):
    """An indicator as it stands. ``measured``: an organisation of which the reader sees all gave a
    value; of others that is not told. ``gathers``: indicators of other agreements may count towards
    it."""

    id: UUID
    version: int
    commitment_id: UUID
    position: int
    name: str
    definition: str
    unit: str
    source: str
    counts: Counts
    leads_to_people: bool
    signals: bool
    direction: Direction
    rule: Rule
    period: Every
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_by: date | None
    measured: bool
    gathers: bool
    steps: tuple[Step, ...] = ()


class Of(Struct, frozen=True):
    """The commitment that is measured, with what one must know of its agreement."""

    commitment_id: UUID
    number: int
    title: str
    kind: str
    agreement_id: UUID
    agreement: str
    state: str
    keeper: UUID
    amends: bool
    entered_on: date | None
    ended_on: date | None
    whole: bool
    """Whether the reader keeps the agreement or watches over it, and so sees all of it."""

    def over(
        self, every: str, today: date, *, begun: date | None = None, gone: date | None = None
    ) -> list[Span]:
        """The periods of which there can be a value, newest first: from the entry into force to
        today, or to the end of the agreement; of an organisation that is from ``begun`` until
        ``gone``."""
        if self.entered_on is None:
            return []
        return given_over(every, self.entered_on, self.ended_on, today, begun=begun, gone=gone)

    @property
    def why_not(self) -> str:
        """Why its indicators cannot be kept now; empty where they can."""
        return why_not_now(self.state, amends=self.amends)

    def may_keep(self, by: Actor) -> bool:
        """Whether keeping its indicators is for this actor, now or later."""
        return may(by, "indicator.keep", keeper=self.keeper)

    def kept_by(self, by: Actor) -> bool:
        """Whether this actor may add and change its indicators now."""
        return self.may_keep(by) and not self.why_not


_OF = f"""
select c.id as commitment_id, c.position as number, c.title, c.kind, a.id as agreement_id,
       a.short_title as agreement, a.state, a.keeper, a.amends is not null as amends,
       a.entered_into_force_on as entered_on,
       case when a.state = 'ended' then a.ends_on end as ended_on,
       a.keeper = any($1::uuid[]) or coalesce(a.committee = any($2::uuid[]), false) as whole
from commitment c join agreement a on a.id = c.agreement
where c.id = $3 and {TAKING_PART}"""  # noqa: S608 - constant text
INDICATORS = f"""
select i.id, i.version, i.commitment as commitment_id, i.position, i.name, i.definition, i.unit,
       i.source, i.counts, i.leads_to_people, i.signals, i.direction, i.rule, i.period,
       i.baseline, i.baseline_on, i.target, i.target_by, i.gathers,
       exists (select from commitment_line l where l.commitment = i.commitment and {WHOLE}
         and exists (select from measurement m
           where m.indicator = i.id and m.organisation = l.organisation)) as measured
from indicator i join commitment c on c.id = i.commitment join agreement a on a.id = c.agreement
where (i.id = $5 or i.commitment = any($6::uuid[])) and {TAKING_PART}
order by c.position, i.position, i.id"""  # noqa: S608 - constant text
_STEPS = """
select indicator, on_date, value from indicator_step where indicator = any($1::uuid[])
order by on_date"""


async def of(commitment_id: UUID, *, by: Actor) -> Of:
    """The commitment, or :class:`NotFound` for who takes no part in its agreement: 1 query."""
    found = await fetch(Of, _OF, *visible_to(by), commitment_id)
    if not found:
        raise NotFound
    return found[0]


async def indicators(commitment_id: UUID, *, by: Actor) -> list[IndicatorView]:
    """The indicators of a commitment, in order: 2 queries."""
    return await indicators_of([commitment_id], by=by)


async def indicators_of(commitments: Iterable[UUID], *, by: Actor) -> list[IndicatorView]:
    """The indicators of many commitments, in order: 2 queries, 1 where there is none."""
    asked = sorted(set(commitments))
    return await _views(await DATABASE.fetch(INDICATORS, *sees(by), None, asked))


async def indicator(indicator_id: UUID, *, by: Actor) -> IndicatorView:
    """One indicator, or :class:`NotFound`: 2 queries."""
    found = await _views(await DATABASE.fetch(INDICATORS, *sees(by), indicator_id, []))
    if not found:
        raise NotFound
    return found[0]


async def _views(rows: Iterable[Any]) -> list[IndicatorView]:
    there = list(rows)
    steps: dict[UUID, list[Step]] = {}
    for row in await DATABASE.fetch(_STEPS, [row["id"] for row in there]) if there else ():
        steps.setdefault(row["indicator"], []).append(Step(row["on_date"], row["value"]))
    return [indicator_of(row, steps.get(row["id"], ())) for row in there]


def indicator_of(row: Any, steps: Iterable[Step]) -> IndicatorView:
    """A row of the table as an indicator."""
    values = dict(row)
    for name, kind in _KINDS.items():
        values[name] = kind(values[name])
    return IndicatorView(**values, steps=tuple(steps))


_KINDS: dict[str, Any] = {"counts": Counts, "direction": Direction, "rule": Rule, "period": Every}
