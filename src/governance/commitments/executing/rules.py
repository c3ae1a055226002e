"""How a party has a commitment carried out, and what must be said of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.rules import CHOOSE, TOO_LONG

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only its fields."""


class How(StrEnum):
    """By whom a party has a commitment carried out."""

    AGREED = "agreed"
    ITSELF = "itself"
    OTHER = "other"


HOW_WORDS = {
    How.AGREED: N_("as agreed for all"),
    How.ITSELF: N_("by the party itself"),
    How.OTHER: N_("by another organisation"),
}
LONGEST = 1_000
NO_OTHER = N_("Choose an organisation only where another one carries it out.")
NOT_NOW = N_("Only of a commitment that is in force and not over it is said who carries it out.")


def complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with what a party says of who carries it out."""
    if form.how not in set(How):
        yield Complaint("how", CHOOSE)
    named = form.executor_organisation_id is not None
    if form.how == How.OTHER and not named:
        yield Complaint("executorOrganisationId", MISSING)
    if form.how in (How.AGREED, How.ITSELF) and named:
        yield Complaint("executorOrganisationId", NO_OTHER)
    if form.how in (How.ITSELF, How.OTHER) and not form.why.strip():
        yield Complaint("why", MISSING)
    if len(form.why) > LONGEST:
        yield Complaint("why", TOO_LONG, {"limit": LONGEST})
