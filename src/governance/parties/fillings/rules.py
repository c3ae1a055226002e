"""What is right of a filling, and what the fillings of a function come to together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import product

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.notices.rules import unreceivable
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart

_GONE = N_("“{name}” is no more since {day}.")
_ENDING = N_("“{name}” ends on {day}: let it end then as well.")
_BACKWARDS = N_("It ends before it begins.")
_TWICE = N_(
    "“{holder}” fills this function with this scope in that period already. Let that end first, "
    "or choose another scope."
)
_NOT_SERVED = N_("Choose the organisation itself, or one of the regions or members of this list.")
_UNREACHABLE = N_("Give a functional mailbox, a work e-mail address or a telephone number.")
_NO_AGREED = N_("Give the capacity that is there as well, or leave the agreed capacity open.")
_TELEPHONE = N_("Write a telephone number with digits, spaces, + and - only.")
_AMOUNT = N_("Give a number from 0 to {limit}.")
MOST = 999
"""More full-time units than anybody has for one function."""
SOON = timedelta(days=90)
"""A filling that ends within so many days is told of."""
QUARTER = timedelta(days=92)
"""After so many days it is asked whether a filling is still right."""


class State(StrEnum):
    """How a function stands at an organisation on a day, from the worst to the best."""

    VACANT = "vacant"
    DEPUTY_ONLY = "deputy_only"
    PARTLY = "partly"
    """Somebody fills it, but not for every age, domain or form of exploitation."""
    ENDS_SOON = "ends_soon"
    FTE_BELOW = "fte_below"
    FILLED = "filled"


GAPS = tuple(state for state in State if state is not State.FILLED)
"""The states in which an organisation can be asked to fill the function."""


class Held(Struct, frozen=True):
    """What counts of a filling for how a function stands."""

    part: FillingPart
    age: Age
    domain: Domain
    exploitation: ExploitationForm
    valid_from: date
    valid_until: date | None
    fte: Decimal | None = None
    fte_agreed: Decimal | None = None
    of_region: bool = False

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


_AGES = {
    Age.ALL: frozenset({0, 18, 23}),
    Age.UNDER_18: frozenset({0}),
    Age.FROM_18: frozenset({18, 23}),
    Age.UNDER_23: frozenset({0, 18}),
    Age.FROM_23: frozenset({23}),
}
"""Which of the ages 0-17, 18-22 and from 23 a scope takes in, by their beginnings."""
_Part = tuple[int, Domain, ExploitationForm]


@cache
def _parts(age: Age, domain: Domain, form: ExploitationForm) -> frozenset[_Part]:
    """A scope as the smallest parts that scopes are made of."""
    domains = [domain] if domain else [one for one in Domain if one]
    forms = [form] if form else [one for one in ExploitationForm if one]
    return frozenset(product(_AGES[age], domains, forms))


_WHOLE = _parts(Age.ALL, Domain.ALL, ExploitationForm.ALL)


def whole(held: Iterable[Held]) -> bool:
    """Whether these together are there for every age, domain and form of exploitation."""
    found: set[_Part] = set()
    for one in held:
        if not (one.age or one.domain or one.exploitation):
            return True
        found |= _parts(one.age, one.domain, one.exploitation)
    return found == _WHOLE


def standing(held: Iterable[Held], on: date) -> State:
    """How a function stands on a day, by all its fillings at one organisation."""
    every = list(held)
    now = [one for one in every if one.on(on)]
    holders = [one for one in now if one.part is FillingPart.HOLDER]
    if not holders:
        return State.DEPUTY_ONLY if now else State.VACANT
    if not whole(holders):
        return State.PARTLY
    later = on + SOON
    if not whole(one for one in every if one.part is FillingPart.HOLDER and one.on(later)):
        return State.ENDS_SOON
    return State.FTE_BELOW if _below(holders) else State.FILLED


def _below(holders: Iterable[Held]) -> bool:
    """Whether there is less capacity than was agreed, of those of which both are known."""
    known = [one for one in holders if one.fte_agreed is not None]
    there = sum((one.fte or Decimal(0) for one in known), Decimal(0))
    return there < sum((one.fte_agreed or Decimal(0) for one in known), Decimal(0))


def to_confirm(confirmed_on: date | None, valid_from: date, today: date) -> bool:
    """Whether it was not confirmed for a quarter: what began not long ago counts as confirmed."""
    return today - max(confirmed_on or valid_from, valid_from) > QUARTER


def period_complaints(begins: date | None, ends: date | None) -> Iterator[Complaint]:
    """A filling ends after it began."""
    if begins is not None and ends is not None and ends <= begins:
        yield Complaint("validUntil", _BACKWARDS)


def outliving_complaints(
    name: str, gone: date | None, begins: date | None, ends: date | None
) -> Iterator[Complaint]:
    """A function is filled by and for who is there: until the day that it is ``gone``, if any."""
    if gone is None or begins is None:
        return
    if begins >= gone:
        yield Complaint("validFrom", _GONE, {"name": name, "day": gone})
    elif ends is None or ends > gone:
        yield Complaint("validUntil", _ENDING, {"name": name, "day": gone})


def contact_complaints(mailbox: str, email: str, telephone: str) -> Iterator[Complaint]:
    """Whoever fills a function can be reached, and addresses are addresses."""
    if not (mailbox or email or telephone):
        yield Complaint("mailbox", _UNREACHABLE)
    for field, said in (("mailbox", mailbox), ("email", email)):
        yield from unreceivable(said, field) if said else ()
    if telephone and not set(telephone) <= set("0123456789 +-()"):
        yield Complaint("telephone", _TELEPHONE)


def fte_complaints(fte: Decimal | None, agreed: Decimal | None) -> Iterator[Complaint]:
    """What was agreed says nothing without what is there; nobody is there less than not at all."""
    for field, said in (("fte", fte), ("fteAgreed", agreed)):
        if said is not None and not 0 <= said <= MOST:
            yield Complaint(field, _AMOUNT, {"limit": MOST})
    if agreed is not None and fte is None:
        yield Complaint("fte", _NO_AGREED)


def not_served(field: str) -> Complaint:
    """The organisation can serve itself, its regions and the members of these."""
    return Complaint(field, _NOT_SERVED)


def twice(holder: str) -> Complaint:
    """The same function, part and scope is filled then."""
    return Complaint("validFrom", _TWICE, {"holder": holder})
