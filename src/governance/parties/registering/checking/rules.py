"""What is wrong with entries of a register, each told at its place. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from governance.base.errors import N_, Complaint
from governance.parties.register.rules import code_complaints
from governance.parties.registering.rules import (
    Entries,
    KnownOrganisation,
    KnownRegion,
    OrganisationEntry,
    Place,
    RegionEntry,
    SuccessionEntry,
    codes_of,
)

_TWICE = N_("This stands in the file already, on line {line}.")
_ELSEWHERE = N_("This stands in {file} already, on line {line}.")
_APART = N_("The code {code} is of “{known}”, and “{name}” has another code: {other}.")
_REVIVED = N_("“{name}” ended on {day} and others went on for it: that day stays as it is.")
_TWO = N_("Two organisations of the register fit: “{one}” and “{other}”. Give one code.")
_UNKNOWN = N_(
    "“{code}” is no organisation of the register or of this file. Is there a register to take over "
    "first?"
)
_NO_REGION = N_("“{code}” is no region of the register or of this file.")
_BACKWARDS = N_("It ends before it begins.")
_RING = N_("A succession cannot come back to “{code}”: it would follow itself.")
_NOT_ENDED = N_("“{code}” goes on as another from {day}, so it must end on that day.")
_NO_SUCCESSOR = N_("“{code}” does not exist on {day}, so it cannot go on for another then.")


def entry_complaints(entries: Entries) -> Iterator[Complaint]:
    """What is wrong with entries by themselves: codes, days, and what stands there twice."""
    seen: dict[str, Place] = {}
    for one in entries.organisations:
        codes = {n: getattr(one, n) for n in ("cbs_code", "tooi_uri", "oin", "kvk")}
        for found in code_complaints(one.kind, codes):
            yield one.place.complaint(found.field, found.problem, **found.values)
        if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
            yield one.place.complaint("validUntil", _BACKWARDS)
        yield from _twice(one.place, "name", list(codes_of(one)) or [f"={one.name}"], seen)
    for region in entries.regions:
        yield from _twice(region.place, "region", ["region/".join(region.key)], seen)
    for member in entries.members:
        said = ["/".join((*member.region, member.organisation, str(member.valid_from)))]
        yield from _twice(member.place, "organisation", said, seen)
        if member.valid_from and member.valid_until and member.valid_until <= member.valid_from:
            yield member.place.complaint("validUntil", _BACKWARDS)


def _twice(
    place: Place, field: str, keys: Iterable[str], seen: dict[str, Place]
) -> Iterator[Complaint]:
    for key in keys:
        first = seen.setdefault(key, place)
        if first.file != place.file:
            yield place.complaint(field, _ELSEWHERE, file=first.file, line=first.line)
            return
        if first.line != place.line:
            yield place.complaint(field, _TWICE, line=first.line)
            return


def two_fit(
    entry: OrganisationEntry, one: KnownOrganisation, other: KnownOrganisation
) -> Complaint:
    """The codes of an entry are of two organisations here."""
    return entry.place.complaint("name", _TWO, one=one.name, other=other.name)


def unknown(place: Place, code: str) -> Complaint:
    """A code or name that nobody has."""
    return place.complaint("organisation", _UNKNOWN, code=code)


def no_region(place: Place, code: str) -> Complaint:
    """A region that is not there."""
    return place.complaint("region", _NO_REGION, code=code)


def names_apart(
    entries: Iterable[RegionEntry], by_key: Mapping[Any, KnownRegion],
    by_name: Mapping[Any, KnownRegion],
) -> Iterator[Complaint]:  # fmt: skip
    """Regions of which the code is of one here, and the name of another."""
    for one in entries:
        known, named = by_key.get(one.key), by_name.get((one.kind, one.name))
        if known and named and known.id != named.id:
            yield one.place.complaint(
                "region", _APART, code=known.code, known=known.name, name=one.name, other=named.code
            )


def revived_complaints(
    found: Iterable[tuple[OrganisationEntry, KnownOrganisation | None]],
    successions: frozenset[tuple[UUID, UUID]],
) -> Iterator[Complaint]:
    """Organisations for which others went on, and that a file would let exist again."""
    followed = {predecessor for predecessor, _ in successions}
    for one, here in found:
        if here is None or here.id not in followed or here.valid_until is None:
            continue
        if "valid_until" in one.holds and one.valid_until != here.valid_until:
            yield one.place.complaint("validUntil", _REVIVED, name=here.name, day=here.valid_until)


def once(complaints: Iterable[Complaint]) -> list[Complaint]:
    """What is wrong with one line, told once."""
    found: dict[object, Complaint] = {}
    for one in complaints:
        said = tuple(sorted((name, str(value)) for name, value in one.values.items()))
        found.setdefault((one.file, one.line, one.field, one.problem, said), one)
    return list(found.values())


def succession_complaints(
    entries: Iterable[SuccessionEntry], lives: Mapping[str, tuple[date | None, date | None]]
) -> Iterator[Complaint]:
    """A predecessor ends on the day that its successor goes on for it, and none follows itself.

    ``lives``: from and until when each organisation exists, by its code.
    """
    after: dict[str, set[str]] = {}
    for one in entries:
        for code in (one.predecessor, one.successor):
            if code not in lives:
                yield unknown(one.place, code)
        if one.predecessor not in lives or one.successor not in lives:
            continue
        after.setdefault(one.predecessor, set()).add(one.successor)
        if _reaches(after, one.successor, one.predecessor):
            yield one.place.complaint("successor", _RING, code=one.predecessor)
            continue
        if lives[one.predecessor][1] != one.happens_on:
            yield one.place.complaint(
                "predecessor", _NOT_ENDED, code=one.predecessor, day=one.happens_on
            )
        begins, ends = lives[one.successor]
        if (begins and begins > one.happens_on) or (ends and ends <= one.happens_on):
            yield one.place.complaint(
                "successor", _NO_SUCCESSOR, code=one.successor, day=one.happens_on
            )


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    todo, seen = [start], set()
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo += after.get(here, ())
    return False
