"""Builders of the shared budget: a region that keeps one, contributions and spending."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.builders.parties import Cast

from governance.base.database import DATABASE
from governance.commitments.budget.contributing.actions import add_contribution
from governance.commitments.budget.forms import ContributionForm, SpendingForm
from governance.commitments.budget.spending.actions import add_spending


async def party_in(agreement: UUID, organisation: UUID) -> UUID:
    """The party that an organisation is of an agreement."""
    sql = "select id from party where agreement = $1 and organisation = $2"
    [row] = await DATABASE.fetch(sql, agreement, organisation)
    return UUID(str(row["id"]))


async def contributed(
    agreement: UUID, organisation: UUID, people: Cast, at: datetime, agreed: str = "10000",
    paid: str = "0", year: int = 2026,
) -> UUID:  # fmt: skip
    """A contribution of one organisation, paid on 1 January where anything is."""
    given = Decimal(paid)
    form = ContributionForm(
        party_id=await party_in(agreement, organisation), year=year, agreed=Decimal(agreed),
        paid=given, paid_on=date(2026, 1, 1) if given else None,
    )  # fmt: skip
    return await add_contribution(agreement, form, by=people.administrator, at=at)


async def spent(
    agreement: UUID, people: Cast, at: datetime, committed: str = "500", spent: str = "0",
    year: int = 2026, **fields: Any,
) -> UUID:  # fmt: skip
    """Spending on one thing, on 1 January."""
    form = SpendingForm(
        year=year, description="Training", committed=Decimal(committed), spent=Decimal(spent),
        on_date=date(2026, 1, 1), **fields,
    )  # fmt: skip
    return await add_spending(agreement, form, by=people.administrator, at=at)
