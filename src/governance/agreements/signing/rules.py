"""What must be right of a decision, a signature, and the reason to take one out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from governance.agreements.rules import (
    CHOOSE,
    DECLINED,
    FUTURE,
    RESERVED,
    TOO_LONG,
    Capacity,
    Outcome,
    Typed,
    add_months,
    text_complaints,
)
from governance.base.errors import MISSING, N_, Complaint

OWN_RIGHT = N_("In its own right one has no mandate: leave this empty, or choose the mandate.")
SAYS_MANDATE = N_("The text says that “{function}” signs, so by mandate.")
NO_YES: Mapping[str | None, str] = {Outcome.DECLINED: DECLINED, Outcome.RESERVED: RESERVED}
"""Why an authority does not sign that did not simply agree."""
NO_REASON = N_("Say why: who reads this must know what is in the way.")
REASON_MOST = 1000
LONG_AGO = N_("This is more than a year before the text was put up. Check the year.")


def decision_complaints(
    form: Typed, today: date, put_up_on: date, signed_on: date | None = None
) -> Iterator[Complaint]:
    """What is wrong with a decision of an authority; ``signed_on`` when it is put right later.

    A decision may be older than the day on which the text was put up here, because some decide
    on paper first; a year older is a slip of the pen.
    """
    yield from text_complaints(form, {"decided_by": 200, "number": 80})
    if form.outcome not in set(Outcome):
        yield Complaint("outcome", CHOOSE)
    elif form.outcome != Outcome.AGREED and signed_on:
        yield Complaint("outcome", N_("It has signed, so its decision was to agree."))
    yield from _reservation(form)
    if form.decided_on and form.decided_on > today:
        yield Complaint("decidedOn", FUTURE)
    if form.decided_on and form.decided_on < add_months(put_up_on, -12):
        yield Complaint("decidedOn", LONG_AGO)
    if form.decided_on and signed_on and form.decided_on > signed_on:
        yield Complaint("decidedOn", N_("Nobody signs before the decision was taken."))


def _reservation(form: Typed) -> Iterator[Complaint]:
    """What is no plain yes has a reason, and a reservation has a day on which it ends."""
    reason = form.reason.strip()
    if form.outcome in (Outcome.DECLINED, Outcome.RESERVED) and not reason:
        yield Complaint("reason", NO_REASON)
    elif len(reason) > REASON_MOST:
        yield Complaint("reason", TOO_LONG, {"limit": REASON_MOST})
    if form.outcome == Outcome.RESERVED:
        if form.reserved_until is None:
            yield Complaint("reservedUntil", MISSING)
        elif form.decided_on and form.reserved_until < form.decided_on:
            yield Complaint("reservedUntil", N_("A reservation ends after the decision was taken."))
    elif form.reserved_until is not None:
        yield Complaint("reservedUntil", N_("Only a reservation has a day on which it ends."))


def reason_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with the reason for which something that was recorded is taken out."""
    yield from text_complaints(form, {"reason": 500})


def signature_complaints(
    form: Typed, decided_on: date | None, outcome: str | None, today: date, said: str = ""
) -> Iterator[Complaint]:
    """What is wrong with a signature; ``decided_on`` is None when there is no decision yet.

    ``said``: the function that represents the authority in the text, which may name a mandate.
    """
    yield from text_complaints(form, {"signed_by_function": 200})
    if form.signed_on and form.signed_on > today:
        yield Complaint("signedOn", FUTURE)
    if decided_on is None:
        yield Complaint("signedOn", N_("Record the decision of this authority first."))
    elif outcome in NO_YES:
        yield Complaint("signedOn", NO_YES[outcome])
    elif form.signed_on and form.signed_on < decided_on:
        yield Complaint("signedOn", N_("Nobody signs before the decision was taken."))
    reference = form.capacity_reference.strip()
    if form.capacity not in set(Capacity):
        yield Complaint("capacity", CHOOSE)
    elif form.capacity != Capacity.OWN_RIGHT and not reference:
        yield Complaint("capacityReference", N_("Give the reference of the mandate."))
    elif form.capacity == Capacity.OWN_RIGHT and reference:
        yield Complaint("capacityReference", OWN_RIGHT)
    elif form.capacity != Capacity.MANDATE and "mandaat" in said.casefold():
        yield Complaint("capacity", SAYS_MANDATE, {"function": said})
    if len(reference) > 120:
        yield Complaint("capacityReference", TOO_LONG, {"limit": 120})
