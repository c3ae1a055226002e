"""What changed since the last regional report that was adopted, without all that a report says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.hidden_days.rules import keeps_back
from governance.commitments.measuring.hiding.rules import Shown, figure
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import FOR_COMMITTEE
from governance.library.kinds.folders import hides_dates
from governance.reporting.counting.queries import AS_OF, COUNTED, NEXT, PLANNED_THEN, TOLD
from governance.reporting.picture.queries import Before
from governance.reporting.picture.rules import Changed, changes, line_standing


class Stood(Struct, frozen=True):
    """How a line stood on a day; ``figure`` is what is shown of what was measured in
    the period."""

    line_id: UUID
    organisation: str
    number: int
    commitment: str
    accepted_on: date | None
    standing: Standing
    forecast_on: date | None
    figure: Shown | None
    before: Before | None = None


class Adopted(Struct, frozen=True):
    """An adopted regional report, by its round."""

    round_id: UUID
    title: str
    agreement_id: UUID
    adopted_on: date
    adopted_at: datetime


class Since(Struct, frozen=True):
    """What changed since the adopted report ``title`` of an agreement.

    It is what the report of the round ``round_id`` says; without one, how commitments stand now.
    """

    title: str
    agreement_id: UUID
    round_id: UUID | None
    changed: tuple[Changed, ...]


_STOOD = f"""
with {NEXT}
select rl.commitment_line as line_id, o.short_name as organisation, c.position as number,
       c.title as commitment, c.kind,
       (r.accepted_at at time zone 'Europe/Amsterdam')::date as accepted_on, rl.state,
       {PLANNED_THEN} as planned_on, rl.forecast_on, rl.done_on,
       case when rl.measured_on >= rd.period_from then rl.value end as value,
       c.indicator_unit as unit, c.counted_people as people,
       n.state as next_state, n.planned_on as next_planned_on, n.forecast_on as next_forecast_on,
       {AS_OF}
from report r
join round rd on rd.id = r.round
join report_line rl on rl.report = r.id
join commitment_line l on l.id = rl.commitment_line
join commitment c on c.id = l.commitment
join organisation o on o.id = r.organisation
left join next n on n.line = rl.id
where r.round = $1 and {COUNTED} and {TOLD} order by c.position, o.sort_key"""  # noqa: S608 - constant text
_NOW = f"""
with next as (
    select distinct on (l.id) l.id as line, ml.state, ml.planned_on, ml.forecast_on
    from commitment_line l join milestone_line ml on ml.commitment_line = l.id
    where l.agreement = $1 and ml.state not in ('done', 'lapsed')
    order by l.id, ml.position)
select l.id as line_id, o.short_name as organisation, c.position as number,
       c.title as commitment, c.kind, null::date as accepted_on, l.state, l.planned_on,
       l.forecast_on, l.done_on, l.value, c.indicator_unit as unit, c.counted_people as people,
       n.state as next_state, n.planned_on as next_planned_on,
       n.forecast_on as next_forecast_on, l.behind_from, l.accepted_until,
       '' as adopted_standing
from commitment_line l
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
left join next n on n.line = l.id
where l.agreement = $1 and {FOR_COMMITTEE} order by c.position, o.sort_key"""  # noqa: S608 - constant text
_ADOPTED = """
select e.id as round_id, e.title, e.agreement as agreement_id, er.adopted_on, er.adopted_at
from round e join regional_report er on er.round = e.id and er.state = 'adopted'"""
_BEFORE = f"""{_ADOPTED}
join round rd on rd.agreement = e.agreement and e.period_until <= rd.period_from
where rd.id = $1 order by e.period_until desc limit 1"""
_LAST = f"""{_ADOPTED}
join agreement a on a.id = e.agreement
where {TAKING_PART} and e.committee = any($2::uuid[]) and a.state = 'in_force'
order by e.period_until desc, e.id desc limit 1"""


async def before(round_id: UUID, until: datetime | None, on: date) -> dict[UUID, Before]:
    """How each line that counts in the report of a round stood on a day, by line: 1 query.

    The caller has seen the round; ``until`` is the moment of its adoption.
    """
    return {
        stood.line_id: Before(stood.accepted_on, stood.standing, stood.forecast_on, stood.figure)
        for stood in await _stood(_STOOD, on, round_id, until)
        if stood.accepted_on is not None
    }


async def since_in(round_id: UUID, *, today: date) -> Since | None:
    """What a round that the caller has seen says against the one adopted before: 3 queries.

    None where none was adopted before.
    """
    found = await fetch(Adopted, _BEFORE, round_id)
    if not found:
        return None
    return await _since(found[0], await _stood(_STOOD, today, round_id, None), round_id)


async def since_last(by: Actor, *, today: date) -> Since | None:
    """How commitments stand now against the last report that a committee adopted: 3 queries.

    For who belongs to that committee; None where it adopted none of an agreement in force.
    """
    found = await fetch(Adopted, _LAST, *visible_to(by))
    if not found:
        return None
    return await _since(found[0], await _stood(_NOW, today, found[0].agreement_id), None)


async def _since(adopted: Adopted, now: Iterable[Stood], round_id: UUID | None) -> Since:
    earlier = await before(adopted.round_id, adopted.adopted_at, adopted.adopted_on)
    lines = (replace(line, before=earlier.get(line.line_id)) for line in now)
    return Since(adopted.title, adopted.agreement_id, round_id, changes(lines))


def _told_forecast(row: Any) -> date | None:
    """When a line is expected, where that is not for its own page alone."""
    told: date | None = row["forecast_on"]
    return None if keeps_back(hides_dates(row["kind"]), row["state"]) else told


async def _stood(sql: str, on: date, *values: Any) -> list[Stood]:
    return [
        Stood(
            line_id=row["line_id"],
            organisation=row["organisation"],
            number=row["number"],
            commitment=row["commitment"],
            accepted_on=row["accepted_on"],
            standing=line_standing(row, on),
            forecast_on=_told_forecast(row),
            figure=figure(row["value"], row["unit"], people=row["people"]),
        )
        for row in await DATABASE.fetch(sql, *values)
    ]
