"""On which days the milestones of an agreement are planned, and what must be right of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.rules import CHOOSE, TOO_LONG, LineState, Typed
from governance.library.promises import add_months, yearly_days
from governance.library.rules import MILESTONE_MONTHS, MilestoneRule, ModelMilestone

HORIZON_MONTHS = 48
"""Repeated milestones of an agreement without an end are planned this far ahead."""

LIGHTEST, HEAVIEST = 1, 5
"""How heavily a milestone counts, where a region uses weights."""
_DATED = (MilestoneRule.ON_DATE, MilestoneRule.YEARLY)


def planned_days(
    rule: str, months: int | None, on_date: date | None, entered_on: date, ends_on: date | None
) -> list[date]:
    """The days for which a milestone is planned, in order.

    A repeated milestone is planned until the agreement ends (``ends_on`` is the first day that
    it no longer holds), or four years ahead where it has no end: every ``months``, or every
    year on the day and month of ``on_date``.
    """
    if rule == MilestoneRule.ON_DATE:
        return [on_date] if on_date else []
    until = ends_on or add_months(entered_on, HORIZON_MONTHS) + timedelta(days=1)
    if rule == MilestoneRule.YEARLY:
        yearly = each_year("", on_date) if on_date else ModelMilestone("")
        return yearly_days(yearly, entered_on, until - timedelta(days=1))
    if months is None:
        return []
    if rule == MilestoneRule.AFTER_ENTRY:
        return [add_months(entered_on, months)]
    steps = range(months, 12 * 100 if ends_on else HORIZON_MONTHS + 1, months)
    return [day for step in steps if (day := add_months(entered_on, step)) < until]


def each_year(title: str, *days: date) -> ModelMilestone:
    """A milestone of every year on the day and month of each of these."""
    return ModelMilestone(title, each_year=tuple(f"{day:%m-%d}" for day in days))


class Weighed(Struct, frozen=True, rename="camel"):
    """How much of the weight of all milestones of a line that did not lapse is reached."""

    reached: int
    total: int


def weighed(milestones: Iterable[Typed]) -> Weighed:
    """What is reached of these milestones of a line, each as heavily as it counts."""
    counts = [one for one in milestones if one.state != LineState.LAPSED]
    reached = sum(one.weight for one in counts if one.state == LineState.DONE)
    return Weighed(reached, sum(one.weight for one in counts))


def milestone_complaints(form: Typed, at: str, term_months: int | None) -> Iterator[Complaint]:
    """What is wrong with a milestone; ``term_months`` is the term of the agreement."""
    if not form.title.strip():
        yield Complaint(f"{at}.title", MISSING)
    if len(form.title) > 200:
        yield Complaint(f"{at}.title", TOO_LONG, {"limit": 200})
    if not LIGHTEST <= form.weight <= HEAVIEST:
        yield Complaint(f"{at}.weight", N_("A weight is a whole number from 1 to 5."))
    if form.rule not in set(MilestoneRule):
        yield Complaint(f"{at}.rule", CHOOSE)
    elif form.rule in _DATED:
        yield from _dated(form, at)
    else:
        yield from _reckoned(form, at, term_months)


def _dated(form: Typed, at: str) -> Iterator[Complaint]:
    if form.on_date is None:
        yield Complaint(f"{at}.onDate", N_("Give the date of this milestone."))
    elif form.rule == MilestoneRule.YEARLY and (form.on_date.month, form.on_date.day) == (2, 29):
        yield Complaint(
            f"{at}.onDate", N_("29 February does not come every year: choose the 28th.")
        )
    if form.months is not None:
        told = N_("A milestone on a date has no months: empty this, or choose another rule.")
        yield Complaint(f"{at}.months", told)


def _reckoned(form: Typed, at: str, term_months: int | None) -> Iterator[Complaint]:
    if form.on_date is not None:
        told = N_("A milestone in months has no date: empty this, or choose a date.")
        yield Complaint(f"{at}.onDate", told)
    if form.months is None or not 1 <= form.months <= MILESTONE_MONTHS:
        yield Complaint(f"{at}.months", N_("Give a number of months from 1 to 240."))
    elif term_months is not None and form.months > term_months:
        told, values = N_("The agreement ends after {term} months."), {"term": term_months}
        yield Complaint(f"{at}.months", told, values)
