"""An indicator over its periods as a drawing, with the text that says the same."""

from __future__ import annotations

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.measuring.showing.queries import Measured, PeriodTotal
from governance.commitments.measuring.words import period_said, rolled_said
from governance.documents.blocks import Tone
from governance.documents.drawings import Bar, Part, bars

PERIODS = 12
"""Bars of the drawing: the newest periods, the oldest of these first."""
TITLE = N_("All organisations together, per period")
AT_LEAST, AT_MOST = N_("at least"), N_("and at most so many more")


def drawn(found: Measured, language: str, *, narrow: bool = False) -> str:
    """Each period as a bar: what it is at least, and how much more it can be. Where nothing was
    measured that is said, as is a zero, so that neither is taken for the other.

    ``narrow``: for a telephone. Empty where there is nothing to compare, or where numbers are no
    whole ones.
    """
    there = found.periods[:PERIODS][::-1]
    if sum(one.rolled.shown is not None for one in there) < 2 or not all(map(_whole, there)):
        return ""
    view = found.indicator
    names = [period_said(view.period, one.since, language) for one in there]
    told = [
        f"{name}: {rolled_said(view, one.rolled, language)}"
        for name, one in zip(names, there, strict=True)
    ]
    counts = [_counts(one) for one in there]
    rows = [
        Bar(name if any(count) else said, count)
        for name, said, count in zip(names, told, counts, strict=True)
    ]
    parts = [Part(translate(language, AT_LEAST), Tone.DONE)]
    parts.append(Part(translate(language, AT_MOST), Tone.PLAIN))
    key = "measured-narrow" if narrow else "measured"
    return bars(key, translate(language, TITLE), "; ".join(told), parts, rows, narrow=narrow)


def _whole(one: PeriodTotal) -> bool:
    seen = one.rolled.shown
    return seen is None or (seen.low == int(seen.low) and seen.high == int(seen.high))


def _counts(one: PeriodTotal) -> tuple[int, int]:
    seen = one.rolled.shown
    return (int(seen.low), int(seen.high - seen.low)) if seen else (0, 0)
