"""What a party hands in of what it plans for a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from governance.base.version import Seen
from governance.commitments.budget.forms import Text, Year
from governance.commitments.warning.forms import Asked


class PlanRow(Struct, frozen=True, rename="camel", kw_only=True):
    """What is put into one commitment: fte, euros, and what covers these."""

    commitment_id: UUID
    fte: Decimal | None = None
    euros: Decimal | None = None
    cover: Text = ""
    purpose: Text = ""


class PlanForm(Asked, frozen=True, rename="camel", kw_only=True):
    """All that a party plans for a year: what is not named is not planned any more.

    ``version`` is 0 while nothing was planned for that year.
    """

    year: Annotated[Year, Meta(description="Which calendar year")]
    lines: list[PlanRow] = field(default_factory=list)
    version: Seen = None
