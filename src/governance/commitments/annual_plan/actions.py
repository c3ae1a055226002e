"""Saying what a party puts into its commitments in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Party
from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, add_all, change, lock, unchanged
from governance.commitments.annual_plan.forms import PlanForm
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.annual_plan.rules import filled_rows, plan_complaints
from governance.commitments.annual_plan.tables import AnnualPlan, AnnualPlanLine
from governance.commitments.budget.rules import KEPT_IN, NO_REGION, NOT_NOW
from governance.commitments.features.rules import OFF
from governance.commitments.warning.rules import case_data
from governance.web.addresses import page

_THERE = "select * from annual_plan where party = $1 and year = $2"
"""The plan of a party for a year, once something of it was said."""
_CLEAR = "delete from annual_plan_line where annual_plan = $1"


async def plan_year(
    party_id: UUID, form: PlanForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Say what a party puts into its commitments in a year, in place of what it said before.

    Raises :class:`Refused` with every complaint, :class:`WrongState` where no plan is made,
    :class:`Overtaken` where somebody changed it first.
    """
    async with DATABASE.transaction():
        seen, rows = await taken_up(party_id, form.year, by)
        wrong = plan_complaints(form.lines, {one.commitment_id for one in seen.lines})
        stands = (text for one in seen.lines for text in (one.cover, one.purpose))
        complain([*wrong, *case_data(form, stands)], unread)
        unchanged(rows[0] if rows else {"version": 0}, form.version)
        kept = await party_plan(party_id, form.year, by=by)
        numbers = {one.commitment_id: one.number for one in kept.lines}
        before = said(filled_rows(kept.lines), numbers)
        after = said(filled_rows(form.lines), numbers)
        if before == after:
            return
        await _write(party_id, form, dict(rows[0]) if rows else None)
        told = changed({"annual_plan": before}, {"annual_plan": after}, year=form.year)
        on = ("agreement", seen.agreement_id)
        await record(
            seen.organisation_id, "plan_year", *on, told, by=by, at=at, audience="committee"
        )


async def taken_up(party_id: UUID, year: int, by: Actor) -> tuple[PartyPlanView, list[Any]]:
    """The plan of a party for a year, locked, for who may change it, with its row if there is one.

    Raises :class:`WrongState` where no plan is made of the agreement now."""
    seen = await party_plan(party_id, year, by=by)
    await lock(Party, party_id)
    entitled(by, TABLE["annual_plan.enter"].who, own=seen.organisation_id)
    _usable(seen)
    return seen, await DATABASE.fetch(_THERE, party_id, year)


def _usable(seen: PartyPlanView) -> None:
    if not seen.in_use:
        off = seen.region_id is not None
        back = page("regions", seen.region_id, "features") if seen.region_id else ""
        raise WrongState("plan_year", "off", OFF if off else NO_REGION, back)
    if seen.agreement_state not in KEPT_IN:
        raise WrongState("plan_year", seen.agreement_state, NOT_NOW)


async def _write(party_id: UUID, form: PlanForm, row: dict[str, Any] | None) -> None:
    if row is None:
        plan = await add(AnnualPlan(party=party_id, year=form.year))
    else:
        plan = row["id"]
        await change(AnnualPlan, row)
        await DATABASE.fetch(_CLEAR, plan)
    await add_all(
        AnnualPlanLine(
            annual_plan=plan, commitment=one.commitment_id, fte=one.fte, euros=one.euros,
            cover=one.cover.strip(), purpose=one.purpose.strip(),
        )
        for one in filled_rows(form.lines)
    )  # fmt: skip


def said(rows: Iterable[Any], numbers: dict[UUID, int]) -> list[str]:
    """What is planned, for the trail: the number of each commitment, fte, euros, cover."""
    found = []
    for row in sorted(rows, key=lambda one: numbers[one.commitment_id]):
        fte = "–" if row.fte is None else f"{row.fte:.2f}"
        euros = "–" if row.euros is None else f"{row.euros:.2f}"
        told = f"{numbers[row.commitment_id]}: {fte} fte, € {euros}"
        found.append("; ".join(filter(None, [told, row.cover.strip(), row.purpose.strip()])))
    return found
