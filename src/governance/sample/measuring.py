"""What the sample's municipalities measure: what their milestones show, never other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from governance.agreements.rules import add_months
from governance.reporting.lines.queries import LineView
from governance.sample.words import Measuring, words

_EARLY_MONTHS = 7
"""A commitment can be finished this long before its last milestone was planned."""
_ALWAYS = 10
"""A target from here on grows by shares; below it things are counted one by one."""


class Reached(Struct, frozen=True):
    """A milestone that is reached: which, on which day, and planned for which."""

    title: str
    done_on: date
    planned_on: date


def finished(line: LineView, until: date) -> bool:
    """Whether a commitment can be done by then: nothing of it comes back every year."""
    titles = [milestone.title for milestone in line.milestones]
    last = max((milestone.planned_on for milestone in line.milestones), default=until)
    return len(set(titles)) == len(titles) and last <= add_months(until, _EARLY_MONTHS)


def measured(line: LineView, reached: Sequence[Reached], on: date, share: int) -> Decimal | None:
    """A measurement on a day that fits the milestones reached by then.

    What is counted a year is how often it was reached of what that year asked. What is made
    once is as far as its last step, and a ``share`` (0 to 100) of the way to the next; it never
    shrinks.
    """
    how = words().measured.get(line.indicator_unit)
    if how is None or line.target is None:
        return None
    if how.yearly:
        return Decimal(_in_a_year(how, reached, on))
    titles = {one.title for one in reached}
    known = line.last_value or Decimal(0)
    return max(_so_far(how.steps, titles, line.target, share), known)


def _in_a_year(how: Measuring, reached: Iterable[Reached], on: date) -> int:
    until = on + timedelta(days=1)
    since = add_months(until, -12)
    return sum(
        one.title == how.yearly
        and since < one.planned_on <= until
        and (not how.in_time or one.done_on <= one.planned_on)
        for one in reached
    )


def _so_far(steps: dict[str, int], titles: set[str], target: Decimal, share: int) -> Decimal:
    taken = [number for title, number in steps.items() if title in titles]
    if not taken:
        return Decimal(0)
    step = Decimal(max(taken))
    if target < _ALWAYS:
        return step
    ahead = [Decimal(number - 1) for number in steps.values() if number > step]
    return (step + (min([*ahead, target]) - step) * share / 100).quantize(Decimal(1))
