"""What is handed in of an organisation in the register."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.version import Seen
from governance.parties.rules import Level, OrganisationKind

Name = Annotated[str, Meta(max_length=200)]
ShortName = Annotated[str, Meta(max_length=80)]
Address = Annotated[str, Meta(max_length=200)]
Mailbox = Annotated[str, Meta(max_length=254)]
Code = Annotated[str, Meta(max_length=40)]


class AddForm(Struct, frozen=True, rename="camel"):
    """An organisation that joins the register. ``keeper_id``: which organisation keeps the entry;
    left out, the only one of who adds it."""

    kind: OrganisationKind
    name: Name
    short_name: ShortName = ""
    level: Level | None = None
    mailbox: Mailbox = ""
    cbs_code: Code = ""
    tooi_uri: Address = ""
    oin: Code = ""
    kvk: Code = ""
    legal_personality: bool = True
    acting_body_id: UUID | None = None
    keeper_id: UUID | None = None
    valid_from: date | None = None


class ChangeForm(Struct, frozen=True, rename="camel"):
    """An entry as it is to be, beside its name and its days: what is left out becomes empty."""

    kind: OrganisationKind
    level: Level
    mailbox: Mailbox = ""
    cbs_code: Code = ""
    tooi_uri: Address = ""
    oin: Code = ""
    kvk: Code = ""
    legal_personality: bool = False
    acting_body_id: UUID | None = None
    version: Seen = None


class RenameForm(Struct, frozen=True, rename="camel"):
    """A new name from a day; the name until then is kept."""

    name: Name
    valid_from: date
    short_name: ShortName = ""
    version: Seen = None


class EndForm(Struct, frozen=True, rename="camel"):
    """The first day that it is no longer there; left open, it goes on."""

    ends_on: date | None = None
    version: Seen = None
