"""What ends with an executive, and what must be confirmed again under the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from governance.base.errors import N_, Complaint
from governance.parties.rules import FunctionKind

OF_EXECUTIVE = (FunctionKind.PORTFOLIO_HOLDER, FunctionKind.ADMINISTRATIVE_LEAD)
"""Functions that are held by who governs: they end when somebody else does."""
FAR = timedelta(days=366)
_FAR = N_("Choose a day within a year from today.")
_OTHER = N_("This is not filled any more, or not by this organisation. Open the page again.")
_NOTHING = N_("Nothing ends on that day: each portfolio stays, or none is filled.")


def day_complaints(begins: date | None, today: date) -> Iterator[Complaint]:
    """The new executive begins within a year, before or after today."""
    if begins is not None and abs(begins - today) > FAR:
        yield Complaint("begins", _FAR)


def staying_complaints(stays: Collection[UUID], there: Collection[UUID]) -> Iterator[Complaint]:
    """Who stays is there, and not everybody stays."""
    if set(stays) - set(there):
        yield Complaint("stays", _OTHER)
    elif not set(there) - set(stays):
        yield Complaint("stays" if there else "begins", _NOTHING)
