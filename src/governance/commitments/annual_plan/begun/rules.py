"""From what a plan may begin, and what is told of the safety plan that it follows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.evidence.rules import LONGEST_LINK, NO_LINK, is_address
from governance.commitments.rules import TOO_LONG
from governance.commitments.warning.rules import case_data

Typed = Any
"""A form or a row; the rules stand below these and know only its fields."""


class Beginning(StrEnum):
    """From what the plan of a party for a year begins."""

    GOALS = "goals"
    SAFETY_PLAN = "safety_plan"
    LAST_YEAR = "last_year"


BEGINNING_WORDS: Mapping[str, str] = {
    Beginning.GOALS: N_("the goals that the agreement serves"),
    Beginning.SAFETY_PLAN: N_("the integrated safety plan of the municipality"),
    Beginning.LAST_YEAR: N_("the plan of the year before"),
}
LONGEST = 2_000
NO_BEGINNING = N_("Choose from what the plan begins.")
NOTHING_BEFORE = N_("Nothing is planned for {year}, so nothing can go along.")
STILL_AHEAD = N_("Give the day on which it was adopted: today at the latest.")
BACKWARDS = N_("The last day is not before the first.")
NOT_THIS_YEAR = N_("This plan does not hold in {year}.")


def beginning_complaints(
    form: Typed, today: date, *, before: bool, stands: Iterable[Any] = ()
) -> Iterator[Complaint]:
    """What is wrong with a beginning. ``before``: something was planned for the year before;
    ``stands``: what is told of the safety plan already, which is not asked about once more.

    Of a safety plan that is named all is told; without one nothing is.
    """
    if form.begins_from == Beginning.LAST_YEAR and not before:
        yield Complaint("beginsFrom", NOTHING_BEFORE, {"year": form.year - 1})
    if form.begins_from == Beginning.SAFETY_PLAN or _told(form):
        yield from _safety_plan(form, today)
    if len(form.priorities) > LONGEST:
        yield Complaint("priorities", TOO_LONG, {"limit": LONGEST})
    yield from case_data(form, stands)


def _told(form: Typed) -> bool:
    texts = (form.title, form.adopted_by, form.link, form.priorities)
    days = (form.adopted_on, form.holds_from, form.last_day)
    return any(one.strip() for one in texts) or any(days)


def _safety_plan(form: Typed, today: date) -> Iterator[Complaint]:
    needed = {
        "title": form.title.strip(), "adoptedBy": form.adopted_by.strip(),
        "adoptedOn": form.adopted_on, "holdsFrom": form.holds_from, "lastDay": form.last_day,
    }  # fmt: skip
    yield from (Complaint(name, MISSING) for name, value in needed.items() if not value)
    if form.adopted_on is not None and form.adopted_on > today:
        yield Complaint("adoptedOn", STILL_AHEAD)
    if form.holds_from is not None and form.last_day is not None:
        if form.last_day < form.holds_from:
            yield Complaint("lastDay", BACKWARDS)
        elif not form.holds_from.year <= form.year <= form.last_day.year:
            yield Complaint("lastDay", NOT_THIS_YEAR, {"year": form.year})
    if form.link.strip() and (len(form.link) > LONGEST_LINK or not is_address(form.link.strip())):
        yield Complaint("link", NO_LINK)


def day_after(last: date | None) -> date | None:
    """Until when it holds, half open, from its last day."""
    return None if last is None else last + timedelta(days=1)


def goes_along(state: str | None) -> bool:
    """Whether what was planned for a commitment goes along to the next year: not once the party's
    own line is finished. A party that only contributes has no line, and so no state."""
    return state not in ("done", "lapsed")
