"""What is handed in of a region and of who is in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.version import Seen
from governance.parties.rules import GroupingKind, MemberPart

Name = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=20)]


class RegionForm(Struct, frozen=True, rename="camel"):
    """A region of a kind. ``keeper_id``: which organisation keeps it and its members."""

    kind: GroupingKind
    name: Name
    code: Code = ""
    keeper_id: UUID | None = None


class RegionChangeForm(Struct, frozen=True, rename="camel"):
    """A region as it is to be; its kind stays."""

    name: Name
    code: Code = ""
    keeper_id: UUID | None = None
    version: Seen = None


class RegionEndForm(Struct, frozen=True, rename="camel"):
    """The first day that the region is no longer there; left open, it goes on."""

    ends_on: date | None = None
    version: Seen = None


class MembershipForm(Struct, frozen=True, rename="camel"):
    """Who comes into a region, from a day, as what; until a day where that is known."""

    organisation_id: UUID
    valid_from: date
    part: MemberPart = MemberPart.MEMBER
    valid_until: date | None = None


class MembershipEndForm(Struct, frozen=True, rename="camel"):
    """The first day that it is in the region no more; left open, it stays in it."""

    ends_on: date | None = None
    version: Seen = None
