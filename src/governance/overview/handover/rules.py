"""What is right when somebody leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from governance.base.errors import N_, Complaint

_PAST = N_("This day is over. Choose today or later, or let everything end at once.")
_NO_DAY = N_("Give the last day, or let everything end at once.")
_GONE = N_("This role is not held any more. Open the page again.")
_UNKNOWN = N_("Choose somebody of this list.")
_ONESELF = N_("Nobody gives a role to themselves: ask somebody else who may give it.")
_NOT_GIVEN = N_("You can end this role, but not give it: leave this open.")


def until(last_day: date | None, today: date) -> date:
    """The first day on which the person is not there any more: today without a last day."""
    return today if last_day is None else last_day + timedelta(days=1)


def field_of(role: UUID) -> str:
    """The field of who takes a role over."""
    return f"successors.{role}"


def day_complaints(last_day: date | None, today: date) -> Iterator[Complaint]:
    """The last day is today at the earliest."""
    if last_day is None:
        yield Complaint("lastDay", _NO_DAY)
    elif last_day < today:
        yield Complaint("lastDay", _PAST)


def successor_complaints(
    successors: Mapping[str, UUID],
    given: Mapping[str, bool],
    there: Mapping[str, Collection[UUID]],
    oneself: UUID,
) -> Iterator[Complaint]:
    """Who takes over works there, and is given the role by somebody else who may."""
    for role, person in successors.items():
        field = f"successors.{role}"
        if role not in given:
            yield Complaint(field, _GONE)
        elif not given[role]:
            yield Complaint(field, _NOT_GIVEN)
        elif person == oneself:
            yield Complaint(field, _ONESELF)
        elif person not in there[role]:
            yield Complaint(field, _UNKNOWN)
