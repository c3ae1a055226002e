"""What the regional report shows: every line due, how it stands, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.hidden_days.rules import keeps_back
from governance.commitments.measuring.reported.queries import (
    Over,
    PeriodTogether,
    reported_in,
)
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import left, left_at
from governance.documents.blocks import Document
from governance.library.kinds.folders import hides_dates
from governance.reporting.compared.queries import before
from governance.reporting.picture.queries import (
    RegionalLine,
    RegionalMilestone,
    RegionalParty,
    lines_of_round,
    milestones_of_round,
    parties_of_round,
)
from governance.reporting.picture.rules import Changed, changes, worst_first
from governance.reporting.rules import REGIONAL_WORKFLOW, ReportState, open_to


class RegionalView(Struct, frozen=True, rename="camel"):
    """The regional report of a round, made of what is due and what was accepted of it.

    ``counts`` is the number of accepted lines by standing, ``awaited`` of those not accepted
    yet; ``left_out`` lines are for fewer people than the committee and count in nothing here;
    ``bottlenecks_found`` are the lines late and at risk, the worst first;
    ``period_until`` is not included; ``today`` is the day of the standings (the day of
    adoption once adopted). What is accepted after ``adopted_at`` is not in it any more.
    ``measured`` is what the indicators of its period come to, of the accepted reports.
    ``previous_*`` is the adopted report before, empty for the first.
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
    opens_on: date
    due_on: date
    state: str
    summary: str
    bottlenecks: str
    decisions_asked: str
    outlook: str
    adopted_on: date | None
    adopted_at: datetime | None
    adopted_by_function: str
    previous_id: UUID | None
    previous_title: str
    previous_on: date | None
    previous_at: datetime | None
    today: date
    reports_due: int
    reports_accepted: int
    awaited: int = 0
    left_out: int = 0
    counts: dict[Standing, int] = {}
    parties: tuple[RegionalParty, ...] = ()
    lines: tuple[RegionalLine, ...] = ()
    milestones: tuple[RegionalMilestone, ...] = ()
    milestones_hidden: int = 0
    bottlenecks_found: tuple[RegionalLine, ...] = ()
    changed: tuple[Changed, ...] = ()
    verbs: tuple[str, ...] = ()
    measured: tuple[PeriodTogether, ...] = ()

    @property
    def not_accepted(self) -> tuple[str, ...]:
        """The parties of which nothing is in it: not accepted, or not before the adoption."""
        return tuple(p.organisation for p in self.parties if not p.counted)

    @property
    def accepted_later(self) -> tuple[str, ...]:
        """The parties of which the report was accepted after the adoption."""
        return tuple(
            p.organisation
            for p in self.parties
            if p.state == ReportState.ACCEPTED and not p.counted
        )

    @property
    def period_last(self) -> date:
        """The last day that is reported on, as a person says it (tot en met)."""
        return self.period_until - timedelta(days=1)


_REGIONAL = f"""
select rr.id, rr.version, rd.id as round_id, rd.title as round_title, a.id as agreement_id,
       a.title as agreement_title, k.name as committee, rd.period_from, rd.period_until,
       rd.opens_on, rd.due_on, rr.state, rr.summary, rr.bottlenecks, rr.decisions_asked,
       rr.outlook, rr.adopted_on, rr.adopted_at, rr.adopted_by_function,
       rd.committee as committee_id, a.entered_into_force_on, b.id as previous_id,
       coalesce(b.title, '') as previous_title, b.adopted_on as previous_on,
       b.adopted_at as previous_at
from regional_report rr
join round rd on rd.id = rr.round
join agreement a on a.id = rd.agreement
join committee k on k.id = rd.committee
left join lateral (
    select e.id, e.title, er.adopted_on, er.adopted_at
    from round e join regional_report er on er.round = e.id
    where e.agreement = rd.agreement and er.state = 'adopted' and e.period_until <= rd.period_from
    order by e.period_until desc limit 1) b on true
where rd.id = $3 and (
    a.keeper = any($1::uuid[]) or rd.committee = any($2::uuid[])
    or (rr.state = 'adopted' and exists (
        select from party p where p.agreement = a.id and p.organisation = any($1::uuid[]))
      and (not {left("a.id")} or rr.adopted_at < {left_at("a.id")})))"""  # noqa: S608 - constant text
_WITH = "select made_with from regional_report where id = $1 and content is not null and $2"
_KEPT = "select content from regional_report where id = $1 and content is not null and $2"


async def regional(round_id: UUID, *, by: Actor, today: date | None = None) -> RegionalView:
    """The regional report of a round: 5 queries, 6 where there was one before; 3 more where its
    commitments have indicators.

    However many parties there are. A draft is for the committee and the keeper, an adopted
    one for every party too, but for who had left by then. How lines stand is as of the day of
    adoption, else of ``today``, else of the due day.
    """
    rows = await DATABASE.fetch(_REGIONAL, *visible_to(by), round_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    on = row["adopted_on"] or today or row["due_on"]
    verbs = open_to(REGIONAL_WORKFLOW, row["state"], by, committee=row.pop("committee_id"))
    until = row["adopted_at"]
    parties = await parties_of_round(round_id, until, row["previous_id"], row["previous_at"])
    over = Over(row["period_from"], row["period_until"], row.pop("entered_into_force_on"), on)
    told, withheld = await lines_of_round(round_id, until, on)
    lines = tuple(map(_told, await _beside(told, row)))
    milestones = await milestones_of_round(round_id, until, on)
    return RegionalView(
        **row,
        today=on,
        reports_due=len(parties),
        reports_accepted=sum(p.counted for p in parties),
        awaited=sum(not line.accepted for line in lines),
        left_out=len(withheld),
        counts={s: sum(line.standing == s for line in lines) for s in Standing},
        parties=tuple(parties),
        lines=lines,
        milestones=tuple(one for one in milestones if not _kept_back(one)),
        milestones_hidden=sum(map(_kept_back, milestones)),
        bottlenecks_found=worst_first(lines),
        changed=changes(lines),
        verbs=verbs,
        measured=await _measured(row["agreement_id"], over, lines, until, by),
    )


def _told(line: RegionalLine) -> RegionalLine:
    """A line without the days that only its own page tells."""
    if not keeps_back(hides_dates(line.kind), line.state):
        return line
    return replace(line, planned_on=None, forecast_on=None, ahead=None, behind=0, days_hidden=True)


def _kept_back(one: RegionalMilestone) -> bool:
    """Whether a milestone is still to come of a commitment that hides its days."""
    return hides_dates(one.kind) and one.done < one.total


async def _measured(
    agreement_id: UUID, over: Over, lines: Iterable[RegionalLine], until: datetime | None, by: Actor
) -> tuple[PeriodTogether, ...]:
    """What indicators come to, of the parties of which the report is accepted."""
    owing: dict[int, dict[UUID, str]] = {}
    for line in lines:
        if line.accepted:
            owing.setdefault(line.number, {})[line.organisation_id] = line.organisation
    return tuple(await reported_in(agreement_id, over, owing, until, by=by))


async def _beside(lines: Iterable[RegionalLine], row: dict[str, Any]) -> tuple[RegionalLine, ...]:
    """The lines beside those of the report before, as these stood on its day of adoption."""
    if row["previous_id"] is None:
        return tuple(lines)
    earlier = await before(row["previous_id"], row["previous_at"], row["previous_on"])
    return tuple(replace(line, before=earlier.get(line.line_id)) for line in lines)


async def kept_text(regional_id: UUID, *, by: Actor) -> Document | None:
    """The text that was adopted, for who sees the report already; none while it is a draft."""
    rows = await DATABASE.fetch(_KEPT, regional_id, by is not None)
    return msgspec.json.decode(rows[0]["content"], type=Document) if rows else None


async def kept_with(regional_id: UUID, *, by: Actor) -> str | None:
    """With what the text that was adopted is made; none while it is a draft: 1 query."""
    rows = await DATABASE.fetch(_WITH, regional_id, by is not None)
    return str(rows[0]["made_with"]) if rows else None
