"""What is right for the details of a person, and how people are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.base.names import search_key, sort_key
from governance.base.signs import why_unfit
from governance.notices.rules import unreceivable

_KNOWN = N_(
    "This address is of “{function}”, who is known to you already. Give that person the role on "
    "their own page."
)
_ON_THE_DAY = N_(
    "The function changes at once, and the move is later. Leave the function as it is, and change "
    "it on the day itself with the details."
)

IN_USE = N_("Somebody has this address already.")
"""Said of somebody whom the actor does not see: see :func:`known`."""


class State(StrEnum):
    """Which people are asked for: with a role now or later, without one any more, or all."""

    CURRENT = "current"
    ENDED = "ended"
    ALL = "all"


class Wanted(Struct, frozen=True):
    """What is asked of the list; empty asks for everything."""

    search: str = ""
    role: str = ""
    organisation: UUID | None = None
    state: State = State.CURRENT
    page: int = 1


def keys_of(function: str, name: str, email: str) -> dict[str, str]:
    """By what a person is sorted and found; made anew whenever one of these changes."""
    found = search_key(f"{function} {name} {email}")
    return {"sort_key": sort_key(function)[:220], "search_key": found[:700]}


def address_of(typed: str) -> str:
    """An e-mail address as it is kept and compared: one account however it was typed. A dot at
    the end is of how machines write names, and names the same place."""
    return typed.strip().casefold().rstrip(".")


def address_complaints(email: str) -> Iterator[Complaint]:
    """An e-mail address has to be one to which mail can be sent."""
    if email:
        yield from unreceivable(email, "email")


def function_complaints(function: str | None) -> Iterator[Complaint]:
    """Everybody is shown by function."""
    if function is not None and (why := why_unfit(function.strip())):
        problem, values = why
        yield Complaint("function", problem, values)


def moving_complaints(
    said: str, now: str, moves_on: date | None, today: date
) -> Iterator[Complaint]:
    """Another function is one that can be shown, and is given on the day of the move itself. No
    day: one that could not be read, which is told already."""
    if said and said.strip() != now:
        yield from function_complaints(said)
        if moves_on is not None and moves_on > today:
            yield Complaint("function", _ON_THE_DAY)


def known(function: str) -> Complaint:
    """The address belongs to somebody whom the actor sees.

    Of somebody whom the actor does not see, that the address is known is told and nothing else:
    no id, function, organisation or role, on the page nor in the API. It cannot be kept hidden:
    somebody new stands in the actor's own list at once, somebody who takes part elsewhere only
    after accepting. Who asks may take people up, showed that it is really them not long ago, and
    cannot ask by inviting without the owner of the address getting mail and the trail a line.
    """
    return Complaint("email", _KNOWN, {"function": function})
