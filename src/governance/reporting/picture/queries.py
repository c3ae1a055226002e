"""Lines, parties and milestones of a round; the caller has seen that the reader may read it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import Shown, figure
from governance.commitments.rules import OVER, Standing
from governance.commitments.sharing.queries import ADOPTED_SO
from governance.reporting.counting.queries import AS_OF, COUNTED, DAY_THEN, NEXT, PLANNED_THEN, TOLD
from governance.reporting.picture.rules import days_behind, line_standing


class Before(Struct, frozen=True, rename="camel"):
    """How a line stood in the regional report before, accepted on the day ``on``."""

    on: date
    standing: Standing
    forecast_on: date | None
    figure: Shown | None


class Ahead(Struct, frozen=True, rename="camel"):
    """The first milestone of a line that is still open, as its party reports it."""

    title: str
    planned_on: date
    forecast_on: date | None


class RegionalLine(Struct, frozen=True, rename="camel"):
    """One commitment as owed by one party, in the regional report of a round.

    While the report is not ``accepted`` nothing that it says is shown: state and words are
    empty, ``standing`` is None. ``figure`` is what is shown of what was measured since the period
    began. ``before`` is how it stood in the adopted report before, where that one knew it.
    ``behind`` are the days late, or by which the forecast slips; ``ahead`` is its next milestone.
    ``days_hidden``: its days, and what is next, are told on its own page alone.
    """

    line_id: UUID
    organisation_id: UUID
    organisation: str
    number: int
    commitment: str
    theme: str
    nature: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    planned_on: date | None
    accepted_on: date | None
    state: str
    words: str
    reason: str
    measure: str
    forecast_on: date | None
    done_on: date | None
    figure: Shown | None
    standing: Standing | None
    behind: int
    before: Before | None = None
    ahead: Ahead | None = None
    kind: str = ""
    days_hidden: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the report that says this was accepted."""
        return self.accepted_on is not None


class RegionalParty(Struct, frozen=True, rename="camel"):
    """One party in the regional report; its words only when its report counts in it.

    ``counted`` is whether it was accepted before the adoption; ``state`` is that of today.
    ``fte_before`` and ``euros_before`` are those of the adopted report before.
    """

    organisation_id: UUID
    organisation: str
    state: str
    counted: bool
    summary: str
    capacity_fte: Decimal | None
    money_euros: Decimal | None
    risks: str
    outlook: str
    fte_before: Decimal | None = None
    euros_before: Decimal | None = None


class RegionalMilestone(Struct, frozen=True, rename="camel"):
    """A milestone over all parties of which it is still asked: its day, and how many are how far.

    Of who is not accepted yet counts what was last accepted; once this report is adopted, what was
    last adopted.
    """

    number: int
    commitment: str
    title: str
    planned_on: date
    forecast_on: date | None
    total: int
    done: int
    late: int
    kind: str = ""


_LINES = f"""
with {NEXT}
select l.id as line_id, o.id as organisation_id, o.short_name as organisation,
       c.position as number, c.title as commitment, c.theme, c.nature, c.measurable_goal,
       c.indicator_unit, c.counted_people, c.target, c.kind, {PLANNED_THEN} as planned_on,
       case when k.said then (r.accepted_at at time zone 'Europe/Amsterdam')::date end
           as accepted_on,
       case when k.said then rl.state else '' end as state,
       case when k.said then rl.words else '' end as words,
       case when k.said then rl.reason else '' end as reason,
       case when k.said then rl.measure else '' end as measure,
       case when k.said then rl.forecast_on end as forecast_on,
       case when k.said then rl.done_on end as done_on,
       case when k.said and rl.measured_on >= rd.period_from then rl.value end as value,
       n.state as next_state, n.title as next_title, n.planned_on as next_planned_on,
       n.forecast_on as next_forecast_on, {TOLD} as told, {AS_OF}
from report_line rl
join report r on r.id = rl.report
join round rd on rd.id = r.round
cross join lateral (select {COUNTED} as said) k
join commitment_line l on l.id = rl.commitment_line
join commitment c on c.id = l.commitment
join organisation o on o.id = r.organisation
left join next n on n.line = rl.id and k.said
where r.round = $1 order by c.position, o.sort_key"""  # noqa: S608 - constant text
_PARTIES = f"""
select o.id as organisation_id, o.short_name as organisation, r.state, {COUNTED} as counted,
       r.summary, r.capacity_fte, r.money_euros, r.risks, r.outlook,
       b.capacity_fte as fte_before, b.money_euros as euros_before
from report r
join organisation o on o.id = r.organisation
left join report b on b.round = $3::uuid and b.party = r.party and b.state = 'accepted'
    and b.accepted_at <= coalesce($4::timestamptz, 'infinity')
where r.round = $1 order by o.sort_key"""  # noqa: S608 - constant text
_EARLIER = f"""
        select em.forecast_on, em.state = 'done' and coalesce(em.done_on <= $3, true),
               em.state = 'lapsed', eg.adopted_at
        from report_milestone em
        join report_line el on el.id = em.report_line
        join report er on er.id = el.report
        join regional_report eg on eg.round = er.round and er.accepted_at <= eg.adopted_at
        where em.milestone_line = ml.id and er.state = 'accepted' and eg.adopted_at <= $2
          and not exists (select from adopted_line s
            where s.commitment_line = el.commitment_line and s.cause_id = eg.id
              and not {ADOPTED_SO})"""  # noqa: S608 - constant text
"""What a committee had adopted of a milestone by the adoption of this report: the line itself
knows only the latest, and what another round says waits for its own adoption. What was for fewer
people on that day stays so."""
_MILESTONES = f"""
select c.position as number, c.title as commitment, m.title, d.planned_on,
       max(k.forecast_on) filter (where not k.done) as forecast_on, count(*)::int as total,
       (count(*) filter (where k.done))::int as done,
       (count(*) filter (where not k.done and d.planned_on < $3))::int as late, c.kind
from report_milestone rm
join report_line rl on rl.id = rm.report_line
join report r on r.id = rl.report
join milestone_line ml on ml.id = rm.milestone_line
join milestone m on m.id = ml.milestone
join commitment c on c.id = m.commitment
join commitment_line l on l.id = rl.commitment_line
cross join lateral (select {DAY_THEN} as planned_on) d
cross join lateral (
    select rm.forecast_on, rm.state = 'done' as done, rm.state = 'lapsed' as lapsed
    where {COUNTED}
    union all
    select ml.forecast_on, ml.state = 'done' and coalesce(ml.done_on <= $3, true),
           ml.state = 'lapsed'
    where not ({COUNTED}) and $2::timestamptz is null
    union all
    (select e.forecast_on, e.done, e.lapsed from (
        select null::date as forecast_on, false as done, false as lapsed,
               '-infinity'::timestamptz as at
        union all
        {_EARLIER}) e
    where not ({COUNTED}) and $2::timestamptz is not null order by e.at desc limit 1)) k
where r.round = $1 and not k.lapsed and {TOLD}
group by c.position, c.title, c.kind, m.title, m.position, d.planned_on
order by d.planned_on, c.position, m.position"""  # noqa: S608 - constant text


async def lines_of_round(
    round_id: UUID, until: datetime | None, on: date
) -> tuple[list[RegionalLine], list[RegionalLine]]:
    """Every line that is due in a round, as it stands on a day: those of which its committee
    reads, and those for fewer people, which are for nobody's eyes: 1 query.

    Here and below ``until`` is the moment of adoption: what was accepted later does not count.
    """
    told: tuple[list[RegionalLine], list[RegionalLine]] = ([], [])
    for row in map(dict, await DATABASE.fetch(_LINES, round_id, until)):
        told[not row.pop("told")].append(_line(row, on))
    return told


async def parties_of_round(
    round_id: UUID, until: datetime | None, before: UUID | None, before_until: datetime | None
) -> list[RegionalParty]:
    """Every party that reports in a round, beside the round ``before``: 1 query."""
    rows = await DATABASE.fetch(_PARTIES, round_id, until, before, before_until)
    return [_party(dict(row)) for row in rows]


async def milestones_of_round(
    round_id: UUID, until: datetime | None, on: date
) -> list[RegionalMilestone]:
    """Every milestone of a round of which its committee reads, over all parties: 1 query."""
    return await fetch(RegionalMilestone, _MILESTONES, round_id, until, on)


def _party(row: dict[str, Any]) -> RegionalParty:
    if not row["counted"]:
        row |= {"summary": "", "risks": "", "outlook": "", "capacity_fte": None}
        row |= {"money_euros": None}
    return RegionalParty(**row)


def _line(row: dict[str, Any], on: date) -> RegionalLine:
    stands = None if row["accepted_on"] is None else line_standing(row, on)
    people = row.pop("counted_people")
    row["figure"] = figure(row.pop("value"), row["indicator_unit"], people=people)
    for beside in ("behind_from", "accepted_until", "adopted_standing"):
        row.pop(beside)
    state, *known = (row.pop(f"next_{name}") for name in ("state", *Ahead.__struct_fields__))
    if stands is None:
        return RegionalLine(**row, standing=None, behind=0)
    ahead = Ahead(*known) if state is not None and stands not in OVER else None
    days = [(row["planned_on"], row["forecast_on"])]
    if ahead is not None:
        days.append((ahead.planned_on, ahead.forecast_on))
    behind = days_behind(days, stands, on)
    return RegionalLine(**row, standing=stands, behind=behind, ahead=ahead)
