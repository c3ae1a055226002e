"""What a register says, what of it is new here, and what is wrong with it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.errors import Complaint
from governance.parties.rules import GroupingKind, Level, MemberPart, OrganisationKind


class Place(Struct, frozen=True):
    """Where something stands in a file: the line, and the columns by the field."""

    file: str
    line: int
    columns: Mapping[str, str] = {}

    def complaint(self, field: str, problem: str, **values: Any) -> Complaint:
        """Something that is wrong here."""
        about = self.columns.get(field, "")
        return Complaint(field, problem, values, self.file, self.line, about)


class OrganisationEntry(Struct, frozen=True, kw_only=True):
    """An organisation as a register has it. ``holds``: the fields that the register keeps; what
    else is known of it here stays as it is."""

    place: Place
    kind: OrganisationKind
    level: Level
    name: str
    short_name: str
    cbs_code: str = ""
    tooi_uri: str = ""
    oin: str = ""
    kvk: str = ""
    mailbox: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""
    holds: frozenset[str] = frozenset()
    only_known: bool = False
    """Where it is not known here it is left out: the list does not tell whether it ended."""


class RegionEntry(Struct, frozen=True):
    """A region as a register has it."""

    place: Place
    kind: GroupingKind
    code: str
    name: str
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By what it is known: its kind, and its code or else its name."""
        return self.kind, self.code or self.name


class MemberEntry(Struct, frozen=True):
    """An organisation, by a code or name, in a region, by kind and code or name. ``only_one``: it
    is in one region of that kind at a time, so it leaves the one that it was in."""

    place: Place
    region: tuple[str, str]
    organisation: str
    part: MemberPart = MemberPart.MEMBER
    valid_from: date | None = None
    valid_until: date | None = None
    only_one: bool = False


class SuccessionEntry(Struct, frozen=True):
    """An organisation goes on as another from a day."""

    place: Place
    predecessor: str
    successor: str
    happens_on: date


class Entries(Struct, frozen=True):
    """Everything that a file says."""

    organisations: tuple[OrganisationEntry, ...] = ()
    regions: tuple[RegionEntry, ...] = ()
    members: tuple[MemberEntry, ...] = ()
    successions: tuple[SuccessionEntry, ...] = ()


class KnownOrganisation(Struct, frozen=True):
    """An organisation of the register here."""

    id: UUID
    version: int
    kind: str
    level: str
    name: str
    short_name: str
    cbs_code: str
    tooi_uri: str
    oin: str
    kvk: str
    mailbox: str
    source: str
    keeper: UUID | None
    valid_from: date | None
    valid_until: date | None


class KnownRegion(Struct, frozen=True):
    """A region here."""

    id: UUID
    kind: str
    code: str
    name: str


class KnownMember(Struct, frozen=True):
    """A membership here."""

    id: UUID
    region: UUID
    organisation: UUID
    part: str
    valid_from: date
    valid_until: date | None


class Known(Struct, frozen=True):
    """The register as it is here."""

    organisations: tuple[KnownOrganisation, ...] = ()
    regions: tuple[KnownRegion, ...] = ()
    members: tuple[KnownMember, ...] = ()
    successions: frozenset[tuple[UUID, UUID]] = frozenset()


class Changed(Struct, frozen=True):
    """An organisation of which the register says something else: by field, what was and is."""

    before: KnownOrganisation
    after: Mapping[str, Any]

    @property
    def ends(self) -> bool:
        """Whether it ends by this."""
        return self.before.valid_until is None and self.after.get("valid_until") is not None

    @property
    def renames(self) -> bool:
        """Whether it bears another name by this."""
        return "name" in self.after


class Plan(Struct, frozen=True):
    """What taking over a file comes to. ``left_out``: organisations that are not known here and
    of which the file does not tell whether they ended."""

    added: tuple[OrganisationEntry, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: int = 0
    left_out: int = 0
    regions: tuple[RegionEntry, ...] = ()
    members: tuple[MemberEntry, ...] = ()
    ending: tuple[KnownMember, ...] = ()
    successions: tuple[SuccessionEntry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether taking it over changes nothing."""
        given = (self.added, self.changed, self.regions, self.members, self.ending)
        return not any((*given, self.successions))

    def counts(self) -> dict[str, int]:
        """How many of each, as the trail and the preview tell it."""
        return {
            "added": len(self.added),
            "changed": sum(not one.ends for one in self.changed),
            "ended": sum(one.ends for one in self.changed),
            "unchanged": self.unchanged,
            "left_out": self.left_out,
            "regions": len(self.regions),
            "members": len(self.members),
            "members_ended": len(self.ending),
            "successions": len(self.successions),
        }


def seal(plan: Plan) -> str:
    """Tells whether what would change is what somebody saw."""
    return hashlib.sha256(msgspec.json.encode(plan, order="deterministic")).hexdigest()


def codes_of(one: OrganisationEntry | KnownOrganisation) -> Iterator[str]:
    """By what an organisation is found: each of its codes."""
    yield from (code for code in (one.tooi_uri, one.cbs_code, one.oin) if code)
