"""What the measurements of one commitment come to, over all parties that owe it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct

from governance.base.errors import N_
from governance.commitments.measuring.hiding.rules import Shown, between
from governance.commitments.measuring.rules import Direction, meets

Line: TypeAlias = Any
"""A line of the picture; the rules stand below the queries and know only its fields."""

_SHARES = ("procent", "percent", "%", "dag", "day", "uur", "uren", "hour", "fte")
"""How a unit begins of which a total says nothing: a share, or a time."""
_TENTH = Decimal("0.1")


class Trend(StrEnum):
    """Against the round before, of the parties that measured both times."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


TREND_WORDS = {
    Trend.UP: N_("higher"),
    Trend.DOWN: N_("lower"),
    Trend.SAME: N_("the same"),
}


class Measured(Struct, frozen=True, rename="camel"):
    """The measurements of one commitment; ``target`` is that of each party.

    ``outcome`` is the average where the unit is a share (``averaged``), else the total. All of it
    is made of what is shown of each party, so of small numbers it has bounds.
    ``reached`` parties are at their target, of ``untold`` others that is not told. ``before`` and
    ``trend`` compare the parties that measured both times; no trend where the bounds overlap.
    """

    number: int
    commitment: str
    unit: str
    target: Decimal | None
    averaged: bool
    due: int
    measured: int
    outcome: Shown | None
    lowest: Shown | None
    highest: Shown | None
    reached: int
    untold: int
    before: Shown | None
    trend: Trend | None


def averaged(unit: str) -> bool:
    """Whether measurements in this unit are averaged, not added up."""
    return unit.strip().casefold().startswith(_SHARES)


def measurements(lines: Iterable[Line]) -> list[Measured]:
    """One row per commitment that has an indicator, in their order."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        if line.indicator_unit.strip():
            groups.setdefault(line.number, []).append(line)
    return [_measured(own) for own in groups.values()]


def _measured(own: Sequence[Line]) -> Measured:
    first, share = own[0], averaged(own[0].indicator_unit)
    cells = [line.figure for line in own if line.figure is not None]
    both = [
        (line.figure, line.before.figure)
        for line in own
        if line.figure is not None and line.before is not None and line.before.figure is not None
    ]
    now, before = (_together([pair[side] for pair in both], share=share) for side in (0, 1))
    met = [meets(cell, Direction.UP, first.target) for cell in cells if first.target is not None]
    return Measured(
        number=first.number,
        commitment=first.commitment,
        unit=first.indicator_unit,
        target=first.target,
        averaged=share,
        due=len(own),
        measured=len(cells),
        outcome=_together(cells, share=share),
        lowest=_of_all(min, cells),
        highest=_of_all(max, cells),
        reached=met.count(True),
        untold=met.count(None),
        before=before,
        trend=_trend(now, before),
    )


def _of_all(chosen: Callable[[Iterable[Decimal]], Decimal], cells: Sequence[Shown]) -> Shown | None:
    """The lowest or the highest of what is shown."""
    if not cells:
        return None
    return between(chosen(cell.low for cell in cells), chosen(cell.high for cell in cells))


def _together(cells: Sequence[Shown], *, share: bool) -> Shown | None:
    if not cells:
        return None
    low, high = (sum((getattr(c, end) for c in cells), Decimal(0)) for end in ("low", "high"))
    if not share:
        return between(low, high)
    if low == high:
        mean = (low / len(cells)).quantize(_TENTH).normalize()
        return between(mean, mean)
    return between(
        (low / len(cells)).quantize(_TENTH, ROUND_FLOOR).normalize(),
        (high / len(cells)).quantize(_TENTH, ROUND_CEILING).normalize(),
    )


def _trend(now: Shown | None, before: Shown | None) -> Trend | None:
    """Which way it went, where that follows from what is shown."""
    if now is None or before is None:
        return None
    if now.low > before.high:
        return Trend.UP
    if now.high < before.low:
        return Trend.DOWN
    return Trend.SAME if now == before and not now.hidden else None
