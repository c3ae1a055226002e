"""What a party reports per commitment, as tables of its progress report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from governance.base.errors import N_
from governance.commitments.hidden_days.rules import HIDDEN_THERE, NOT_SHOWN, keeps_back
from governance.commitments.measuring.reported.queries import PeriodMeasured
from governance.commitments.measuring.rules import asked
from governance.commitments.measuring.words import number_in, period_said, shown_said
from governance.commitments.rules import STATE_WORDS, LineState
from governance.documents.blocks import Block, Cell, Heading, Paragraph, Row, Table, runs
from governance.reporting.lines.queries import LineView, MilestoneView
from governance.reporting.saying.papers import Saying

NOT_REPORTED = N_("not reported on yet")


def themes(lines: Sequence[LineView], say: Saying) -> Iterator[Block]:
    """Per theme the commitments, and below them their milestones."""
    for theme in dict.fromkeys(line.theme for line in lines):
        yield Heading(say.words(N_("Theme: {theme}"), theme=theme), 1)
        own = [line for line in lines if line.theme == theme]
        columns = say.heads(
            (N_("Commitment"), 2.8), (N_("Standing"), 1.7), (N_("Dates"), 1.7),
            (N_("State of affairs and cause"), 3.4), (N_("Measure"), 2.2),
        )  # fmt: skip
        caption = say.words(N_("Commitments: {theme}"), theme=theme)
        yield Table(caption, columns, tuple(_commitment(line, say) for line in own))
        yield from _milestones(theme, own, say)


def _commitment(line: LineView, say: Saying) -> Row:
    named = Cell(runs(f"{line.number}. {line.title}"))
    if not line.answered:
        days = _days(line, say)
        return Row((named, say.told(say.words(NOT_REPORTED)), days, _last_time(line, say),
                    say.told("")))  # fmt: skip
    state = say.words(STATE_WORDS[LineState(line.state)])
    stands = say.standing(line.standing, state)
    days = _days(line, say)
    same = (say.words(N_("Unchanged since last time.")),) if line.unchanged else ()
    said = say.told(
        line.words, line.reason, *same, *say.doubts(() if line.hides_days else line.doubts)
    )
    return Row((named, stands, days, said, say.told(line.measure)))


def _days(line: LineView, say: Saying) -> Cell:
    """The days of a commitment; of one not reported on its planned day alone."""
    if keeps_back(line.hides_days, line.state):
        return say.told(say.words(NOT_SHOWN))
    if not line.answered:
        return say.days(line.planned_on, None, None)
    return say.days(line.planned_on, line.forecast_on, line.done_on)


def _last_time(line: LineView, say: Saying) -> Cell:
    """What was accepted last time, told apart from what is reported now."""
    if not line.last_words.strip():
        return say.told("")
    state = say.words(STATE_WORDS[LineState(line.last_state)])
    head = say.words(N_("Last time: {state}."), state=state)
    return say.told(head, line.last_words, line.last_reason)


def _milestones(theme: str, lines: Iterable[LineView], say: Saying) -> Iterator[Block]:
    every = [(line, one) for line in lines for one in line.milestones]
    told = [(line, one) for line, one in every if not keeps_back(line.hides_days, one.state)]
    rows = tuple(_milestone(line, one, say) for line, one in told)
    if len(told) < len(every):
        yield Paragraph(runs(say.words(HIDDEN_THERE)), "note")
    if rows:
        columns = say.heads(
            (N_("Milestone"), 4), (N_("Standing"), 1.8), (N_("Planned"), 1.4),
            (N_("Forecast"), 1.4), (N_("Reached"), 1.4),
        )  # fmt: skip
        yield Table(say.words(N_("Milestones: {theme}"), theme=theme), columns, rows)


def _milestone(line: LineView, one: MilestoneView, say: Saying) -> Row:
    """A milestone as reported; where nothing was reported only its planned day is known now."""
    named, planned = Cell(runs(f"{line.number}. {one.title}")), say.told(say.day(one.planned_on))
    if not line.answered and one.state != LineState.DONE:
        nothing = say.told("")
        return Row((named, say.told(say.words(NOT_REPORTED)), planned, nothing, nothing))
    days = (say.told(say.day(day)) for day in (one.forecast_on, one.done_on))
    return Row((named, say.standing(one.standing), planned, *days))


def measurements(lines: Iterable[LineView], say: Saying) -> Iterator[Block]:
    """What was measured, on which day, beside the target and last time."""
    yield Heading(say.words(N_("Measurements")), 1)
    there = list(lines)
    own = [line for line in there if line.indicator_unit.strip() and not line.measured]
    measured = [(line, one) for line in there for one in line.measurements]
    if measured:
        yield _indicators(measured, say)
    if not own and measured:
        return
    if not own:
        yield Paragraph(runs(say.words(N_("No commitment has an indicator."))))
        return
    columns = say.heads(
        (N_("Commitment and indicator"), 4), (N_("Measured"), 1.2), (N_("Measured on"), 1.5),
        (N_("Target value"), 1.4), (N_("Last time"), 1.2),
    )  # fmt: skip
    rows = tuple(_measurement(line, say) for line in own)
    yield Table(say.words(N_("Measurements against their target")), columns, rows)


def _indicators(measured: Sequence[tuple[LineView, PeriodMeasured]], say: Saying) -> Block:
    """What indicators came to in the period of the report, as far as it is told."""
    columns = say.heads(
        (N_("Commitment and indicator"), 4), (N_("Period"), 1.8), (N_("Measured"), 2),
        (N_("What is asked"), 1.6),
    )  # fmt: skip
    rows = []
    for line, one in measured:
        view, target = one.indicator, asked(one.indicator, one.until - timedelta(days=1))
        rows.append(
            say.cells(
                f"{line.number}. {line.title}: {view.name}",
                period_said(view.period, one.since, say.language),
                shown_said(view, one.shown, say.language),
                "–" if target is None else number_in(view, target, say.language),
            )
        )
    return Table(say.words(N_("Values of indicators")), columns, tuple(rows))


def _measurement(line: LineView, say: Saying) -> Row:
    """A measurement of this report; one that was only known before it stands under last time."""
    now = line.answered
    return say.cells(
        f"{line.number}. {line.title} ({line.indicator_unit})",
        say.figure(line.figure if now else None),
        say.day(line.measured_on if now else None),
        say.number(line.target),
        say.figure(line.last_figure),
    )
