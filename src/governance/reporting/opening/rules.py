"""What makes a new round right: its period, its days, and who watches over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from governance.base.errors import N_, Complaint
from governance.reporting.rules import MISSING, Typed, too_long


def round_complaints(
    form: Typed, others: Iterable[tuple[date, date]], *, watched: bool
) -> Iterator[Complaint]:
    """What is wrong with a new round; ``others`` are the periods of the other rounds.

    ``watched``: whether a committee watches over the agreement.
    """
    if not watched:
        yield Complaint("", N_("No committee watches over this agreement."))
    if not form.title.strip():
        yield Complaint("title", MISSING)
    yield from too_long(form, {"title": 120}, {})
    dates = {
        "periodFrom": form.period_from,
        "periodUntil": form.period_until,
        "opensOn": form.opens_on,
        "dueOn": form.due_on,
    }
    yield from (Complaint(name, MISSING) for name, day in dates.items() if day is None)
    start, end = form.period_from, form.period_until
    if start and end:
        if end <= start:
            yield Complaint("periodUntil", N_("The period ends after it begins."))
        elif any(start < other_end and other_start < end for other_start, other_end in others):
            yield Complaint("periodFrom", N_("Another round is already about part of this period."))
    if form.opens_on and form.due_on and form.due_on < form.opens_on:
        yield Complaint("dueOn", N_("Reports are due after the round opens."))
    elif start and form.due_on and form.due_on < start:
        yield Complaint("dueOn", N_("Reports are due after the period has begun."))
    if start and form.opens_on and form.opens_on < start:
        yield Complaint("opensOn", N_("A round opens after its period has begun."))


def day_after(last: date | None) -> date | None:
    """The first day that is not reported on, from the last one that is (tot en met)."""
    return last + timedelta(days=1) if last and last < date.max else last
