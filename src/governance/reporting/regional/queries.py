"""What the regional report shows: counts, bottlenecks, lines of the accepted reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.queries import visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.rules import IN_TROUBLE, Standing, standing, worst
from governance.documents.blocks import Document
from governance.reporting.lines.queries import LAST, Changed
from governance.reporting.rules import REGIONAL_WORKFLOW, open_to


class RegionalLine(Struct, frozen=True, rename="camel"):
    """One line of an accepted report, for the regional report."""

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
    state: str
    words: str
    reason: str
    measure: str
    forecast_on: date | None
    done_on: date | None
    value: Decimal | None
    last_state: str
    standing: Standing


class RegionalParty(Struct, frozen=True, rename="camel"):
    """One party in the regional report; its words only when its report was accepted."""

    organisation_id: UUID
    organisation: str
    state: str
    summary: str
    capacity_fte: Decimal | None
    money_euros: Decimal | None
    risks: str
    outlook: str


class RegionalMilestone(Struct, frozen=True, rename="camel"):
    """A milestone over all accepted reports: planned day, and how many are how far."""

    number: int
    commitment: str
    title: str
    planned_on: date
    forecast_on: date | None
    total: int
    done: int
    late: int


class RegionalView(Struct, frozen=True, rename="camel"):
    """The regional report of a round, made of the accepted reports.

    ``counts`` is the number of lines by standing; ``bottlenecks_found`` are the delayed and
    blocked lines; ``period_until`` is not included; ``today`` is the day of the standings
    (the day of adoption once adopted).
    """

    id: UUID
    version: int
    round_id: UUID
    round_title: str
    agreement_id: UUID
    agreement_title: str
    committee: str
    period_from: date
    period_until: date
    due_on: date
    state: str
    summary: str
    bottlenecks: str
    decisions_asked: str
    outlook: str
    adopted_on: date | None
    adopted_by_function: str
    today: date
    reports_due: int
    reports_accepted: int
    counts: dict[Standing, int] = {}
    parties: tuple[RegionalParty, ...] = ()
    lines: tuple[RegionalLine, ...] = ()
    milestones: tuple[RegionalMilestone, ...] = ()
    bottlenecks_found: tuple[RegionalLine, ...] = ()
    changed: tuple[Changed, ...] = ()
    verbs: tuple[str, ...] = ()


_REGIONAL = """
select rr.id, rr.version, rd.id as round_id, rd.title as round_title, a.id as agreement_id,
       a.title as agreement_title, k.name as committee, rd.period_from, rd.period_until,
       rd.due_on, rr.state, rr.summary, rr.bottlenecks, rr.decisions_asked, rr.outlook,
       rr.adopted_on, rr.adopted_by_function, rd.committee as committee_id
from regional_report rr
join round rd on rd.id = rr.round
join agreement a on a.id = rd.agreement
join committee k on k.id = rd.committee
where rd.id = $3 and (
    a.keeper = any($1::uuid[]) or rd.committee = any($2::uuid[])
    or (rr.state = 'adopted' and exists (
        select from party p where p.agreement = a.id and p.organisation = any($1::uuid[]))))"""
_PARTIES = """
select o.id as organisation_id, o.short_name as organisation, r.state, r.summary,
       r.capacity_fte, r.money_euros, r.risks, r.outlook
from report r join organisation o on o.id = r.organisation
where r.round = $1 order by o.sort_key"""
_LINES = f"""
select l.id as line_id, o.id as organisation_id, o.short_name as organisation,
       c.position as number, c.title as commitment, c.theme, c.nature, c.measurable_goal,
       c.indicator_unit, c.target, l.planned_on, rl.state, rl.words, rl.reason, rl.measure,
       rl.forecast_on, rl.done_on, rl.value, coalesce(last.state, 'planned') as last_state,
       n.state as next_state, n.planned_on as next_planned_on, n.forecast_on as next_forecast_on
from report_line rl
join report r on r.id = rl.report and r.state = 'accepted'
join commitment_line l on l.id = rl.commitment_line
join commitment c on c.id = l.commitment
join organisation o on o.id = r.organisation
{LAST}
left join lateral (
    select rm.state, ml.planned_on, rm.forecast_on
    from report_milestone rm join milestone_line ml on ml.id = rm.milestone_line
    where rm.report_line = rl.id and rm.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true
where r.round = $1 order by c.position, o.sort_key"""  # noqa: S608 - constant text
_MILESTONES = """
select c.position as number, c.title as commitment, m.title, ml.planned_on,
       max(rm.forecast_on) filter (where rm.state not in ('done', 'lapsed')) as forecast_on,
       count(*)::int as total,
       (count(*) filter (where rm.state in ('done', 'lapsed')))::int as done,
       (count(*) filter (where rm.state not in ('done', 'lapsed')
                           and ml.planned_on < $2))::int as late
from report_milestone rm
join report_line rl on rl.id = rm.report_line
join report r on r.id = rl.report and r.state = 'accepted'
join milestone_line ml on ml.id = rm.milestone_line
join milestone m on m.id = ml.milestone
join commitment c on c.id = m.commitment
where r.round = $1
group by c.position, c.title, m.title, m.position, ml.planned_on
order by ml.planned_on, c.position, m.position"""

_KEPT = "select content from regional_report where id = $1 and content is not null and $2"


async def regional(round_id: UUID, *, by: Actor, today: date | None = None) -> RegionalView:
    """The regional report of a round: 4 queries, however many parties there are.

    A draft is for the committee and the keeper, an adopted one for every party too. How
    lines stand is as of the day of adoption, else of ``today``, else of the due day.
    """
    rows = await DATABASE.fetch(_REGIONAL, *visible_to(by), round_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    on = row["adopted_on"] or today or row["due_on"]
    parties = [_party(dict(p)) for p in await DATABASE.fetch(_PARTIES, round_id)]
    lines = [_line(dict(r), on) for r in await DATABASE.fetch(_LINES, round_id)]
    verbs = open_to(
        REGIONAL_WORKFLOW, row["state"], by, organisation=None, committee=row.pop("committee_id")
    )
    return RegionalView(
        **row,
        today=on,
        reports_due=len(parties),
        reports_accepted=sum(p.state == "accepted" for p in parties),
        counts={s: sum(line.standing == s for line in lines) for s in Standing},
        parties=tuple(parties),
        lines=tuple(lines),
        milestones=tuple(await fetch(RegionalMilestone, _MILESTONES, round_id, on)),
        bottlenecks_found=tuple(line for line in lines if line.state in IN_TROUBLE),
        changed=tuple(
            Changed(line.organisation, line.number, line.commitment, line.last_state, line.state)
            for line in lines
            if line.state != line.last_state
        ),
        verbs=verbs,
    )


async def kept_text(regional_id: UUID, *, by: Actor) -> Document | None:
    """The text that was adopted, for who sees the report already; none while it is a draft."""
    rows = await DATABASE.fetch(_KEPT, regional_id, by is not None)
    return msgspec.json.decode(rows[0]["content"], type=Document) if rows else None


def _party(row: dict[str, Any]) -> RegionalParty:
    if row["state"] != "accepted":
        row |= {"summary": "", "risks": "", "outlook": "", "capacity_fte": None}
        row |= {"money_euros": None}
    return RegionalParty(**row)


def _line(row: dict[str, Any], on: date) -> RegionalLine:
    """A line; as on the dashboard it stands no better than its first open milestone."""
    ahead = (row.pop("next_state"), row.pop("next_planned_on"), row.pop("next_forecast_on"))
    stands = standing(row["state"], row["planned_on"], row["forecast_on"], row["done_on"], on)
    if stands != Standing.DONE and ahead[0] is not None:
        stands = worst((stands, standing(*ahead, None, on)))
    return RegionalLine(**row, standing=stands)
