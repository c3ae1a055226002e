"""What a report says per commitment and milestone, beside what was accepted last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import Shown, figure
from governance.commitments.measuring.reported.queries import PeriodMeasured
from governance.commitments.rules import ENDED, OVER, Standing
from governance.commitments.sharing.queries import WHOLE, planned_then, sees
from governance.commitments.standing.rules import Facts, facts_of, stands, with_next
from governance.library.kinds.folders import hides_dates
from governance.reporting.lines.rules import delay_doubts, doubts, part_doubts


class MilestoneView(Struct, frozen=True, rename="camel"):
    """What a report says of one milestone; ``id`` is that of the report's own row."""

    id: UUID
    title: str
    planned_on: date
    state: str
    forecast_on: date | None
    done_on: date | None
    standing: Standing


class LineView(Struct, frozen=True, rename="camel"):
    """What a report says of one commitment of the party.

    ``answered`` is False while nothing was said; ``last_*`` is what was accepted last time
    (state ``planned`` and empty words when there was no last time); ``value`` and ``target``
    are in ``indicator_unit``. A number is there where all of it is told to this reader;
    ``figure`` and ``last_figure`` are what is shown of it, such as one to four people. Where the
    commitment is ``measured`` by indicators, ``measurements`` take its place: of each the periods
    that ended in the period of the report.
    """

    id: UUID
    version: int
    line_id: UUID
    commitment_id: UUID
    number: int
    title: str
    text: str
    theme: str
    nature: str
    owner_function: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    planned_on: date | None
    answered: bool
    unchanged: bool
    state: str
    words: str
    reason: str
    measure: str
    forecast_on: date | None
    done_on: date | None
    value: Decimal | None
    measured_on: date | None
    last_state: str
    last_words: str
    last_reason: str
    last_forecast_on: date | None
    last_value: Decimal | None
    figure: Shown | None
    last_figure: Shown | None
    standing: Standing
    milestones: tuple[MilestoneView, ...] = ()
    measurements: tuple[PeriodMeasured, ...] = ()
    measured: bool = False
    kind: str = ""

    @property
    def hides_days(self) -> bool:
        """Whether its days and milestones to come stand in no file: of an inspection."""
        return hides_dates(self.kind)

    @property
    def next(self) -> MilestoneView | None:
        """The first milestone that is still open."""
        return next((m for m in self.milestones if m.state not in ENDED), None)

    @property
    def doubts(self) -> tuple[Complaint, ...]:
        """What one may want to look at again; nothing while nothing was said."""
        still_open = sum(m.state not in ENDED for m in self.milestones)
        told = [
            *doubts(self.state, self.value, self.target, still_open),
            *delay_doubts(self.state, self.planned_on, self.forecast_on),
        ]
        for m in self.milestones:
            told += delay_doubts(m.state, m.planned_on, m.forecast_on, m.title)
            told += part_doubts(m.title, m.forecast_on, self.forecast_on or self.planned_on)
        return tuple(told) if self.answered else ()


class Changed(Struct, frozen=True, rename="camel"):
    """A line whose state is another than the round before."""

    organisation: str
    number: int
    commitment: str
    old_state: str
    new_state: str


READABLE = """(r.organisation = any($1::uuid[]) or (r.state in ('submitted', 'accepted')
    and (rd.committee = any($2::uuid[]) or a.keeper = any($1::uuid[]))))"""
"""Which reports (``r`` of round ``rd`` on agreement ``a``) somebody reads.

What is not submitted stays inside the organisation, also after it was returned.
"""
LISTED = f"({READABLE} or rd.committee = any($2::uuid[]) or a.keeper = any($1::uuid[]))"
"""Of which reports somebody sees in the round how far they are."""
OVERTAKEN = """exists (
    select from report later join round of on of.id = later.round
    where later.party = r.party and later.state = 'accepted' and of.period_from > rd.period_from)"""
"""Whether of the party of a report (``r`` of round ``rd``) one over a later period is accepted."""
_LISTED = f"""
select r.id, r.organisation as organisation_id, o.name as organisation, rd.id as round_id,
       rd.committee as committee_id, rd.opens_on
from report r
join round rd on rd.id = r.round
join agreement a on a.id = rd.agreement
join organisation o on o.id = r.organisation
where r.id = $3 and {LISTED}"""  # noqa: S608 - constant text
LAST = """left join lateral (
    select h.state, h.words, h.reason, h.forecast_on, h.value from line_history h
    where h.commitment_line = rl.commitment_line
      and not (h.cause_kind = 'report' and h.cause_id = r.id)
      and h.at <= coalesce(r.accepted_at, 'infinity')
    order by h.at desc, h.id desc limit 1
) last on true"""
"""What a line (``rl`` of report ``r``) said before this report: its last accepted change."""

_DAY = planned_then("k.accepted_at")
_PLANNED = f"""case when r.accepted_at is null then l.planned_on else (select max({_DAY})
    from report_milestone rm join milestone_line ml on ml.id = rm.milestone_line
    cross join (select r.accepted_at) k
    where rm.report_line = rl.id and rm.state <> 'lapsed') end"""  # noqa: S608 - constant text
"""The day for which a line (``l``) is planned, or was when the report (``r``) was accepted."""
_LINES = f"""
select rl.id, rl.version, l.id as line_id, c.id as commitment_id, c.position as number,
       c.title, c.text, c.theme, c.nature, c.owner_function, c.measurable_goal, c.indicator_unit,
       c.counted_people, c.target, c.kind, {_PLANNED} as planned_on,
       rl.answered, rl.unchanged, rl.state, rl.words, rl.reason, rl.measure, rl.forecast_on,
       rl.done_on, rl.value, rl.measured_on, coalesce(last.state, 'planned') as last_state,
       coalesce(last.words, '') as last_words, coalesce(last.reason, '') as last_reason,
       last.forecast_on as last_forecast_on, last.value as last_value, l.behind_from,
       l.accepted_until, {WHOLE} as told
from report_line rl
join report r on r.id = rl.report
join commitment_line l on l.id = rl.commitment_line
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
{LAST}
where rl.report = $5 order by c.position"""  # noqa: S608 - constant text
_MILESTONES = f"""
select rm.id, rm.report_line, m.title, {_DAY} as planned_on, rm.state, rm.forecast_on, rm.done_on
from report_milestone rm
join report_line rl on rl.id = rm.report_line
join report k on k.id = rl.report
join milestone_line ml on ml.id = rm.milestone_line
join milestone m on m.id = ml.milestone
where rl.report = $1 order by planned_on, m.position, ml.id"""  # noqa: S608 - constant text


class ReportListed(Struct, frozen=True):
    """Whose report it is, in which round, for which committee."""

    id: UUID
    organisation_id: UUID
    organisation: str
    round_id: UUID
    committee_id: UUID
    opens_on: date


async def report_listed(report_id: UUID, *, by: Actor) -> ReportListed:
    """The report that the actor finds in its round, else :class:`NotFound`; not its words."""
    found = await fetch(ReportListed, _LISTED, *visible_to(by), report_id)
    if not found:
        raise NotFound
    return found[0]


async def lines_of(
    report_id: UUID, *, by: Actor, own: bool, today: date
) -> tuple[list[LineView], int]:
    """The lines of a report that the actor may read, with last time and milestones, and how many
    others it has, which are for fewer people: 2 queries.

    ``own``: the reader is of the organisation that reports, and sees its small numbers.
    """
    milestones: dict[UUID, list[MilestoneView]] = {}
    for row in map(dict, await DATABASE.fetch(_MILESTONES, report_id)):
        of = row.pop("report_line")
        how = stands(_facts(row, today))
        milestones.setdefault(of, []).append(MilestoneView(**row, standing=how))
    found = []
    rows = [dict(row) for row in await DATABASE.fetch(_LINES, *sees(by), report_id)]
    told = [row for row in rows if row.pop("told")]
    for row in told:
        mine = tuple(milestones.get(row["id"], ()))
        kept = {name: row.pop(name) for name in ("behind_from", "accepted_until")}
        ahead = next((msgspec.structs.asdict(m) for m in mine if m.standing not in OVER), None)
        stood = _facts(row, today, **kept)
        how = stands(with_next(stood, _facts(ahead, today) if ahead else None))
        found.append(LineView(**_figures(row, own=own), standing=how, milestones=mine))
    return found, len(rows) - len(told)


def _figures(row: dict[str, Any], *, own: bool) -> dict[str, Any]:
    """The columns of a line with no number in them that this reader may not know."""
    people = row.pop("counted_people")
    for name, of in (("figure", "value"), ("last_figure", "last_value")):
        seen = row[name] = figure(row[of], row["indicator_unit"], people=people, own=own)
        row[of] = seen.value if seen else None
    return row


def _facts(row: Mapping[str, Any], today: date, **kept: date | None) -> Facts:
    days = (row["planned_on"], row["forecast_on"], row["done_on"])
    return facts_of(row["state"], *days, today, **kept)


def changed(organisation: str, lines: Iterable[LineView]) -> tuple[Changed, ...]:
    """The lines whose state is another than last time."""
    return tuple(
        Changed(organisation, line.number, line.title, line.last_state, line.state)
        for line in lines
        if line.state != line.last_state
    )
