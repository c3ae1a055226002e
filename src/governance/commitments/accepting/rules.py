"""What must be right of accepting a delay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.rules import ENDED, TOO_LONG, LineState
from governance.library.promises import add_months

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only its fields."""

MOST_MONTHS = 12
"""No delay is accepted for longer at once: then the committee looks again."""
NOTHING_OWED = N_("This commitment is done or lapsed: there is no delay to accept.")
NOT_IN_FORCE = N_("A delay is accepted while the agreement is in force.")
NONE_ACCEPTED = N_("No delay of this commitment is accepted now.")


def why_not(agreement_state: str, line_state: str) -> str:
    """Why nothing can be accepted of a line now, or empty."""
    if agreement_state != "in_force":
        return NOT_IN_FORCE
    return NOTHING_OWED if LineState(line_state) in ENDED else ""


def delay_complaints(form: Typed, today: date) -> Iterator[Complaint]:
    """What is wrong with an acceptance that is recorded today."""
    if form.until is None:
        yield Complaint("until", MISSING)
    elif form.until <= today:
        yield Complaint("until", N_("Give a day that has yet to come."))
    elif form.until > add_months(today, MOST_MONTHS):
        told = N_("Accept a delay for at most {months} months; then it is looked at again.")
        yield Complaint("until", told, {"months": MOST_MONTHS})
    yield from needed("reason", form.reason, 4_000)
    yield from needed("decidedByFunction", form.decided_by_function, 200)


def needed(field: str, text: str, limit: int) -> Iterator[Complaint]:
    """What is wrong with a text that must be there."""
    if not text.strip():
        yield Complaint(field, MISSING)
    if len(text) > limit:
        yield Complaint(field, TOO_LONG, {"limit": limit})
