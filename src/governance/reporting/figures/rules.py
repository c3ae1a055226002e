"""What the measurements of one commitment come to, over all parties that owe it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct

from governance.base.errors import N_

Line: TypeAlias = Any
"""A line of the picture; the rules stand below the queries and know only its fields."""

_SHARES = ("procent", "percent", "%", "dag", "day", "uur", "uren", "hour", "fte")
"""How a unit begins of which a total says nothing: a share, or a time."""


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

    ``outcome`` is the average where the unit is a share (``averaged``), else the total.
    ``reached`` parties are at their target. ``before`` and ``trend`` compare the parties that
    measured both times.
    """

    number: int
    commitment: str
    unit: str
    target: Decimal | None
    averaged: bool
    due: int
    measured: int
    outcome: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    reached: int
    before: Decimal | None
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
    values = [line.value for line in own if line.value is not None]
    both = [
        (line.value, line.before.value)
        for line in own
        if line.value is not None and line.before is not None and line.before.value is not None
    ]
    now, before = (_together([pair[side] for pair in both], share=share) for side in (0, 1))
    return Measured(
        number=first.number,
        commitment=first.commitment,
        unit=first.indicator_unit,
        target=first.target,
        averaged=share,
        due=len(own),
        measured=len(values),
        outcome=_together(values, share=share),
        lowest=min(values, default=None),
        highest=max(values, default=None),
        reached=sum(first.target is not None and value >= first.target for value in values),
        before=before,
        trend=_trend(now, before),
    )


def _together(values: Sequence[Decimal], *, share: bool) -> Decimal | None:
    if not values:
        return None
    total = sum(values, Decimal(0))
    return (total / len(values)).quantize(Decimal("0.1")).normalize() if share else total


def _trend(now: Decimal | None, before: Decimal | None) -> Trend | None:
    if now is None or before is None:
        return None
    return Trend.SAME if now == before else Trend.UP if now > before else Trend.DOWN
