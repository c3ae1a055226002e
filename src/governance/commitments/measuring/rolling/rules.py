"""A total, a mean, or the share that meets it, out of what is shown of each organisation. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from msgspec import Struct

from governance.commitments.measuring.hiding.rules import Shown, between

_PLACES = Decimal("0.01")


class Rule(StrEnum):
    """How the values of organisations become one: their sum, their mean, or the share of the
    organisations that meet what is asked."""

    SUM = "sum"
    MEAN = "mean"
    SHARE = "share"


class Rolled(Struct, frozen=True, rename="camel"):
    """The values of organisations as one.

    ``shown``: the sum, the mean, or how many organisations meet it; none where nothing was
    measured. ``measured`` organisations gave a value, of which ``hidden`` a small one.
    ``missing``: who gave none; they count for nothing, least of all for zero. ``not_shared``: of
    whom the reader is not told whether they gave one.
    """

    shown: Shown | None
    measured: int
    hidden: int
    missing: tuple[str, ...] = ()
    not_shared: tuple[str, ...] = ()


def roll(
    rule: str,
    cells: Sequence[Shown],
    missing: Iterable[str] = (),
    meets: Callable[[Shown], bool | None] = lambda _: None,
    not_shared: Iterable[str] = (),
) -> Rolled:
    """What organisations measured of one period as one number, out of what is shown of each.

    ``meets``: whether a cell meets what is asked; ``None``: that is not told.
    """
    made = _made(rule, cells, meets) if cells else None
    hidden = sum(cell.hidden for cell in cells)
    return Rolled(made, len(cells), hidden, tuple(missing), tuple(not_shared))


def _made(rule: str, cells: Sequence[Shown], meets: Callable[[Shown], bool | None]) -> Shown:
    if rule == Rule.SHARE:
        judged = [meets(cell) for cell in cells]
        sure, open_ = judged.count(True), judged.count(None)
        return between(Decimal(sure), Decimal(sure + open_))
    low = sum((cell.low for cell in cells), Decimal(0))
    high = sum((cell.high for cell in cells), Decimal(0))
    if rule == Rule.SUM:
        return between(low, high)
    number = len(cells)
    if low == high:
        mean = (low / number).quantize(_PLACES, ROUND_HALF_UP)
        return between(mean, mean)
    return between(
        (low / number).quantize(_PLACES, ROUND_FLOOR),
        (high / number).quantize(_PLACES, ROUND_CEILING),
    )
