"""From a regional report to its drawings, each with the text that says the same."""

from __future__ import annotations

from governance.base.errors import N_
from governance.commitments.rules import STANDING_TONES, STANDING_WORDS
from governance.documents.blocks import Figure, Tone
from governance.documents.drawings import Bar, Heads, Legend, Part, Plan, bars, timeline
from governance.reporting.picture.queries import RegionalMilestone
from governance.reporting.regional.queries import RegionalView
from governance.reporting.saying.papers import ORDER, Saying
from governance.reporting.words import NOT_ACCEPTED

MILESTONES = 20
"""Rows of the timeline: the milestones nearest to the day of the report."""


def bars_figure(view: RegionalView, language: str) -> Figure:
    """How the commitments stand, per theme; without what lapsed, of which nothing is asked."""
    say = Saying(language)
    parts = [Part(say.words(STANDING_WORDS[s]), Tone(STANDING_TONES[s])) for s in ORDER]
    parts.append(Part(say.words(NOT_ACCEPTED), Tone.PLAIN))
    rows = []
    for theme in dict.fromkeys(line.theme for line in view.lines):
        own = [line for line in view.lines if line.theme == theme]
        rows.append(Bar(theme, tuple(sum(x.standing == s for x in own) for s in (*ORDER, None))))
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
    near = sorted(view.milestones, key=lambda m: abs((m.planned_on - view.today).days))
    chosen = sorted(near[:MILESTONES], key=lambda m: (m.planned_on, m.number, m.title))
    rows = [_plan(m, say) for m in chosen]
    legend = Legend(
        planned=say.words(N_("planned")),
        forecast=say.words(N_("expected")),
        done=say.words(N_("reached by all")),
        late=say.words(N_("late")),
        today=say.words(N_("day of the report")),
    )
    heads = Heads(day=legend.planned, count=say.words(N_("reached")))
    title = say.words(N_("Milestones on their way"))
    told = N_("{title}: planned {day}, {done} of {total} reached")
    alternative = "; ".join(
        say.words(told, title=m.title, day=say.day(m.planned_on), done=m.done, total=m.total)
        for m in chosen
    )
    svg = timeline("timeline", title, alternative, legend, view.today, rows, heads)
    return Figure(svg, alternative, title)


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
