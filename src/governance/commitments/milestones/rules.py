"""On which days the milestones of an agreement are planned. Pure."""

from __future__ import annotations

from datetime import date

from governance.commitments.rules import MilestoneRule
from governance.library.promises import add_months

HORIZON_MONTHS = 48
"""Repeated milestones of an agreement without an end are planned this far ahead."""


def planned_days(
    rule: str, months: int | None, on_date: date | None, entered_on: date, ends_on: date | None
) -> list[date]:
    """The days for which a milestone is planned, in order.

    A repeated milestone is planned every ``months`` until the agreement ends (``ends_on`` is
    the first day that it no longer holds), or four years ahead where it has no end.
    """
    if rule == MilestoneRule.ON_DATE:
        return [on_date] if on_date else []
    if months is None:
        return []
    if rule == MilestoneRule.AFTER_ENTRY:
        return [add_months(entered_on, months)]
    until = ends_on or add_months(entered_on, HORIZON_MONTHS + 1)
    steps = (
        range(months, 12 * 100, months) if ends_on else range(months, HORIZON_MONTHS + 1, months)
    )
    return [day for step in steps if (day := add_months(entered_on, step)) < until]
