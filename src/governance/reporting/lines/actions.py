"""Writing the lines of reports; called by the actions of a report, in their transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint
from governance.base.ids import new_id
from governance.base.views import change, encoded
from governance.commitments.forms import LineChange, MilestoneChange
from governance.reporting.forms import LineForm, MilestoneAnswer
from governance.reporting.lines.queries import OVERTAKEN
from governance.reporting.lines.rules import after_return, overdue, untimely
from governance.reporting.rules import already_said, incomplete, line_complaints
from governance.reporting.tables import ReportLine

_OWED = """
select id, party, organisation from commitment_line
where agreement = $1 and state <> 'lapsed' order by id"""
_REPORTS = """
insert into report (id, version, round, party, organisation, state, summary, risks, outlook,
                    approved_by_function, on_behalf_of)
select r.id, 1, $2, r.party, r.organisation, 'draft', '', '', '', '', ''
from jsonb_to_recordset($1::jsonb) as r(id uuid, party uuid, organisation uuid)"""
_LINES = """
insert into report_line (id, version, report, commitment_line, answered, unchanged, state, words,
                         reason, measure, forecast_on, done_on, value, measured_on)
select r.id, 1, r.report, l.id, l.state = 'done', l.state = 'done', l.state, l.words, l.reason,
       l.measure, l.forecast_on, l.done_on, case when l.state = 'done' then l.value end,
       case when l.state = 'done' then l.measured_on end
from jsonb_to_recordset($1::jsonb) as r(id uuid, report uuid, line uuid)
join commitment_line l on l.id = r.line"""
_OPENED = """
from report r
join report_line rl on rl.report = r.id
join milestone_line ml on ml.commitment_line = rl.commitment_line
where r.round = $1"""
_COUNT = f"select count(*) {_OPENED}"
_MILESTONES = f"""
insert into report_milestone (id, version, report_line, milestone_line, state, forecast_on, done_on)
select k.id, 1, s.line, s.milestone, s.state, s.forecast_on, s.done_on
from (select rl.id as line, ml.id as milestone, ml.state, ml.forecast_on, ml.done_on,
             row_number() over () as n {_OPENED}) s
join unnest($2::uuid[]) with ordinality k(id, n) on k.n = s.n"""  # noqa: S608 - constant text
_LAST_MILESTONES = """
select rm.id, ml.state, ml.forecast_on, ml.done_on
from report_milestone rm join milestone_line ml on ml.id = rm.milestone_line
where rm.report_line = $1 order by ml.position"""
_LAST = """
select state, words, reason, measure, forecast_on, done_on, value, measured_on
from commitment_line where id = $1"""
_PERIOD = """
select a.entered_into_force_on as since, r.period_from
from report p join round r on r.id = p.round join agreement a on a.id = r.agreement
where p.id = $1"""
_OVERDUE = """
select m.title, ml.planned_on from milestone_line ml join milestone m on m.id = ml.milestone
where ml.commitment_line = $1 and ml.state not in ('done', 'lapsed') and ml.forecast_on is null
  and ml.planned_on < $2 order by ml.planned_on, ml.position"""
_ANSWER_MILESTONES = """
update report_milestone m
set version = m.version + 1, state = a.state, forecast_on = a.forecast_on, done_on = a.done_on
from jsonb_to_recordset($2::jsonb) as a(id uuid, state text, forecast_on date, done_on date)
where m.id = a.id and m.report_line = $1"""
_UNANSWERED = """
select c.position, c.title, rl.answered
from report_line rl
join commitment_line l on l.id = rl.commitment_line join commitment c on c.id = l.commitment
where rl.report = $1 and not rl.answered order by c.position"""
_NUMBER = """
select c.position as number
from commitment_line l join commitment c on c.id = l.commitment where l.id = $1"""
_OVERTAKEN = f"""
select {OVERTAKEN} as overtaken
from report r join round rd on rd.id = r.round where r.id = $1"""  # noqa: S608 - constant text
_SAID = """
select id, commitment_line as line_id, state, words, reason, measure, forecast_on, done_on, value,
       measured_on
from report_line where report = $1"""
_SAID_MILESTONES = """
select rm.report_line, rm.milestone_line as milestone_line_id, rm.state, rm.forecast_on, rm.done_on
from report_milestone rm join report_line rl on rl.id = rm.report_line where rl.report = $1"""


async def open_reports(agreement_id: UUID, round_id: UUID) -> int:
    """A report per owing party, with its lines and milestones as they stand: 5 statements.

    Gives the number of reports. What was done before needs no new answer.
    """
    owed = await DATABASE.fetch(_OWED, agreement_id)
    reports = {row["party"]: dict(row) for row in owed}
    for party in reports.values():
        party["id"] = new_id()
    lines = [
        {"id": new_id(), "report": reports[row["party"]]["id"], "line": row["id"]} for row in owed
    ]
    await DATABASE.fetch(_REPORTS, encoded(list(reports.values())), round_id)
    await DATABASE.fetch(_LINES, encoded(lines))
    [counted] = await DATABASE.fetch(_COUNT, round_id)
    await DATABASE.fetch(_MILESTONES, round_id, [new_id() for _ in range(counted["count"])])
    return len(reports)


async def milestones_of(report_line_id: UUID) -> list[MilestoneAnswer]:
    """The milestones of a line as they were last accepted."""
    rows = await DATABASE.fetch(_LAST_MILESTONES, report_line_id)
    return [MilestoneAnswer(**dict(row)) for row in rows]


async def last_time(line: Mapping[str, Any]) -> LineForm:
    """What was accepted last time of a report line, as if it were answered again."""
    [row] = await DATABASE.fetch(_LAST, line["commitment_line"])
    return LineForm(**dict(row), milestones=await milestones_of(line["id"]))


async def untimely_days(line: Mapping[str, Any], form: LineForm) -> list[Complaint]:
    """What cannot be of the days of an answer, against the period and the agreement."""
    [of] = await DATABASE.fetch(_PERIOD, line["report"])
    [last] = await DATABASE.fetch(_LAST, line["commitment_line"])
    known = (last["value"], last["measured_on"])
    return list(untimely(form, of["since"], of["period_from"], known))


async def unapprovable(report_id: UUID, on: date | None) -> list[Complaint]:
    """Why a report cannot be approved on a day: lines are open, or it was returned after it."""
    [row] = await DATABASE.fetch("select max(at) as at from remark where report = $1", report_id)
    returned = day(row["at"]) if row["at"] else None
    return [*incomplete(await unanswered(report_id)), *after_return(on, returned)]


async def not_unchanged(line: Mapping[str, Any], last: LineForm, today: date) -> list[Complaint]:
    """Why one cannot say that a line stands as it did last time."""
    if line["answered"]:
        return list(already_said(await number_of(line["commitment_line"]), answered=True))
    known = [milestone.id for milestone in last.milestones]
    # Nothing said last time is no mistake of today: the first round may still be "planned".
    wrong = [c for c in line_complaints(last, today, known) if c.field != "words"]
    if wrong:
        return wrong
    late = await DATABASE.fetch(_OVERDUE, line["commitment_line"], today)
    return [c for row in late for c in overdue(last.state, row["title"], row["planned_on"])]


async def answer(line: Mapping[str, Any], form: LineForm, *, nothing: bool) -> dict[str, Any]:
    """Write the answer on one line and its milestones; gives the columns written."""
    values = {
        "answered": True,
        "unchanged": nothing,
        "state": form.state,
        "words": form.words.strip(),
        "reason": form.reason.strip(),
        "measure": form.measure.strip(),
        "forecast_on": form.forecast_on,
        "done_on": form.done_on,
        "value": form.value,
        "measured_on": form.measured_on,
    }
    await change(ReportLine, line, **values)
    milestones = [{n: getattr(m, n) for n in m.__struct_fields__} for m in form.milestones]
    await DATABASE.fetch(_ANSWER_MILESTONES, line["id"], encoded(milestones))
    return values


async def unanswered(report_id: UUID) -> list[tuple[int, str, bool]]:
    """Number and title of each commitment that nothing was said of yet."""
    return [tuple(row) for row in await DATABASE.fetch(_UNANSWERED, report_id)]


async def number_of(commitment_line_id: UUID) -> int:
    """The number of a commitment, as a person knows it."""
    [row] = await DATABASE.fetch(_NUMBER, commitment_line_id)
    number: int = row["number"]
    return number


async def overtaken(report_id: UUID) -> bool:
    """Whether a report of the same party over a later period was accepted already."""
    [row] = await DATABASE.fetch(_OVERTAKEN, report_id)
    return bool(row["overtaken"])


async def said(report_id: UUID) -> list[LineChange]:
    """What a report says, as changes of the lines it is about: 2 queries."""
    milestones: dict[UUID, list[MilestoneChange]] = {}
    for row in map(dict, await DATABASE.fetch(_SAID_MILESTONES, report_id)):
        milestones.setdefault(row.pop("report_line"), []).append(MilestoneChange(**row))
    return [
        LineChange(milestones=tuple(milestones.get(row.pop("id"), ())), **row)
        for row in map(dict, await DATABASE.fetch(_SAID, report_id))
    ]
