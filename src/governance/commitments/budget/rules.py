"""What must be right of contributions and spending, and what they add up to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.rules import TOO_LONG

Typed = Any
"""A form or a row; the rules stand below these and know only their fields."""
MOST = Decimal("999999999999.99")
"""The largest amount, in euros, that can be noted."""
LONGEST = 1_000
KEPT_IN = ("in_force", "ended")
"""The states of an agreement in which a budget is kept."""
NOT_NOW = N_("A budget is kept of an agreement that is in force or has ended.")
NO_REGION = N_("This agreement belongs to no region, and a region turns its budget on.")
NEGATIVE = N_("An amount is 0 euros or more.")
CENTS = N_("Write an amount in euros and whole cents, such as 1.250,50.")
TOO_MUCH = N_("This amount is too large.")
NO_PARTY = N_("Choose a party to this agreement.")
TWICE = N_("There is a contribution of this party for this year already. Change that one.")
NOT_PAID = N_("Nothing is paid, so leave the day of payment open.")
AHEAD = N_("This day is still to come.")
NO_COMMITMENT = N_("Choose a commitment of this agreement.")
NO_GOAL = N_("Choose a goal or route of the region of this agreement.")
NOTHING = N_("Write the amount that is committed.")
LESS = N_("What is spent was committed first: committed is at least as much as spent.")


def contribution_complaints(
    form: Typed, parties: Collection[UUID], taken: Collection[UUID], today: date
) -> Iterator[Complaint]:
    """What is wrong with a new contribution. ``taken``: the parties that have one that year."""
    if form.party_id not in parties:
        yield Complaint("partyId", NO_PARTY)
    elif form.party_id in taken:
        yield Complaint("partyId", TWICE)
    yield from paying_complaints(form, today)


def paying_complaints(form: Typed, today: date) -> Iterator[Complaint]:
    """What is wrong with what was agreed to be paid, and what was paid on which day."""
    yield from amount_complaints("agreed", form.agreed)
    yield from amount_complaints("paid", form.paid)
    if form.paid and form.paid_on is None:
        yield Complaint("paidOn", MISSING)
    if not form.paid and form.paid_on is not None:
        yield Complaint("paidOn", NOT_PAID)
    if form.paid_on is not None and form.paid_on > today:
        yield Complaint("paidOn", AHEAD)
    if len(form.note) > LONGEST:
        yield Complaint("note", TOO_LONG, {"limit": LONGEST})


def spending_complaints(
    form: Typed, commitments: Collection[UUID], goals: Collection[UUID], today: date
) -> Iterator[Complaint]:
    """What is wrong with spending. ``goals``: the goals and routes of the region."""
    if not form.description.strip():
        yield Complaint("description", MISSING)
    yield from amount_complaints("committed", form.committed)
    yield from amount_complaints("spent", form.spent)
    if not form.committed and not form.spent:
        yield Complaint("committed", NOTHING)
    elif form.committed is not None and form.spent is not None and form.spent > form.committed:
        yield Complaint("committed", LESS)
    if form.spent and form.on_date is None:
        yield Complaint("onDate", MISSING)
    if form.on_date is not None and form.on_date > today:
        yield Complaint("onDate", AHEAD)
    if form.commitment_id is not None and form.commitment_id not in commitments:
        yield Complaint("commitmentId", NO_COMMITMENT)
    if form.aim_id is not None and form.aim_id not in goals:
        yield Complaint("aimId", NO_GOAL)


def amount_complaints(field: str, amount: Decimal | None) -> Iterator[Complaint]:
    """What is wrong with an amount in euros: nothing is rounded, so cents must be whole."""
    if amount is None:
        return
    if amount < 0:
        yield Complaint(field, NEGATIVE)
    elif amount > MOST:
        yield Complaint(field, TOO_MUCH)
    elif not whole_cents(amount):
        yield Complaint(field, CENTS)


def whole_cents(amount: Decimal, places: int = 2) -> bool:
    """Whether an amount has no more decimals than these, other than zeros."""
    said = amount.as_tuple()
    beyond = -places - int(said.exponent)
    return beyond <= 0 or not any(said.digits[-beyond:])


class Totals(Struct, frozen=True, rename="camel"):
    """What a year adds up to, in euros.

    ``open``: agreed and not paid yet, of those that have not paid all. ``committed`` holds what
    is spent as well.
    """

    agreed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    open: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        """Paid and not spent; below zero where more went out than came in."""
        return self.paid - self.spent

    @property
    def free(self) -> Decimal:
        """Agreed and not committed; below zero where more is promised than comes in."""
        return self.agreed - self.committed


def open_of(agreed: Decimal, paid: Decimal) -> Decimal:
    """What a party still has to pay: never less than nothing."""
    return max(agreed - paid, Decimal(0))


def totals(contributions: Iterable[Typed], spending: Iterable[Typed]) -> Totals:
    """What contributions and spending add up to."""
    given, gone = list(contributions), list(spending)
    return Totals(
        agreed=_sum(one.agreed for one in given),
        paid=_sum(one.paid for one in given),
        open=_sum(open_of(one.agreed, one.paid) for one in given),
        committed=_sum(one.committed for one in gone),
        spent=_sum(one.spent for one in gone),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
