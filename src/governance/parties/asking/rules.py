"""What can be asked of an organisation about its functions, and how that ends."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from governance.base.errors import N_

ASKED = N_("This was asked already, and not answered yet.")
ANSWERED = N_("This was answered in the meantime.")


class Outcome(StrEnum):
    """How a question to fill a function ended; empty while it is open."""

    OPEN = ""
    FILLED = "filled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def quarter_of(today: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(today.year, today.month - (today.month - 1) % 3, 1)
