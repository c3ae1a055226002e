"""Drawings as SVG from templates: bars of counts, and a timeline of plans. Pure.

One source for the page, PDF and Word. Each drawing carries a title and a text that says the
same (``role="img"``); no colour stands alone: segments bear their number, marks their shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from governance.documents.axis import Axis
from governance.documents.blocks import Tone
from governance.documents.columns import measured
from governance.documents.templates import templates

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
TELEPHONE = 304.0
"""The same on the page of a telephone."""
LABEL = 214.0
"""Room for the label of a row, at the start; it takes two lines where it is longer."""
DAY, COUNT, PLOT = 288.0, 336.0, 352.0
"""In a timeline: where the days and the counts end, and where the plot begins."""
SIZE = 13.0
"""Of letters."""
ROW, LINE, ABOVE = 24.0, 14.0, 12.0
"""Height of a row; what a second line of the label, and numbers above a bar, add to it."""


class Bar(Struct, frozen=True):
    """One bar: its label, and its counts in the order of the legend."""

    label: str
    counts: tuple[int, ...]


class Part(Struct, frozen=True):
    """One part of every bar: what it means, and its tone."""

    meaning: str
    tone: Tone


class Plan(Struct, frozen=True):
    """One row of a timeline: planned, forecast and actual day, as far as there are.

    ``day`` is the planned day in words and ``count`` how many reached it; each has a column.
    """

    label: str
    planned: date
    forecast: date | None = None
    done: date | None = None
    late: bool = False
    day: str = ""
    count: str = ""


class Legend(Struct, frozen=True):
    """The words of a timeline, in the language of the document."""

    planned: str
    forecast: str
    done: str
    late: str
    today: str


class Heads(Struct, frozen=True):
    """The heads of the columns of a timeline, and what is said below its rows."""

    day: str = ""
    count: str = ""
    below: str = ""


def wrapped(label: str, room: float = LABEL) -> list[str]:
    """A label in at most two lines that fit their room, with … where it is cut."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < 2 and measured(longer, SIZE) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, room) for line in lines]


def _cut(line: str, room: float) -> str:
    if measured(line, SIZE) <= room:
        return line
    while line and measured(f"{line}…", SIZE) > room:
        line = line[:-1].rstrip()
    return f"{line}…"


def bars(
    key: str, title: str, alternative: str, parts: Sequence[Part], rows: Sequence[Bar],
    *, narrow: bool = False,
) -> str:  # fmt: skip
    """A stacked bar per label; ``key`` keeps the ids of two drawings on one page apart.

    ``narrow``: as wide as the page of a telephone, with each label above its bar.
    """
    most = max((sum(row.counts) for row in rows), default=0) or 1
    widest = max((measured(row.label, SIZE) for row in rows), default=0)
    width, room = (TELEPHONE, TELEPHONE) if narrow else (WIDTH, LABEL)
    start = 0 if narrow else min(room, widest) + 10
    legend, top = _legend(parts, start, width)
    drawn, y = [], top + ROW
    for row in rows:
        lines = wrapped(row.label, room)
        segments = _segments(row, parts, (width - start) / most, start, width)
        raised = ABOVE if any(one.raised for one in segments) else 0
        told = LINE * len(lines) + 4 if narrow else 0
        y += 0 if narrow else raised
        drawn.append((y, y + told + (raised if narrow else 0), lines, row.label, segments))
        y += ROW + (told + raised + 4 if narrow else LINE * (len(lines) - 1))
    return templates("drawings").get_template("bars.svg.j2").render(
        key=key, title=title, alternative=alternative, rows=drawn, legend=legend,
        width=width, height=round(y + 6, 1), line=LINE,
    )  # fmt: skip


def _legend(
    parts: Sequence[Part], start: float, width: float
) -> tuple[list[tuple[float, float, str, str]], float]:
    """What each part means, in as many lines as it takes; with the top of the last."""
    legend, x, y = list[tuple[float, float, str, str]](), start, 4.0
    for part in parts:
        room = 17 + measured(part.meaning, SIZE)
        if x > start and x + room > width:
            x, y = start, y + LINE + 4
        legend.append((round(x, 1), y, COLOURS[part.tone], part.meaning))
        x += room + 19
    return legend, y


class Segment(Struct):
    """One part of a bar: its place, width, colour and number, and where the number stands.

    A number that its segment cannot hold is raised above the bar.
    """

    x: float
    width: float
    colour: str
    number: int
    middle: float
    raised: bool

    @property
    def half(self) -> float:
        """Half the room that the number takes."""
        return measured(str(self.number), SIZE) / 2 + 2


def _segments(
    row: Bar, parts: Sequence[Part], scale: float, start: float, end: float
) -> list[Segment]:
    x, found = start, []
    for part, number in zip(parts, row.counts, strict=True):
        width = number * scale
        one = Segment(x, width, COLOURS[part.tone], number, x + width / 2, False)
        one.raised = width < 2 * one.half
        found += [one] if number else []
        x += width
    _spread([one for one in found if one.raised], end)
    return found


def _spread(raised: list[Segment], end: float) -> None:
    """Move raised numbers aside until none is over another, nor outside the drawing."""
    free = 0.0
    for one in raised:
        one.middle = max(one.middle, free + one.half)
        free = one.middle + one.half
    free = end
    for one in reversed(raised):
        one.middle = min(one.middle, free - one.half)
        free = one.middle - one.half


def timeline(
    key: str,
    title: str,
    alternative: str,
    words: Legend,
    today: date,
    rows: Sequence[Plan],
    heads: Heads | None = None,
) -> str:
    """Plans on a scale of years: an open circle is planned, a diamond forecast, a disc done."""
    days = [d for row in rows for d in (row.planned, row.forecast, row.done) if d] + [today]
    axis = Axis(min(days), max(days), PLOT, WIDTH - 12)
    drawn, y = [], 62.0
    for row in rows:
        lines = wrapped(row.label)
        drawn.append((y, lines, row, *map(axis.at, (row.planned, row.forecast, row.done))))
        y += ROW + LINE * (len(lines) - 1)
    bottom, heads = round(y - 2, 1), heads or Heads()
    y += ROW if heads.below else 0
    legend, x = [], 8.0
    for shape in Legend.__struct_fields__:
        word = getattr(words, shape)
        legend.append((round(x, 1), shape, word))
        x += 36 + measured(word, SIZE)
    return templates("drawings").get_template("timeline.svg.j2").render(
        key=key, title=title, alternative=alternative, legend=legend, rows=drawn,
        years=axis.years(), quarters=axis.quarters(), today=axis.at(today), width=WIDTH,
        height=round(y + 4, 1), colours=COLOURS, line=LINE, day=DAY, count=COUNT,
        heads=heads, bottom=bottom,
    )  # fmt: skip
