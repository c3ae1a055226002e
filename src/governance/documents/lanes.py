"""A drawing of lanes: each lane runs through the stops that are on it, as on a map of trams. Pure.

What connects is a lane and what it connects are stops, one under another: no line crosses another,
however much there is. Every stop bears the number of its lane: no colour stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from governance.documents.drawings import LINE, ROW, SIZE, wrapped
from governance.documents.templates import templates

LABEL = 150.0
"""Room for the label of a stop; with five lanes the drawing is as wide as a small telephone."""
STEP = 24.0
"""From one lane to the next."""
COLOURS = ("#154273", "#0b6b2f", "#7a4b00", "#5c2d91", "#00606b", "#8a1c4a")
"""Of the lanes, in turn; none of them says that something is good or bad."""


class Stop(Struct, frozen=True):
    """One stop: its label, and the numbers (from 1) of the lanes that it is on."""

    label: str
    lanes: tuple[int, ...]


class Group(Struct, frozen=True):
    """Stops of one kind, under a heading."""

    heading: str
    stops: tuple[Stop, ...]


def colour(lane: int) -> str:
    """The colour of a lane, by its number from 1."""
    return COLOURS[(lane - 1) % len(COLOURS)]


def across(lane: int) -> float:
    """Where a lane runs."""
    return LABEL + STEP / 2 + 6 + (lane - 1) * STEP


def lanes(key: str, title: str, alternative: str, groups: Sequence[Group]) -> str:
    """Lanes from their first stop to their last; ``key`` keeps two drawings on a page apart."""
    headings, stops, y = [], [], 4.0
    ends: dict[int, tuple[float, float]] = {}
    for group in groups:
        said = wrapped(group.heading, LABEL)
        headings.append((y + 17, said))
        y += ROW + LINE * (len(said) - 1)
        for stop in group.stops:
            lines = wrapped(stop.label, LABEL)
            high = ROW + LINE * (len(lines) - 1)
            middle = y + high / 2
            for lane in stop.lanes:
                ends[lane] = (ends.get(lane, (middle, middle))[0], middle)
            stops.append((y, high, lines, stop))
            y += high
        y += 6
    return templates("drawings").get_template("lanes.svg.j2").render(
        key=key, title=title, alternative=alternative, headings=headings, stops=stops,
        lanes=[(colour(lane), across(lane), *at) for lane, at in sorted(ends.items())],
        across=across, colour=colour, line=LINE, size=SIZE,
        width=across(max(ends, default=1)) + STEP / 2 + 2, height=round(y + 2, 1),
    )  # fmt: skip
