"""Where signals come from, the links of a route, and what makes a route a broken one. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint

_SECRECY = N_("Write what professional secrecy means for this route: when may it be passed on?")
_BEFORE = N_("Choose a day that is not before the day on which it began.")
_REGION = N_("Choose a region of the organisation that keeps this route.")
_UNKNOWN = N_("Choose an organisation that exists.")
_MANY = N_("A route has at most {number} links.")
_WHICH = N_("Say which step moves up or down.")
_BOTH = N_("A step moves up or down, not both at once.")
_NOT_SO = N_("Step {number} cannot move that way.")
MOST = 20
"""Links of one route."""


class Source(StrEnum):
    """From whom a signal comes."""

    OWN_OFFICER = "own_officer"
    CITIZEN = "citizen"
    VICTIM = "victim"
    YOUTH_WORKER = "youth_worker"
    SCHOOL = "school"
    MEDICAL = "medical"
    CARE = "care"
    POLICE = "police"
    INSPECTORATE = "inspectorate"
    EMPLOYER = "employer"
    CIVIL_SOCIETY = "civil_society"


class LinkPart(StrEnum):
    """What a link of a route does with a signal."""

    RECEIVES = "receives"
    WEIGHS = "weighs"
    VICTIM = "victim"
    """Follows up on the victim's side."""
    OFFENDER = "offender"
    """Follows up on the offender's side."""


NEEDED = (LinkPart.RECEIVES, LinkPart.VICTIM, LinkPart.OFFENDER)
"""Without a link of each of these, a signal gets lost."""


class Why(StrEnum):
    """Why a route is broken at a link."""

    MISSING = "missing"
    """The route has no such link at all."""
    NOBODY = "nobody"
    """The link names no organisation."""
    ENDED = "ended"
    """The organisation is not there any more."""
    VACANT = "vacant"
    """Nobody fills there the function that is named."""


class Link(Struct, frozen=True, rename="camel"):
    """A link as it is today. ``filled``: somebody fills the function, or none is named."""

    place: int
    part: LinkPart
    organisation_id: UUID | None = None
    organisation: str = ""
    function: str = ""
    within_days: int | None = None
    ended: bool = False
    filled: bool = True


class Flaw(Struct, frozen=True, rename="camel"):
    """One reason why a route is broken: at which part, at which link (0: there is none)."""

    part: LinkPart
    why: Why
    place: int = 0


def flaw_of(link: Link) -> Why | None:
    """What is wrong with one link, the plainest reason first."""
    if link.organisation_id is None:
        return Why.NOBODY
    if link.ended:
        return Why.ENDED
    return Why.VACANT if link.function and not link.filled else None


def flaws(links: Sequence[Link]) -> list[Flaw]:
    """Why a route is broken: links that do not hold, in their order, then those that are not
    there. None: it holds."""
    found = [Flaw(one.part, why, one.place) for one in links if (why := flaw_of(one))]
    there = {one.part for one in links}
    return found + [Flaw(part, Why.MISSING) for part in NEEDED if part not in there]


def is_empty(link: Any) -> bool:
    """Whether nothing stands in a row of the form: such a row is no link."""
    return not (link.part or link.organisation_id or link.function) and link.within_days is None


def route_complaints(form: Any, regions: frozenset[UUID]) -> Iterator[Complaint]:
    """What is wrong with a route, apart from its links. ``regions``: those of its keeper."""
    if not form.name.strip():
        yield Complaint("name", MISSING)
    if form.source is Source.MEDICAL and not form.secrecy.strip():
        yield Complaint("secrecy", _SECRECY)
    if form.region_id is not None and form.region_id not in regions:
        yield Complaint("regionId", _REGION)
    if form.valid_from and form.valid_until and form.valid_until < form.valid_from:
        yield Complaint("validUntil", _BEFORE)


def move_complaints(form: Any, number: int) -> Iterator[Complaint]:
    """What is wrong with moving a step of a route that has so many."""
    if form.up is None and form.down is None:
        yield Complaint("up", _WHICH)
    elif form.up is not None and form.down is not None:
        yield Complaint("down", _BOTH)
    elif form.up is not None and not 1 < form.up <= number:
        yield Complaint("up", _NOT_SO, {"number": form.up})
    elif form.down is not None and not 1 <= form.down < number:
        yield Complaint("down", _NOT_SO, {"number": form.down})


def swapped(form: Any) -> tuple[int, int]:
    """The two places, from 0, of which the steps change places."""
    upper = form.up - 1 if form.up is not None else form.down
    return upper - 1, upper


def link_complaints(rows: Sequence[Any], known: Mapping[UUID, bool]) -> Iterator[Complaint]:
    """What is wrong with the links. ``known``: organisations, and whether they may be named."""
    if len(rows) > MOST:
        yield Complaint("links", _MANY, {"number": MOST})
    for place, row in enumerate(rows):
        if is_empty(row):
            continue
        if not row.part:
            yield Complaint(f"links.{place}.part", MISSING)
        if row.organisation_id is not None and not known.get(row.organisation_id, False):
            yield Complaint(f"links.{place}.organisationId", _UNKNOWN)
