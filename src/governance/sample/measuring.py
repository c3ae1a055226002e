"""What the sample's municipalities measure: never other than what they say of its state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from governance.agreements.rules import add_months
from governance.commitments.rules import LineState
from governance.reporting.lines.queries import LineView

_EARLY_MONTHS = 7
"""A commitment can be finished this long before its last milestone was planned."""
_ALWAYS = 10
"""A target from here on grows by shares; below it things are counted one by one."""


def finished(line: LineView, until: date) -> bool:
    """Whether a commitment can be done by then: nothing of it comes back every year."""
    titles = [milestone.title for milestone in line.milestones]
    last = max((milestone.planned_on for milestone in line.milestones), default=until)
    return len(set(titles)) == len(titles) and last <= add_months(until, _EARLY_MONTHS)


def measured(line: LineView, state: LineState, place: int, luck: int) -> Decimal | None:
    """A measurement that fits the state, and is never less than the one before."""
    target = line.target
    if target is None:
        return None
    if state is LineState.DONE:
        return target
    counted = target < _ALWAYS
    if state is LineState.ON_TRACK:
        share = 100 if counted and place > 1 else 40 + 16 * place + luck % 8
    else:
        share = {LineState.DELAYED: 30, LineState.BLOCKED: 10}.get(state, 15) + luck % 12
    now = target * min(share, 95 if not counted else 100) / 100
    whole = Decimal(int(now)) if counted else now.quantize(Decimal(1))
    # What is counted a year begins anew; what was made once stays made.
    return whole if 1 < target < _ALWAYS else max(whole, line.last_value or Decimal(0))
