"""How what hangs on an organisation goes on at another one, in time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

Period: TypeAlias = tuple[date, date | None]
"""From a day, until a day that is not included; none: without end."""


def meet(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    return (one[1] is None or other[0] < one[1]) and (other[1] is None or one[0] < other[1])


def free(wanted: Period, taken: Iterable[Period]) -> Period | None:
    """The first part of a period in which nothing is taken yet; none when all of it is."""
    begins, ends = wanted
    for since, until in sorted(taken, key=lambda spell: spell[0]):
        if until is not None and until <= begins:
            continue
        if since > begins:
            return begins, since if ends is None else min(since, ends)
        if until is None:
            return None
        begins = until
        if ends is not None and begins >= ends:
            return None
    return begins, ends
