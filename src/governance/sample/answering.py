"""What a municipality of the sample says of a commitment in a round; it agrees with itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from governance.commitments.rules import LineState
from governance.reporting.forms import LineForm, MilestoneAnswer, RoundForm
from governance.reporting.lines.queries import LineView, MilestoneView
from governance.sample.indicators import given
from governance.sample.measuring import Reached, finished, measured
from governance.sample.words import chance, one_of, words

_COURSES: tuple[tuple[int, tuple[LineState, ...]], ...] = (
    (55, (LineState.STARTED, LineState.ON_TRACK, LineState.ON_TRACK, LineState.ON_TRACK)),
    (75, (LineState.STARTED, LineState.ON_TRACK, LineState.DONE, LineState.DONE)),
    (80, (LineState.PLANNED, LineState.STARTED, LineState.DELAYED, LineState.DELAYED)),
    (84, (LineState.PLANNED, LineState.DELAYED, LineState.DELAYED, LineState.ON_TRACK)),
    (88, (LineState.STARTED, LineState.ON_TRACK, LineState.ON_TRACK, LineState.DELAYED)),
    (95, (LineState.STARTED, LineState.ON_TRACK, LineState.DELAYED, LineState.DELAYED)),
    (100, (LineState.PLANNED, LineState.DELAYED, LineState.BLOCKED, LineState.BLOCKED)),
)
"""How commitments go, by chance below a number: their state in each round."""


class Half(Struct, frozen=True):
    """One round: its place, its days, and the moment before which everything happens."""

    place: int
    form: RoundForm
    latest: datetime

    @property
    def until(self) -> date:
        """The first day that is not reported on."""
        return self.form.period_until or date.max

    @property
    def due(self) -> date:
        """The day on which reports are due."""
        return self.form.due_on or date.max


def answer(line: LineView, name: str, now: Half, today: date) -> LineForm:
    """What a municipality says of one commitment in one round.

    Nothing is reached or measured after the period; what slips is expected after it, and
    after its planned day.
    """
    luck = chance(name, line.title)
    state = _state(line, now, luck)
    trouble = state in (LineState.DELAYED, LineState.BLOCKED)
    # One kind of trouble has missed no milestone yet: it threatens the next.
    slips = trouble and not 88 <= luck < 95
    milestones = [_milestone(m, state, slips, now, today, luck) for m in line.milestones]
    reached = _reached(line, milestones)
    if state is LineState.PLANNED and reached:
        state = LineState.STARTED
    said, seed, last = words(), (name, line.title, now.place), _last(now, today)
    share = 20 * now.place + luck % 20
    value = None if line.measured else measured(line, reached, last, share)
    return LineForm(
        state=state,
        words=one_of(getattr(said, state.value), *seed),
        reason=one_of(said.reasons, *seed) if trouble else "",
        measure=one_of(said.measures, *seed) if trouble else "",
        forecast_on=_expected(now, today, luck, line.planned_on) if trouble else None,
        done_on=_finish(now, today) if state is LineState.DONE else None,
        value=value,
        measured_on=None if value is None else last,
        milestones=milestones,
        measurements=given(line, name),
    )


def _state(line: LineView, now: Half, luck: int) -> LineState:
    """By its course; what comes back every year is never done, what is reported never late."""
    how = words().measured.get(line.indicator_unit)
    if how is not None and how.by_reporting:
        return LineState.ON_TRACK
    course = next(states for below, states in _COURSES if luck < below)
    state = course[now.place]
    if state is LineState.DONE and not finished(line, now.until):
        return LineState.ON_TRACK
    return state


def _last(now: Half, today: date) -> date:
    """The last day that is reported on: of the period, or yesterday while it still runs."""
    return min(now.until, today) - timedelta(days=1)


def _finish(now: Half, today: date) -> date:
    """The day on which all that is done in a round was reached."""
    return _last(now, today) - timedelta(days=9)


def _expected(now: Half, today: date, luck: int, planned: date | None = None) -> date:
    """After the planned day, the period and today, and still ahead when the next round is held."""
    slip = timedelta(days=160 + luck // 2 + 10 * now.place)
    return max(planned or today, now.until, today) + slip


def _reached(line: LineView, answers: list[MilestoneAnswer]) -> list[Reached]:
    return [
        Reached(of.title, told.done_on, of.planned_on)
        for of, told in zip(line.milestones, answers, strict=True)
        if told.done_on is not None
    ]


def _milestone(
    of: MilestoneView, state: LineState, slips: bool, now: Half, today: date, luck: int
) -> MilestoneAnswer:
    """A milestone whose day has come is reached, or slips; of what is done all are reached."""
    if of.state == LineState.DONE:
        return MilestoneAnswer(of.id, of.state, of.forecast_on, of.done_on)
    if state is LineState.DONE:
        reached = min(of.planned_on, _finish(now, today))
        return MilestoneAnswer(of.id, LineState.DONE, None, reached)
    if of.planned_on > today:
        return MilestoneAnswer(of.id, LineState.PLANNED)
    if slips:
        expected = _expected(now, today, luck)
        return MilestoneAnswer(of.id, LineState.DELAYED, expected)
    caught_up = of.state == LineState.DELAYED
    apart = timedelta(days=luck % 25 - 12)
    day = today - timedelta(days=9) if caught_up else of.planned_on + apart
    return MilestoneAnswer(of.id, LineState.DONE, None, min(day, _last(now, today)))
