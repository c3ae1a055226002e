"""Months of the calendar, and which commitments stand in none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from governance.base.clock import YEARS
from governance.base.errors import N_

HIDES_DATES = ("enforcement",)
"""Kinds of commitments of which no day stands in a calendar: an inspection that is announced is
none."""
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class WhomKind(StrEnum):
    """For whom a calendar is: what is one's own, or one organisation, or one committee."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COMMITTEE = "committee"


WHOM_WORDS: Mapping[str, str] = {
    WhomKind.PERSON: N_("everything of mine"),
    WhomKind.ORGANISATION: N_("organisation"),
    WhomKind.COMMITTEE: N_("steering committee"),
}


def month_of(said: str, today: date) -> date | None:
    """The first day of a month that is written as 2027-03; of this month where none is asked, and
    None for what is no month."""
    if not said:
        return today.replace(day=1)
    found = _MONTH.fullmatch(said)
    if found is None or int(found[1]) not in YEARS:
        return None
    return date(int(found[1]), int(found[2]), 1)


def moved(month: date, months: int) -> date:
    """The first day of the month that is some months later, or earlier."""
    whole = month.year * 12 + month.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
