"""Drawings as SVG from templates: bars of counts, and a timeline of plans. Pure.

One source for the page, PDF and Word. Each drawing carries a title and a text that says the
same (``role="img"``); no colour stands alone: segments bear their number, marks their shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from governance.base.places import shipped
from governance.documents.blocks import Tone

COLOURS = {
    Tone.BAD: "#a3121c",
    Tone.WARNING: "#7a4b00",
    Tone.GOOD: "#0b6b2f",
    Tone.DONE: "#154273",
    Tone.PLAIN: "#4a5560",
}
"""As in the house style of documents."""
WIDTH = 720.0
"""Units of the view box; 720 units are the width of the text."""
LABEL = 210.0
"""Room for the label of a row, at the start."""
ROW = 24.0
_LETTER = 6.6
"""Mean width of a letter in a label of 13 units high."""


class Bar(Struct, frozen=True):
    """One bar: its label, and its counts in the order of the legend."""

    label: str
    counts: tuple[int, ...]


class Part(Struct, frozen=True):
    """One part of every bar: what it means, and its tone."""

    meaning: str
    tone: Tone


class Plan(Struct, frozen=True):
    """One row of a timeline: planned, forecast and actual day, as far as there are."""

    label: str
    planned: date
    forecast: date | None = None
    done: date | None = None
    late: bool = False


class Legend(Struct, frozen=True):
    """The words of a timeline, in the language of the document."""

    planned: str
    forecast: str
    done: str
    late: str
    today: str


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("templates") / "drawings"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def shortened(label: str, room: float = LABEL - 10) -> str:
    """A label that fits its room, with … where it is cut."""
    letters = int(room / _LETTER)
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def bars(key: str, title: str, alternative: str, parts: Sequence[Part], rows: Sequence[Bar]) -> str:
    """A stacked bar per label; ``key`` keeps the ids of two drawings on one page apart."""
    most = max((sum(row.counts) for row in rows), default=0) or 1
    scale = (WIDTH - LABEL) / most
    drawn = []
    for place, row in enumerate(rows):
        x, segments = LABEL, []
        for part, number in zip(parts, row.counts, strict=True):
            width = number * scale
            if number:
                segments.append((round(x, 1), round(width, 1), COLOURS[part.tone], number))
            x += width
        drawn.append((place * ROW + 34, shortened(row.label), row.label, segments))
    legend, x = [], LABEL
    for part in parts:
        legend.append((round(x, 1), COLOURS[part.tone], part.meaning))
        x += 30 + len(part.meaning) * _LETTER
    return _templates().get_template("bars.svg.j2").render(
        key=key, title=title, alternative=alternative, rows=drawn, legend=legend,
        width=WIDTH, height=len(rows) * ROW + 40,
    )  # fmt: skip


def timeline(
    key: str, title: str, alternative: str, words: Legend, today: date, rows: Sequence[Plan]
) -> str:
    """Plans on a scale of years: an open circle is planned, a diamond forecast, a disc done."""
    days = [d for row in rows for d in (row.planned, row.forecast, row.done) if d] + [today]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    room, span = WIDTH - LABEL - 12, (last - first).days

    def at(day: date | None) -> float | None:
        return None if day is None else round(LABEL + room * (day - first).days / span, 1)

    legend, x = [], 8.0
    for shape in Legend.__struct_fields__:
        word = getattr(words, shape)
        legend.append((round(x, 1), shape, word))
        x += 34 + len(word) * _LETTER
    years = [(at(date(y, 1, 1)), str(y)) for y in range(first.year, last.year)]
    quarters = [at(date(y, m, 1)) for y in range(first.year, last.year) for m in (4, 7, 10)]
    drawn = [
        (
            place * ROW + 62, shortened(row.label), row.label,
            at(row.planned), at(row.forecast), at(row.done), row.late,
        )
        for place, row in enumerate(rows)
    ]  # fmt: skip
    return _templates().get_template("timeline.svg.j2").render(
        key=key, title=title, alternative=alternative, legend=legend, rows=drawn, years=years,
        quarters=quarters, today=at(today), width=WIDTH, height=len(rows) * ROW + 66,
        colours=COLOURS,
    )  # fmt: skip
