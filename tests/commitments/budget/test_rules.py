"""What must be right of contributions and spending, and what they add up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from governance.base.ids import new_id
from governance.commitments.budget.forms import ContributionForm, SpendingForm
from governance.commitments.budget.papers import exact
from governance.commitments.budget.rules import (
    amount_complaints,
    contribution_complaints,
    open_of,
    spending_complaints,
    totals,
    whole_cents,
)

TODAY = date(2026, 3, 1)
PARTY = new_id()


def given(**fields: Any) -> list[str]:
    values: dict[str, Any] = {"party_id": PARTY, "year": 2026, "agreed": Decimal(100)}
    form = ContributionForm(**{**values, **fields})
    return [one.field for one in contribution_complaints(form, {PARTY}, set(), TODAY)]


def gone(**fields: Any) -> list[str]:
    values: dict[str, Any] = {"year": 2026, "description": "Zaal", "committed": Decimal(100)}
    form = SpendingForm(**{**values, **fields})
    return [one.field for one in spending_complaints(form, set(), set(), TODAY)]


def test_a_contribution_is_of_a_party_and_once_a_year() -> None:
    assert given() == []
    assert given(party_id=None) == ["partyId"] == given(party_id=new_id())
    form = ContributionForm(party_id=PARTY, year=2026, agreed=Decimal(1))
    again = contribution_complaints(form, {PARTY}, {PARTY}, TODAY)
    assert [one.field for one in again] == ["partyId"]


def test_what_is_paid_has_a_day_that_has_come() -> None:
    assert given(paid=Decimal(5)) == ["paidOn"]
    assert given(paid=Decimal(5), paid_on=TODAY) == []
    assert given(paid=Decimal(5), paid_on=date(2026, 3, 2)) == ["paidOn"]
    assert given(paid_on=TODAY) == ["paidOn"], "nothing was paid on it"


def test_spending_was_committed_first() -> None:
    assert gone() == [] and gone(committed=Decimal(0)) == ["committed"]
    assert gone(spent=Decimal("100.01"), on_date=TODAY) == ["committed"]
    assert gone(spent=Decimal(100)) == ["onDate"]
    assert gone(description=" ", on_date=date(2027, 1, 1)) == ["description", "onDate"]
    assert gone(commitment_id=new_id(), aim_id=UUID(int=1)) == ["commitmentId", "aimId"]


@pytest.mark.parametrize("amount", ["-0.01", "1000000000000", "0.001", "1." + "0" * 40 + "1"])
def test_an_amount_that_cannot_be_kept_exactly_is_refused(amount: str) -> None:
    assert [one.field for one in amount_complaints("paid", Decimal(amount))] == ["paid"]


@pytest.mark.parametrize("amount", ["0", "0.1", "999999999999.99", "12.500", "1E+3"])
def test_an_amount_in_whole_cents_is_right(amount: str) -> None:
    assert list(amount_complaints("paid", Decimal(amount))) == []
    assert whole_cents(Decimal(amount))


def test_sums_are_exact_and_nobody_pays_the_debt_of_another() -> None:
    ten = Decimal("0.10")
    form = ContributionForm(year=2026, agreed=ten, paid=Decimal("0.30"))
    short = ContributionForm(year=2026, agreed=ten)
    spent = SpendingForm(year=2026, description="x", committed=Decimal("0.70"), spent=ten)
    found = totals([form, short, short], [spent])
    assert (found.agreed, found.paid, found.open) == (Decimal("0.30"),) * 2 + (Decimal("0.20"),)
    assert (found.left, found.free) == (Decimal("0.20"), Decimal("-0.40"))
    assert open_of(ten, Decimal("0.30")) == 0
    assert (exact(Decimal("1234.5"), "nl"), exact(Decimal(0), "en")) == ("1234,50", "0.00")
