"""An indicator over its periods as a drawing, with the text that says the same."""

from __future__ import annotations

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.measuring.rolling.rules import Rolled
from governance.commitments.measuring.showing.queries import Measured
from governance.commitments.measuring.words import period_said, rolled_said
from governance.documents.blocks import Tone
from governance.documents.drawings import Bar, Part, bars

PERIODS = 12
"""Bars of the drawing: the newest periods, the oldest of these first."""
TITLE = N_("All organisations together, per period")
AT_LEAST, AT_MOST = N_("at least"), N_("and at most so many more")


def drawn(found: Measured, language: str) -> str:
    """Each period as a bar: what it is at least, and how much more it can be.

    Empty where there is nothing to compare, or where numbers are no whole ones.
    """
    there = [one for one in found.periods[:PERIODS] if one.rolled.shown][::-1]
    if len(there) < 2 or not all(_whole(one.rolled) for one in there):
        return ""
    view = found.indicator
    label = [period_said(view.period, one.since, language) for one in there]
    rows = [Bar(name, _counts(one.rolled)) for name, one in zip(label, there, strict=True)]
    parts = [Part(translate(language, AT_LEAST), Tone.DONE)]
    parts.append(Part(translate(language, AT_MOST), Tone.PLAIN))
    told = [rolled_said(view, one.rolled, language) for one in there]
    alternative = "; ".join(f"{name}: {said}" for name, said in zip(label, told, strict=True))
    return bars("measured", translate(language, TITLE), alternative, parts, rows)


def _whole(rolled: Rolled) -> bool:
    seen = rolled.shown
    return seen is not None and seen.low == int(seen.low) and seen.high == int(seen.high)


def _counts(rolled: Rolled) -> tuple[int, int]:
    seen = rolled.shown
    return (int(seen.low), int(seen.high - seen.low)) if seen else (0, 0)
