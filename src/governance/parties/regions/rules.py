"""What must be right of a region, and of who is in it when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.parties.register.rules import OF_REGISTER
from governance.parties.rules import GroupingKind

_THERE = N_("There is a region of this kind with this name already.")
_TAKEN = N_("“{name}” has this code already.")
_KEEPER = N_("Only a system administrator chooses who keeps a region.")
_NO_ORGANISATION = N_("Choose an organisation of the register.")
_BACKWARDS = N_("This would end before it begins ({day}).")
_IS_IN = N_("“{name}” is in this region already from {day}.")
_IS_IN_UNTIL = N_("“{name}” is in this region already from {day} until {until}.")
_NOT_YET = N_("“{name}” does not exist before {day}.")
_NO_MORE = N_("“{name}” does not exist any more from {day}: it is a member until that day at most.")
_REGION_ENDS = N_("This region ends on {day}: nobody is in it after that.")
_LATER = N_("“{name}” comes into it on {day}. Choose a later day, or end that first.")
BESIDE = N_("It is in {region} then, a region of the same kind: end that membership first.")
ONE_OF_A_KIND = frozenset(
    {
        GroupingKind.PROVINCE, GroupingKind.SAFETY_REGION, GroupingKind.HEALTH_REGION,
        GroupingKind.POLICE_UNIT, GroupingKind.RIEC,
    }
)  # fmt: skip
"""Of these kinds a municipality is in one region at a time."""
AT_ONCE = N_("Somebody else admitted this organisation at the same moment. Look at it again.")


class Spell(Struct, frozen=True):
    """An organisation in a region for a period."""

    id: UUID
    name: str
    valid_from: date
    valid_until: date | None


class Candidate(Struct, frozen=True):
    """What the rules need to know of who is to be in a region."""

    name: str
    valid_from: date | None
    valid_until: date | None


def overlaps(begins: date, ends: date | None, other: Spell) -> bool:
    """Whether two half-open periods have a day in common."""
    before = ends is not None and ends <= other.valid_from
    after = other.valid_until is not None and other.valid_until <= begins
    return not before and not after


def region_complaints(
    form: Any, holders: Mapping[str, str], row: Mapping[str, Any] | None, chooses: bool
) -> Iterator[Complaint]:
    """What is wrong with a region. ``row``: as it is; ``chooses``: the actor chooses the keeper;
    ``holders``: who has its code or its name."""
    if not form.name.strip():
        yield Complaint("name", MISSING)
    elif row is not None and row["source"] and form.name.strip() != row["name"]:
        yield Complaint("name", OF_REGISTER)
    elif "name" in holders:
        yield Complaint("name", _THERE)
    if row is not None and row["source"] and form.code.strip() != row["code"]:
        yield Complaint("code", OF_REGISTER)
    elif "code" in holders:
        yield Complaint("code", _TAKEN, {"name": holders["code"]})
    if row is not None and not chooses and form.keeper_id != row["keeper"]:
        yield Complaint("keeperId", _KEEPER)


def member_complaints(
    who: Candidate | None,
    begins: date | None,
    ends: date | None,
    others: Iterable[Spell],
    region_ends: date | None,
    *,
    first: str = "validFrom",
    last: str = "validUntil",
) -> Iterator[Complaint]:
    """Why somebody cannot be in a region in a period. ``others``: the other periods of the same
    organisation there; ``first`` and ``last``: the fields in which the days were typed."""
    if who is None:
        yield Complaint("organisationId", _NO_ORGANISATION)
    if begins is None:
        return
    if ends is not None and ends <= begins:
        yield Complaint(last, _BACKWARDS, {"day": begins})
        return
    if region_ends is not None and (begins >= region_ends or ends is None or ends > region_ends):
        yield Complaint(last if begins < region_ends else first, _REGION_ENDS, {"day": region_ends})
    if who is not None:
        yield from _in_its_time(who, begins, ends, first, last)
    for other in others:
        if overlaps(begins, ends, other):
            values = {"name": other.name, "day": other.valid_from, "until": other.valid_until}
            yield Complaint(first, _IS_IN_UNTIL if other.valid_until else _IS_IN, values)


def _in_its_time(
    who: Candidate, begins: date, ends: date | None, first: str, last: str
) -> Iterator[Complaint]:
    if who.valid_from is not None and begins < who.valid_from:
        yield Complaint(first, _NOT_YET, {"name": who.name, "day": who.valid_from})
    if who.valid_until is not None and (ends is None or ends > who.valid_until):
        yield Complaint(last, _NO_MORE, {"name": who.name, "day": who.valid_until})


def end_complaints(ends: date | None, later: Iterable[Spell]) -> Iterator[Complaint]:
    """Why a region cannot end on a day: somebody comes into it on that day or after."""
    for spell in later:
        if ends is not None and spell.valid_from >= ends:
            yield Complaint("endsOn", _LATER, {"name": spell.name, "day": spell.valid_from})
