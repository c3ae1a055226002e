"""From a regional report to its drawings, each with the text that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from governance.base.errors import N_
from governance.commitments.rules import STANDING_TONES, STANDING_WORDS, Standing
from governance.documents.blocks import Figure, Tone
from governance.documents.drawings import Bar, Heads, Legend, Part, Plan, bars, timeline
from governance.reporting.picture.queries import RegionalMilestone
from governance.reporting.picture.rules import most_pressing
from governance.reporting.regional.queries import RegionalView
from governance.reporting.saying.papers import ORDER, Saying
from governance.reporting.words import NOT_ACCEPTED

MILESTONES = 20
"""Rows of the timeline; where there are more milestones, the late ones come first."""
Shown: TypeAlias = Sequence[RegionalMilestone]
"""The milestones that are drawn, in their order."""
_SHOWN_AS: Mapping[Standing | None, Standing] = {Standing.ACCEPTED: Standing.AT_RISK}
_EITHER = N_("at risk, or delay accepted")
"""One part of a bar, because both have one tone: a legend that nobody can mistake."""


def bars_figure(view: RegionalView, language: str) -> Figure:
    """How the commitments stand, per theme; without what lapsed, of which nothing is asked."""
    say = Saying(language)
    accepted = any(line.standing == Standing.ACCEPTED for line in view.lines)
    told_as = {**STANDING_WORDS, **({Standing.AT_RISK: _EITHER} if accepted else {})}
    parts = [Part(say.words(told_as[s]), Tone(STANDING_TONES[s])) for s in ORDER]
    parts.append(Part(say.words(NOT_ACCEPTED), Tone.PLAIN))
    rows = []
    for theme in dict.fromkeys(line.theme for line in view.lines):
        own = [line for line in view.lines if line.theme == theme]
        stand = [_SHOWN_AS.get(x.standing, x.standing) for x in own]
        rows.append(Bar(theme, tuple(stand.count(s) for s in (*ORDER, None))))
    told = "; ".join(
        f"{row.label}: "
        + ", ".join(f"{n} {part.meaning}" for n, part in zip(row.counts, parts, strict=True) if n)
        for row in rows
    )
    title = say.words(N_("Commitments per theme, by how they stand"))
    alternative = told or say.words(N_("No report is accepted yet."))
    return Figure(bars("bars", title, alternative, parts, rows), alternative, title)


def timeline_figure(view: RegionalView, language: str) -> Figure:
    """When milestones were planned, are expected, and how many parties reached them."""
    say = Saying(language)
    shown = most_pressing(view.milestones, MILESTONES)
    rows = [_plan(m, say) for m in shown]
    legend = Legend(
        planned=say.words(N_("planned")),
        forecast=say.words(N_("expected")),
        done=say.words(N_("reached by all")),
        late=say.words(N_("late")),
        today=say.words(N_("day of the report")),
    )
    left_out = _left_out(view, shown, say)
    heads = Heads(day=legend.planned, count=say.words(N_("reached")), below=left_out)
    title = say.words(N_("Milestones on their way"))
    alternative = " ".join(filter(None, (_whole(shown, say), left_out, _each(shown, say))))
    svg = timeline("timeline", title, alternative, legend, view.today, rows, heads)
    return Figure(svg, alternative, title)


def _left_out(view: RegionalView, shown: Shown, say: Saying) -> str:
    """That there are more milestones than the drawing holds, and which these are."""
    total = len(view.milestones)
    if total == len(shown):
        return ""
    told = N_("Shown are {number} of {total} milestones: late ones first, then the next ones.")
    return say.words(told, number=len(shown), total=total)


def _whole(shown: Shown, say: Saying) -> str:
    """What one sees at a glance: how many, over which period, how many late, which worst."""
    if not shown:
        return ""
    days = sorted(m.planned_on for m in shown)
    told = say.counted(
        N_("{number} milestone, planned from {first} to {last}."),
        N_("{number} milestones, planned from {first} to {last}."),
        len(shown), first=say.day(days[0]), last=say.day(days[-1]),
    )  # fmt: skip
    late = [m for m in shown if m.late]
    if not late:
        nothing = say.words(N_("None is late."))
        return f"{told} {nothing}"
    worst = say.counted(
        N_("{number} is late, most of all: {title}, planned {day}."),
        N_("{number} are late, most of all: {title}, planned {day}."),
        len(late), title=f"{late[0].number}. {late[0].title}", day=say.day(late[0].planned_on),
    )  # fmt: skip
    return f"{told} {worst}"


def _each(shown: Shown, say: Saying) -> str:
    return "; ".join(_one(m, say) for m in shown)


def _one(of: RegionalMilestone, say: Saying) -> str:
    told = N_("{title}: planned {day}, {done} of {total} reached")
    parts = [
        say.words(
            told, title=f"{of.number}. {of.title}", day=say.day(of.planned_on),
            done=of.done, total=of.total,
        )
    ]  # fmt: skip
    if of.late:
        parts.append(say.words(N_("late with {number}"), number=of.late))
    if of.forecast_on and of.forecast_on != of.planned_on:
        parts.append(say.words(N_("expected {day}"), day=say.day(of.forecast_on)))
    return ", ".join(parts)


def _plan(of: RegionalMilestone, say: Saying) -> Plan:
    reached = of.done == of.total
    done = of.planned_on if reached else None
    slips = of.forecast_on if of.forecast_on != of.planned_on else None
    return Plan(
        f"{of.number}. {of.title}",
        of.planned_on,
        slips,
        done,
        late=of.late > 0,
        day=say.day(of.planned_on),
        count=f"{of.done}/{of.total}",
    )
