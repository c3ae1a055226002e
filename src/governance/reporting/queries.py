"""What is shown of rounds and reports, and to whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.measuring.reported.queries import Over
from governance.commitments.sharing.queries import left, left_at
from governance.reporting.lines.queries import (
    LISTED,
    OVERTAKEN,
    READABLE,
    Changed,
    LineView,
    changed,
)
from governance.reporting.measuring.queries import measured_lines
from governance.reporting.opening.queries import state_of
from governance.reporting.opening.rules import ROUND_WORKFLOW
from governance.reporting.rules import WORKFLOW, days_late, open_to
from governance.reporting.waiting.queries import COUNTS


class RemarkView(Struct, frozen=True, rename="camel"):
    """What the secretary said when a report went back."""

    at: datetime
    by_function: str
    text: str


class ReportView(Struct, frozen=True, rename="camel"):
    """The report of one party. ``verbs`` is what this reader may do now, by the workflow.

    ``adopted_on`` is when the regional report of the round was adopted; ``counted`` whether
    this report is in it; ``overtaken`` whether one over a later period was accepted first.
    ``left_out`` lines are for fewer people than this reader.
    """

    id: UUID
    version: int
    round_id: UUID
    round_title: str
    agreement_id: UUID
    agreement_title: str
    period_from: date
    period_until: date
    due_on: date
    organisation_id: UUID
    organisation: str
    state: str
    summary: str
    capacity_fte: Decimal | None
    money_euros: Decimal | None
    risks: str
    outlook: str
    approved_by_function: str
    approved_on: date | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    on_behalf_of: str
    adopted_on: date | None
    counted: bool
    overtaken: bool
    verbs: tuple[str, ...] = ()
    lines: tuple[LineView, ...] = ()
    left_out: int = 0
    remarks: tuple[RemarkView, ...] = ()
    changed: tuple[Changed, ...] = ()


class Reported(Struct, frozen=True, rename="camel"):
    """Whether one party reported. ``days_late`` counts from the due day, 0 when in time.

    ``remark`` is what its committee asked when it was returned, for the committee: the report
    itself is not theirs to read until it comes back.
    """

    report_id: UUID
    organisation_id: UUID
    organisation: str
    state: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    days_late: int
    lines: int
    answered: int
    readable: bool
    remark: str


class RoundView(Struct, frozen=True, rename="camel"):
    """A round in a list: how many reports there are, were submitted, were accepted.

    ``own_report_id`` is the report of the reader's organisation, where it has one. ``moment``:
    which paper of the planning and control cycle it follows, or empty.
    """

    id: UUID
    title: str
    agreement_id: UUID
    agreement_title: str
    committee_id: UUID
    committee: str
    keeper: UUID
    period_from: date
    period_until: date
    opens_on: date
    due_on: date
    moment: str
    regional_state: str
    reports: int
    submitted: int
    accepted: int
    last_accepted_at: datetime | None
    own_report_id: UUID | None

    @property
    def period_last(self) -> date:
        """The last day that is reported on, as a person says it (tot en met)."""
        return self.period_until - timedelta(days=1)


class RoundOverview(Struct, frozen=True, rename="camel"):
    """Who reported in a round; a party sees only its own row.

    ``verbs`` is what this reader may do with the round now.
    """

    round: RoundView
    reports: tuple[Reported, ...]
    verbs: tuple[str, ...] = ()


_REPORT = f"""
select r.id, r.version, rd.id as round_id, rd.title as round_title, a.id as agreement_id,
       a.short_title as agreement_title, rd.period_from, rd.period_until, rd.due_on,
       o.id as organisation_id, o.name as organisation, r.state, r.summary, r.capacity_fte,
       r.money_euros, r.risks, r.outlook, r.approved_by_function, r.approved_on,
       r.submitted_at, r.accepted_at, r.on_behalf_of, rd.committee, rr.adopted_on,
       a.entered_into_force_on,
       coalesce(r.accepted_at <= rr.adopted_at, false) as counted,
       {OVERTAKEN} as overtaken
from report r
join round rd on rd.id = r.round
join regional_report rr on rr.round = rd.id
join agreement a on a.id = rd.agreement
join organisation o on o.id = r.organisation
where r.id = $3 and {READABLE}"""  # noqa: S608 - constant text
_REMARKS = "select at, by_function, text from remark where report = $1 order by at, id"
_ROUNDS = f"""
select rd.id, rd.title, a.id as agreement_id, a.short_title as agreement_title,
       rd.committee as committee_id, k.name as committee, a.keeper, rd.period_from,
       rd.period_until, rd.opens_on, rd.due_on, rd.moment,
       case when rr.adopted_at >= gone.at then 'draft' else rr.state end as regional_state,
       n.reports, n.submitted, n.accepted, n.last_accepted_at, n.own_report_id
from round rd
join agreement a on a.id = rd.agreement
join committee k on k.id = rd.committee
join regional_report rr on rr.round = rd.id
cross join lateral (select case when {left("a.id")} and a.keeper <> all($1::uuid[])
    and rd.committee <> all($2::uuid[]) then {left_at("a.id")} else 'infinity' end as at) gone
cross join lateral (
    select count(*)::int as reports,
           (count(*) filter (where r.state in ('submitted', 'accepted')
               and coalesce(r.submitted_at, '-infinity') < gone.at))::int as submitted,
        (count(*) filter (where r.state = 'accepted' and r.accepted_at < gone.at))::int as accepted,
           max(r.accepted_at) filter (where r.accepted_at < gone.at) as last_accepted_at,
           (array_agg(r.id order by r.id desc)
               filter (where r.organisation = any($1::uuid[])))[1] as own_report_id
    from report r where r.round = rd.id) n
where {TAKING_PART} and ($3::uuid is null or rd.id = $3) and ($4::uuid is null or a.id = $4)
  and (n.own_report_id is not null
    or rd.opens_on::timestamp at time zone 'Europe/Amsterdam' < gone.at)
order by rd.due_on desc, rd.id desc limit $5 offset $6"""  # noqa: S608 - constant text
_REPORTED = f"""
select r.id as report_id, o.id as organisation_id, o.name as organisation, r.state,
       r.submitted_at, r.accepted_at, n.lines, n.answered, {READABLE} as readable,
       coalesce(m.text, '') as remark
from report r
join round rd on rd.id = r.round
join agreement a on a.id = rd.agreement
join organisation o on o.id = r.organisation
left join lateral (
    select text from remark where report = r.id order by at desc, id desc limit 1
) m on r.state = 'returned' and rd.committee = any($2::uuid[])
{COUNTS}
where rd.id = $3 and {LISTED} order by o.sort_key"""  # noqa: S608 - constant text
PAGE = 50
"""Rounds in one page of the list."""


async def report(report_id: UUID, *, by: Actor, today: date | None = None) -> ReportView:
    """A report in full: 5 queries, 7 where its commitments have indicators.

    How lines stand is as of the day of acceptance; before that of ``today``, else of the due day.
    """
    rows = await DATABASE.fetch(_REPORT, *visible_to(by), report_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    committee, of = row.pop("committee"), row["organisation_id"]
    entered, on = row.pop("entered_into_force_on"), today or row["due_on"]
    over = Over(row["period_from"], row["period_until"], entered, on)
    lines, left_out = await measured_lines(report_id, of, over, row["accepted_at"], by=by)
    return ReportView(
        **row,
        verbs=open_to(WORKFLOW, row["state"], by, own=row["organisation_id"], committee=committee),
        lines=tuple(lines),
        left_out=left_out,
        remarks=tuple(await fetch(RemarkView, _REMARKS, report_id)),
        changed=changed(row["organisation"], lines),
    )


async def rounds(by: Actor, *, agreement_id: UUID | None = None, page: int = 1) -> list[RoundView]:
    """The rounds that the actor sees, latest first, ``PAGE`` at a time: 1 query. Who left the
    agreement sees those that had opened by then, as far as they were by then."""
    skip = (page - 1) * PAGE
    return await fetch(RoundView, _ROUNDS, *visible_to(by), None, agreement_id, PAGE, skip)


async def round_seen(round_id: UUID, *, by: Actor) -> RoundView:
    """One round, or :class:`NotFound`."""
    found = await fetch(RoundView, _ROUNDS, *visible_to(by), round_id, None, 1, 0)
    if not found:
        raise NotFound
    return found[0]


async def round_overview(round_id: UUID, *, by: Actor, today: date | None = None) -> RoundOverview:
    """Who reported: 3 queries. Days late are counted until ``today``, else until the due day."""
    of = await round_seen(round_id, by=by)
    reports = []
    for row in map(dict, await DATABASE.fetch(_REPORTED, *visible_to(by), round_id)):
        on = day(row["submitted_at"]) if row["submitted_at"] else None
        reports.append(Reported(**row, days_late=days_late(of.due_on, on, today or of.due_on)))
    state, home, table = await state_of(round_id), of.keeper, of.committee_id
    verbs = open_to(ROUND_WORKFLOW, state, by, keeper=home, committee=table)
    return RoundOverview(of, tuple(reports), verbs)
