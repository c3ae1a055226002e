"""What the sample's municipalities contribute and plan this year, and what was spent of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.commitments.annual_plan.actions import plan_year
from governance.commitments.annual_plan.forms import PlanForm, PlanRow
from governance.commitments.annual_plan.of_party.queries import party_plan
from governance.commitments.budget.contributing.actions import add_contribution
from governance.commitments.budget.forms import ContributionForm, SpendingForm
from governance.commitments.budget.spending.actions import add_spending
from governance.sample.region import Region
from governance.sample.words import words

_PARTIES = """
select p.id, o.short_name from party p join organisation o on o.id = p.organisation
where p.agreement = $1 order by p.position"""
_COMMITMENTS = """
select c.id, c.key, k.aim from commitment c
left join lateral (select aim from aim_commitment where commitment = c.id limit 1) k on true
where c.agreement = $1 order by c.position"""
_SHARE, _LARGE = Decimal("7500"), Decimal("12500.50")
_SPENT = (
    ("training", "18500", "9250.75"),
    ("preventie", "12000", "12000"),
    ("informatiebeeld", "9800", "0"),
    ("other", "1450.25", "830.10"),
)
_PLANNED = (("0.5", "4000"), ("0.2", None), (None, "2500.50"))


async def held(agreement_id: UUID, region: Region, at: datetime) -> None:
    """Store contributions of the municipalities, spending, and what half of them plan."""
    parties = {
        row["short_name"]: row["id"]
        for row in await DATABASE.fetch(_PARTIES, agreement_id)
        if row["short_name"] in region.municipalities
    }
    today = day(at)
    for place, party in enumerate(parties.values()):
        agreed = _LARGE if place == 0 else _SHARE
        paid = (agreed, agreed / 2, Decimal(0))[place % 3]
        form = ContributionForm(
            party_id=party, year=today.year, agreed=agreed, paid=paid,
            paid_on=date(today.year, 1, 1) if paid else None,
        )  # fmt: skip
        await add_contribution(agreement_id, form, by=region.administrator, at=at)
    known = {row["key"]: row for row in await DATABASE.fetch(_COMMITMENTS, agreement_id)}
    for key, committed, spent in _SPENT:
        of = known.get(key)
        gone = SpendingForm(
            year=today.year, description=words().spent[key], committed=Decimal(committed),
            spent=Decimal(spent), on_date=date(today.year, 1, 1),
            commitment_id=of["id"] if of else None, aim_id=of["aim"] if of else None,
        )  # fmt: skip
        await add_spending(agreement_id, gone, by=region.administrator, at=at)
    for name in list(parties)[1::2]:
        await _plans(parties[name], name, region, at)


async def _plans(party: UUID, name: str, region: Region, at: datetime) -> None:
    """What one municipality puts into its first commitments."""
    by, year = region.pins[name], day(at).year
    view = await party_plan(party, year, by=by)
    lines = [
        PlanRow(
            commitment_id=one.commitment_id, fte=Decimal(fte) if fte else None,
            euros=Decimal(euros) if euros else None, cover=cover,
        )
        for one, (fte, euros), cover in zip(view.lines, _PLANNED, words().covers, strict=False)
    ]  # fmt: skip
    await plan_year(party, PlanForm(year=year, lines=lines, version=0), by=by, at=at)
