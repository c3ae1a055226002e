"""What is handed in of a table and of a seat."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.rules import CommitteeKind, FunctionKind, SeatPart

Text = Annotated[str, Meta(max_length=200)]
Purpose = Annotated[Lines, Meta(max_length=2000)]


class TableForm(Struct, frozen=True, rename="camel"):
    """A table of a region; ``meetingsPerYear`` is what was agreed."""

    kind: CommitteeKind
    name: Text
    grouping_id: UUID
    purpose: Purpose = ""
    meetings_per_year: int | None = None


class TableChange(Struct, frozen=True, rename="camel"):
    """What changes of a table; its region and who keeps its records stay."""

    kind: CommitteeKind
    name: Text
    purpose: Purpose = ""
    meetings_per_year: int | None = None
    version: Seen = None


class EndForm(Struct, frozen=True, rename="camel"):
    """The first day on which it is not there any more."""

    valid_until: date
    version: Seen = None


class SeatForm(Struct, frozen=True, rename="camel", kw_only=True):
    """A seat of an organisation; ``function`` is the function of the field that sits there."""

    organisation_id: UUID
    holder_function: Text
    part: SeatPart = SeatPart.MEMBER
    function: FunctionKind | None = None
    basis: Text = ""
    protocol: Text = ""
    dpia: Text = ""
    valid_from: date
    valid_until: date | None = None


class SeatChange(Struct, frozen=True, rename="camel", kw_only=True):
    """What changes of a seat; whose it is stays."""

    holder_function: Text
    part: SeatPart = SeatPart.MEMBER
    function: FunctionKind | None = None
    basis: Text = ""
    protocol: Text = ""
    dpia: Text = ""
    valid_from: date
    valid_until: date | None = None
    version: Seen = None
