"""A drawing of steps one after the other that part in two at the end, as SVG. Pure.

Each box says its step in words; one where something is wrong has a broken line and says so, so
that no colour stands alone. The drawing carries a title and a text that says the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from governance.documents.blocks import Tone
from governance.documents.drawings import COLOURS, WIDTH, wrapped
from governance.documents.templates import templates

BOX = 340.0
"""Width of a box; two stand beside each other."""
INSIDE = BOX - 24
LINE, HEAD, BELOW, GAP = 17.0, 22.0, 9.0, 30.0
"""Height of a line of text, of the head of a box, of the room under it, and of an arrow."""
LEFT, MIDDLE, RIGHT = 0.0, (WIDTH - BOX) / 2, WIDTH - BOX


class Box(Struct, frozen=True):
    """One step: what happens, and who does it. ``wrong``: why it does not hold; empty: it does."""

    head: str
    said: str
    wrong: str = ""


class _Drawn(Struct, frozen=True):
    x: float
    y: float
    height: float
    head: str
    lines: list[str]
    wrong: list[str]
    colour: str


class _Arrow(Struct, frozen=True):
    """From the middle under one box to the middle above another."""

    x: float
    y: float
    to_x: float
    to_y: float


def chain(
    key: str, title: str, alternative: str, before: Sequence[Box], sides: Sequence[Sequence[Box]]
) -> str:
    """Steps one below the other, then two columns of them; ``key`` keeps ids apart."""
    boxes, arrows, y = _column(before, MIDDLE, 2.0)
    ends = y
    for x, side in zip((LEFT, RIGHT), sides, strict=True):
        begins = y + GAP if before else y
        column, between, end = _column(side, x, begins)
        if before and column:
            arrows.append(_Arrow(WIDTH / 2, y, x + BOX / 2, begins))
        boxes, arrows, ends = boxes + column, arrows + between, max(ends, end)
    return templates("drawings").get_template("chain.svg.j2").render(
        key=key, title=title, alternative=alternative, boxes=boxes, arrows=arrows,
        width=WIDTH, height=round(ends + 4, 1), box=BOX, line=LINE, head=HEAD,
    )  # fmt: skip


def _column(boxes: Sequence[Box], x: float, y: float) -> tuple[list[_Drawn], list[_Arrow], float]:
    """Boxes one below the other with arrows between them, and where the last one ends."""
    drawn: list[_Drawn] = []
    arrows: list[_Arrow] = []
    end = y
    for box in boxes:
        if drawn:
            arrows.append(_Arrow(x + BOX / 2, end, x + BOX / 2, end + GAP))
            end += GAP
        lines = wrapped(box.said, INSIDE) if box.said else []
        wrong = wrapped(box.wrong, INSIDE) if box.wrong else []
        height = HEAD + LINE * (len(lines) + len(wrong)) + BELOW
        colour = COLOURS[Tone.BAD if box.wrong else Tone.DONE]
        drawn.append(_Drawn(x, end, height, box.head, lines, wrong, colour))
        end += height
    return drawn, arrows, end
