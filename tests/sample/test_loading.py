"""The sample region, loaded through the actions into a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from governance.agreements.advising.queries import chains_of
from governance.agreements.queries import agreement, listed, parties
from governance.agreements.rules import add_months
from governance.base.clock import day
from governance.commitments.evidence.queries import evidence_of
from governance.commitments.finding.views.queries import views_of
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.queries import indicators_of
from governance.commitments.measuring.showing.queries import Measured, measured
from governance.commitments.queries import lines, of_agreement
from governance.commitments.rules import IN_TROUBLE, LineState, Standing
from governance.identity.reviewing.rules import ReviewKind, Timing
from governance.identity.reviewing.standing.queries import reviews_of, to_review
from governance.parties.rules import OrganisationKind
from governance.reporting.lines.queries import LineView, MilestoneView
from governance.reporting.picture.rules import Turn
from governance.reporting.queries import ReportView, report, round_overview, rounds
from governance.reporting.regional.queries import regional
from governance.reporting.waiting.queries import due
from governance.sample.loading import is_empty, load_sample
from governance.sample.region import Region
from governance.sample.words import words

DAYS = (
    datetime(2026, 11, 24, 12, tzinfo=UTC),
    datetime(2027, 3, 1, 0, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 30, tzinfo=UTC),
)

NEVER = date.min
BY_REPORTING = {unit for unit, how in words().measured.items() if how.by_reporting}

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("at", DAYS, ids=str)
async def test_the_sample_has_something_on_every_screen(at: datetime) -> None:
    assert await is_empty()
    region = await load_sample("a long sample password", at=at)
    assert not await is_empty()
    assert len(region.municipalities) == 16
    found = (await listed(region.administrator)).agreements
    assert sorted(one.state for one in found) == ["draft", "in_force", "up_for_decision"]
    [asked] = [one for one in found if one.state == "up_for_decision"]
    view, there = [await read(asked.id, by=region.administrator) for read in (agreement, parties)]
    chains = await chains_of(view, there, by=region.administrator, today=day(at))
    assert [(m.kind, m.days) for one in chains if one.steps for m in one.moves] == [("await", 12)]
    [regional] = [one for one in found if one.state == "in_force"]
    assert regional.signed == regional.asked == 34
    held = await rounds(region.secretary)
    assert [one.regional_state for one in held] == ["draft", "adopted", "adopted", "adopted"]
    shown = await lines(regional.id, by=region.secretary, today=day(at))
    assert {line.standing for line in shown} - {None} == set(Standing) - {Standing.LAPSED}
    assert len({line.organisation for line in shown}) == 16
    told = await measured_of(regional.id, region, at)
    assert {one.indicator.period for one in told} == {Every.HALF_YEAR, Every.YEAR}
    [signals] = [one for one in told if one.indicator.signals]
    assert any(cell.shown and cell.shown.hidden for cell in signals.cells) and signals.left_out == 1
    assert any(one.rolled.missing for one in signals.periods)
    assert await due(region.pins["Heerlen"], day(at))
    reviewed = await to_review(region.administrator, day(at))
    assert [(one.kind, one.timing) for one in reviewed] == [(ReviewKind.SPECIAL, Timing.DUE)]
    assert await to_review(region.operator, day(at)) == []
    keeper = region.organisations[region.facts.keeper]
    assert len(await reviews_of(keeper, by=region.administrator)) == 2
    waits = {one.state for one in await due(region.secretary, day(at))}
    assert waits == {"submitted"}


async def measured_of(agreement: UUID, region: Region, at: datetime) -> list[Measured]:
    """Every indicator of an agreement, with what the secretary sees of it."""
    by = region.secretary
    found = [one.id for one in await of_agreement(agreement, by=by)]
    views = await indicators_of(found, by=by)
    return [(await measured(view.id, by=by, today=day(at)))[1] for view in views]


async def test_the_sample_shows_evidence_and_who_sees_what() -> None:
    region, at = await load_sample("a long sample password", at=DAYS[0]), DAYS[0]
    by = region.pins["Heerlen"]
    [made] = [one for one in (await listed(by)).agreements if one.state == "in_force"]
    name = region.organisations["Heerlen"]
    own = await lines(made.id, by=by, today=day(at), organisation=name)
    kept = {one.title: await evidence_of(one.id, by=by) for one in own}
    assert sorted(len(one) for one in kept.values())[-2:] == [1, 1]
    assert [bool(one.link) for all_ in kept.values() for one in all_] == [True, False]
    shown = await lines(made.id, by=region.secretary, today=day(at))
    hidden = [one.organisation for one in shown if one.sight == "promise"]
    assert hidden == ["Kerkrade"]
    assert [one.organisation for one in await views_of(by=region.administrator)] == ["Maastricht"]


async def test_the_sample_measures_what_it_says_and_can_finish_its_signal_table() -> None:
    region = await load_sample("a long sample password", at=DAYS[0])
    [last, *_] = await rounds(region.secretary)
    view = await regional(last.id, by=region.secretary, today=day(DAYS[0]))
    accepted = [line for line in view.lines if line.accepted]
    for line in accepted:
        if line.state == "done":
            assert line.figure is None or line.figure.low <= line.target <= line.figure.high, line
    assert view.decisions_asked
    assert view.previous_title == "december 2025 – mei 2026"
    assert {change.turn for change in view.changed} == set(Turn)
    risks = [party.risks for party in view.parties if party.risks]
    assert len(set(risks)) > 3
    cares = [o for o in region.facts.organisations if o.kind is OrganisationKind.CARE_PARTNER]
    assert any(region.authorities[one.short_name] for one in cares)
    for name in ("Arbeidsinspectie", "marechaussee"):
        assert region.authorities[name]


@pytest.mark.parametrize("at", DAYS, ids=str)
async def test_what_the_sample_reports_agrees_with_itself(at: datetime) -> None:
    region = await load_sample("a long sample password", at=at)
    seen = 0
    for held in await rounds(region.secretary):
        overview = await round_overview(held.id, by=region.secretary, today=day(at))
        for one in overview.reports:
            if one.readable:
                view = await report(one.report_id, by=region.secretary, today=day(at))
                assert [told for line in view.lines for told in wrong(line, view)] == []
                seen += sum(line.answered for line in view.lines)
    assert seen > 400
    assert BY_REPORTING
    [last, *_] = await rounds(region.secretary)
    drawn = (await regional(last.id, by=region.secretary, today=day(at))).milestones
    assert [m for m in drawn if m.forecast_on is not None and m.forecast_on <= day(at)] == []


def wrong(line: LineView, view: ReportView) -> list[str]:
    """In what a line of the sample contradicts itself, its milestones or its round."""
    name = f"{view.organisation}, {view.round_title}, {line.number}. {line.title}"
    told = [*_days(line, view), *_states(line, view), *_measurement(line, view)]
    return [f"{name}: {one}" for one in told] if line.answered else []


def _days(line: LineView, view: ReportView) -> Iterator[str]:
    for of in (line, *line.milestones):
        trouble = of.state in IN_TROUBLE
        if trouble != (of.forecast_on is not None):
            yield f"{of.state}, expected {of.forecast_on}"
        if of.forecast_on and of.forecast_on <= max(of.planned_on or NEVER, view.period_until):
            yield f"planned {of.planned_on}, expected {of.forecast_on} already"
        if (of.state == LineState.DONE) != (of.done_on is not None):
            yield f"{of.state}, reached {of.done_on}"
        if of.done_on and of.done_on >= view.period_until:
            yield f"reached {of.done_on}, after the period"
    if line.done_on and any(m.done_on is None or m.done_on > line.done_on for m in line.milestones):
        yield "done before its milestones"


def _states(line: LineView, view: ReportView) -> Iterator[str]:
    slipped = [m for m in line.milestones if m.state in IN_TROUBLE]
    if slipped and line.state not in IN_TROUBLE:
        yield f"{line.state}, but {len(slipped)} milestones slip"
    if line.indicator_unit in BY_REPORTING and line.state in IN_TROUBLE:
        yield f"{line.state}, says the report that is owed"
    if line.state == LineState.PLANNED and any(m.done_on for m in line.milestones):
        yield "not begun, but a milestone is reached"
    until = min(view.period_until, day(view.submitted_at)) if view.submitted_at else NEVER
    missed = [m for m in line.milestones if m.planned_on < until and not m.done_on]
    if missed and line.state not in IN_TROUBLE:
        yield f"{line.state}, but {len(missed)} milestones were missed"


def _measurement(line: LineView, view: ReportView) -> Iterator[str]:
    """Each measurement, as far as the reader is told, follows from the milestones that it is of;
    where there are indicators nothing else is measured, and each of their periods has its value."""
    if line.measured:
        if line.value is not None or any(one.shown is None for one in line.measurements):
            yield "measured beside its indicators, or not by them"
        return
    if not line.indicator_unit:
        return
    how = words().measured[line.indicator_unit]
    if line.figure is None or line.measured_on is None or line.measured_on >= view.period_until:
        yield f"measured {line.figure} on {line.measured_on}"
        return
    low, high = line.figure.low, line.figure.high
    reached = [m for m in line.milestones if m.done_on]
    titles = {m.title for m in reached}
    least = max([n for title, n in how.steps.items() if title in titles], default=0)
    most = min([n - 1 for n in how.steps.values() if n > least], default=line.target)
    if how.steps and not (least <= high and low <= (most if least else 0)):
        yield f"measured {low} to {high} where {sorted(titles)} are reached"
    year = [m for m in reached if m.title == how.yearly and _in_the_year(m, line.measured_on)]
    times = sum(not how.in_time or (m.done_on or NEVER) <= m.planned_on for m in year)
    if how.yearly and (not low <= times <= high or times > 4):
        yield f"measured {low} to {high} where {how.yearly} was reached {times} times"


def _in_the_year(of: MilestoneView, on: date) -> bool:
    until = on + timedelta(days=1)
    return add_months(until, -12) < of.planned_on <= until
