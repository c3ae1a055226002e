"""What is handed in of the shared budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.clock import YEARS
from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked

Text = Annotated[str, Meta(max_length=200)]
Year = Annotated[int, Meta(ge=YEARS[0], le=YEARS[-1])]


class ContributionForm(Asked, frozen=True, rename="camel", kw_only=True):
    """What a party is to pay in a year, and what it has paid by ``paid_on``; in euros."""

    party_id: UUID | None = None
    year: Year
    agreed: Decimal
    paid: Decimal = Decimal(0)
    paid_on: date | None = None
    note: Lines = ""


class ContributionChange(Asked, frozen=True, rename="camel", kw_only=True):
    """The same as it is to be; of which party and year it is does not change."""

    agreed: Decimal
    paid: Decimal = Decimal(0)
    paid_on: date | None = None
    note: Lines = ""
    version: Seen = None


class SpendingForm(Asked, frozen=True, rename="camel", kw_only=True):
    """What is committed and spent in a year, in euros; for a commitment or a goal, or neither."""

    year: Year
    description: Text
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    on_date: date | None = None
    commitment_id: UUID | None = None
    aim_id: UUID | None = None


class SpendingChange(SpendingForm, frozen=True, rename="camel", kw_only=True):
    """The same as it is to be."""

    version: Seen = None


class Removal(Struct, frozen=True, rename="camel", kw_only=True):
    """It is removed as it was seen."""

    version: Seen = None
