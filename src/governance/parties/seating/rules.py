"""What is right of a table and of a seat, and whether personal data may be on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.parties.rules import FunctionKind

_BACKWARDS = N_("It ends before it begins.")
_TWICE = N_("“{holder}” of this organisation has a seat at this table in that period already.")
_CHAIR = N_("This table has a chair in that period already: “{holder}” of {organisation}.")
_NAMED = N_("There is a table with this name in this region already.")
_REGION = N_("Choose one of the regions that this organisation is in.")
_MEMBER = N_("Choose an organisation of this list.")
_MEETINGS = N_("Give a number of meetings from 1 to 366, or leave it open.")
_BEFORE = N_("Choose a day after the day on which the seat began.")
_OUTLIVES = N_("The table itself ends on {day}. Let the seat end then or before.")
_RUNNING = N_("This table watches over {number} agreements that are not ended. End these first.")
_YET = N_(
    "Seats at this table that begin on that day or later: {number}. Let these begin before it, "
    "or end the table later."
)
_ASK_BASIS = N_(
    "A care coordinator at the table of a RIEC: name the legal basis if personal data is shared "
    "here. Without one the seat is without personal data."
)
ENDED = N_("This table has ended already.")
SEAT_ENDED = N_("This seat has ended already.")
GROUNDS = ("basis", "protocol", "dpia")
"""What must be named before personal data is on the table for a seat."""


class Seated(Struct, frozen=True):
    """What counts of a seat for whether personal data may be on the table for it."""

    basis: str
    protocol: str
    dpia: str


def lacking(seat: Seated) -> tuple[str, ...]:
    """Which grounds a seat lacks; while it lacks any, it sits there without personal data."""
    return tuple(name for name in GROUNDS if not getattr(seat, name))


def asks_basis(function: str, of_riec: bool, basis: str) -> str:
    """What is asked of a seat of which the basis is often assumed; nothing where it is named."""
    asked = function == FunctionKind.CARE_COORDINATOR and of_riec and not basis
    return _ASK_BASIS if asked else ""


def meetings_complaints(meetings: int | None) -> Iterator[Complaint]:
    """A table meets once a year at least, and not more than daily."""
    if meetings is not None and not 1 <= meetings <= 366:
        yield Complaint("meetingsPerYear", _MEETINGS)


def period_complaints(begins: date | None, ends: date | None) -> Iterator[Complaint]:
    """A seat ends after it began."""
    if begins is not None and ends is not None and ends <= begins:
        yield Complaint("validUntil", _BACKWARDS)


def outliving_complaints(ends: date | None, table_ends: date | None) -> Iterator[Complaint]:
    """A seat ends with its table at the latest."""
    if table_ends is not None and (ends is None or ends > table_ends):
        yield Complaint("validUntil", _OUTLIVES, {"day": table_ends})


def seat_end_complaints(begins: date, ends: date | None) -> Iterator[Complaint]:
    """A seat ends on a day after it began."""
    if ends is not None and ends <= begins:
        yield Complaint("validUntil", _BEFORE)


def running_complaints(number: int) -> Iterator[Complaint]:
    """A table that watches over agreements stays."""
    if number:
        yield Complaint("validUntil", _RUNNING, {"number": number})


def yet_complaints(number: int) -> Iterator[Complaint]:
    """A seat that has yet to begin does not vanish with its table."""
    if number:
        yield Complaint("validUntil", _YET, {"number": number})


def no_region(field: str) -> Complaint:
    """The region is none of the organisation's."""
    return Complaint(field, _REGION)


def no_member(field: str) -> Complaint:
    """The organisation cannot sit here."""
    return Complaint(field, _MEMBER)


def twice(holder: str) -> Complaint:
    """The same function of the same organisation sits there already."""
    return Complaint("holderFunction", _TWICE, {"holder": holder})


def second_chair(holder: str, organisation: str) -> Complaint:
    """Somebody else is the chair in that period."""
    return Complaint("part", _CHAIR, {"holder": holder, "organisation": organisation})


def named_already() -> Complaint:
    """Two tables of one name in a region cannot be told apart."""
    return Complaint("name", _NAMED)
