"""What is handed in of a filling."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart, FunctionKind

Text = Annotated[str, Meta(max_length=200)]
Address = Annotated[str, Meta(max_length=254)]


class FillingForm(Struct, frozen=True, rename="camel", kw_only=True):
    """A function that an organisation fills: for itself, or for a region or a member of one
    (``servesId``). Days: from ``validFrom``, until ``validUntil``, which is not included."""

    function: FunctionKind
    holder_function: Text
    serves_id: UUID | None = None
    part: FillingPart = FillingPart.HOLDER
    age: Age = Age.ALL
    domain: Domain = Domain.ALL
    exploitation: ExploitationForm = ExploitationForm.ALL
    mailbox: Address = ""
    email: Address = ""
    telephone: Annotated[str, Meta(max_length=40)] = ""
    shielded: bool = False
    mandate: Text = ""
    fte: Decimal | None = None
    fte_agreed: Decimal | None = None
    purpose: Annotated[Lines, Meta(max_length=2000)] = ""
    valid_from: date
    valid_until: date | None = None


class FillingChange(Struct, frozen=True, rename="camel", kw_only=True):
    """What changes of a filling; whom it serves and which function it is stay: that is another."""

    holder_function: Text
    age: Age = Age.ALL
    domain: Domain = Domain.ALL
    exploitation: ExploitationForm = ExploitationForm.ALL
    mailbox: Address = ""
    email: Address = ""
    telephone: Annotated[str, Meta(max_length=40)] = ""
    shielded: bool = False
    mandate: Text = ""
    fte: Decimal | None = None
    fte_agreed: Decimal | None = None
    purpose: Annotated[Lines, Meta(max_length=2000)] = ""
    valid_from: date
    valid_until: date | None = None
    version: Seen = None


class EndForm(Struct, frozen=True, rename="camel"):
    """The first day on which the function is not filled so any more."""

    valid_until: date
    version: Seen = None


class ConfirmForm(Struct, frozen=True, rename="camel"):
    """It is still right, as it was seen."""

    version: Seen = None
