"""A drawing of plans on a scale of time: a track for each, with a mark for every day of it. Pure.

Marks never overlap: where two are close they stand under one another in their track. No colour
stands alone: an open circle is planned, a diamond expected, a disc reached, a cross late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from governance.documents.columns import measured
from governance.documents.drawings import (
    COLOURS,
    LABEL,
    LINE,
    SIZE,
    TELEPHONE,
    WIDTH,
    Legend,
    wrapped,
)
from governance.documents.templates import templates

PLOT, END = LABEL + 16, WIDTH - 10
"""Where the scale begins and ends."""
HEAD, LANE, BETWEEN = 50.0, 17.0, 7.0
"""Room for the legend and the scale; from one lane of marks to the next; between two tracks."""
FIRST = 11.0
"""Where the first line of the legend stands."""
MARK = 14.0
"""Room that a mark takes, with a little air."""


class Mark(Struct, frozen=True):
    """A mark: ``planned``, ``forecast``, ``done`` or ``late``; ``after`` is the planned day that a
    forecast moves away from, and ``said`` what the mark tells."""

    shape: str
    day: date
    said: str
    after: date | None = None


class Track(Struct, frozen=True):
    """One track: its label and its marks."""

    label: str
    marks: tuple[Mark, ...]


class Tick(Struct, frozen=True):
    """A line across the tracks on a day, with what stands above it, or nothing."""

    day: date
    said: str = ""


class Placed(Struct, frozen=True):
    """A mark in its place; ``start`` is where the line to it begins, for a forecast that has
    room for one."""

    x: float
    y: float
    mark: Mark
    start: float | None


class Room(Struct, frozen=True):
    """How wide a drawing is, where its scale begins and ends, and what a label has; ``above``:
    labels stand above their marks, which have the whole width then."""

    width: float
    plot: float
    end: float
    label: float
    above: bool = False


WIDE = Room(WIDTH, PLOT, END, LABEL)
NARROW = Room(TELEPHONE, 10, TELEPHONE - 10, TELEPHONE - 4, above=True)
"""For a telephone: as wide as its page, so that nothing is to be scrolled aside."""


class Scale:
    """Days from the first to the last, which is not shown, between the two ends of the plot."""

    def __init__(self, first: date, until: date, room: Room = WIDE) -> None:
        self.first, self.until, self.room = first, until, room

    def at(self, day: date) -> float:
        """The place of a day."""
        share = (day - self.first).days / (self.until - self.first).days
        return round(self.room.plot + (self.room.end - self.room.plot) * share, 1)

    def holds(self, day: date | None) -> bool:
        """Whether a day is shown."""
        return day is not None and self.first <= day < self.until


def plans(
    key: str, title: str, alternative: str, words: Legend, today: date, scale: Scale,
    ticks: Sequence[Tick], tracks: Sequence[Track],
) -> str:  # fmt: skip
    """The tracks as SVG; ``key`` keeps the ids of two drawings on one page apart."""
    room, legend = scale.room, _legend(words, scale.room)
    head = HEAD + legend[-1][1] - FIRST
    drawn, y = [], head + 16
    for track in tracks:
        lines, lanes = wrapped(track.label, room.label), lanes_of(track.marks, scale)
        told, shown = len(lines) * LINE, len(lanes) * LANE
        top = y + told + 2 if room.above else y
        placed = [one for n, at in enumerate(lanes) for one in _placed(at, top + n * LANE, scale)]
        drawn.append((y, lines, track.label, placed))
        y += (told + shown if room.above else max(told, shown)) + BETWEEN
    return templates("drawings").get_template("plans.svg.j2").render(
        key=key, title=title, alternative=alternative, legend=legend, tracks=drawn,
        ticks=_ticks(ticks, scale), today=scale.at(today) if scale.holds(today) else None,
        width=room.width, height=round(y + 2, 1), colours=COLOURS, line=LINE, head=head,
    )  # fmt: skip


def _legend(words: Legend, room: Room) -> list[tuple[float, float, str, str]]:
    """Where each word of the legend stands: on a line below where the one before is full."""
    found: list[tuple[float, float, str, str]] = []
    x, y = 8.0, FIRST
    for shape in Legend.__struct_fields__:
        word = getattr(words, shape)
        wide = 36 + measured(word, SIZE)
        if found and x + wide - 25 > room.width:
            x, y = 8.0, y + LANE
        found.append((round(x, 1), y, shape, word))
        x += wide
    return found


def _ticks(ticks: Sequence[Tick], scale: Scale) -> list[tuple[float, str]]:
    """Where the lines stand; what has no room beside the one before stays without words."""
    free, found = 0.0, []
    for tick in ticks:
        x = scale.at(tick.day)
        room = x + 4 >= free and x + 4 + measured(tick.said, SIZE) <= scale.room.width
        found.append((x, tick.said if room else ""))
        if room and tick.said:
            free = x + 4 + measured(tick.said, SIZE) + 6
    return found


def lanes_of(marks: Sequence[Mark], scale: Scale) -> list[list[Mark]]:
    """The marks that are shown, in as few lanes as they need so that none is over another.

    A forecast with room for a line stands with the day that it moves away from, and keeps the
    room between them free.
    """
    lanes: list[tuple[float, list[Mark]]] = []
    for start, end, mark in sorted(_spans(marks, scale), key=lambda one: one[:2]):
        for n, (free, lane) in enumerate(lanes):
            if start >= free:
                lane.append(mark)
                lanes[n] = (end, lane)
                break
        else:
            lanes.append((end, [mark]))
    return [lane for _, lane in lanes]


def _spans(marks: Sequence[Mark], scale: Scale) -> list[tuple[float, float, Mark]]:
    return [_span(mark, scale) for mark in marks if scale.holds(mark.day)]


def _span(mark: Mark, scale: Scale) -> tuple[float, float, Mark]:
    x, line = scale.at(mark.day), _line(mark, scale)
    left = x if line is None else line
    return min(x, left) - MARK / 2, max(x, left) + MARK / 2, mark


def _line(mark: Mark, scale: Scale) -> float | None:
    """Where the line to a forecast begins: just beside the planned day, or at the edge of the
    scale; none where there is no room for one."""
    if mark.after is None:
        return None
    x = scale.at(mark.day)
    from_day = min(max(scale.at(mark.after), scale.room.plot), scale.room.end)
    if abs(x - from_day) < MARK * 1.5:
        return None
    return round(from_day + (MARK if from_day < x else -MARK), 1)


def _placed(lane: Sequence[Mark], y: float, scale: Scale) -> list[Placed]:
    return [Placed(scale.at(mark.day), round(y, 1), mark, _line(mark, scale)) for mark in lane]
