"""Adding, changing and removing spending of the shared budget."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.base.views import add, change, lock, unchanged
from governance.commitments.aiming.tables import Aim
from governance.commitments.budget.actions import Row, gone, kept, told, were
from governance.commitments.budget.forms import Removal, SpendingChange, SpendingForm
from governance.commitments.budget.offering.queries import choices
from governance.commitments.budget.queries import spending
from governance.commitments.budget.rules import spending_complaints
from governance.commitments.budget.tables import Spending
from governance.commitments.features.queries import RegionSeen
from governance.commitments.warning.rules import case_data

_SPENT = ("year", "description", "committed", "spent", "on_date")


async def add_spending(
    agreement_id: UUID, form: SpendingForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note what is committed and spent in a year."""
    async with DATABASE.transaction():
        of, region = await kept(agreement_id, "add_spending", by)
        await _right(agreement_id, region, form, by, at, [*case_data(form), *unread])
        values = _spent(form)
        made = await add(Spending(agreement=agreement_id, **values))
        await told(of, "add_spending", await _named(made, values, by), by, at)
    return made


async def change_spending(
    spending_id: UUID, form: SpendingChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change what is committed and spent, and for what."""
    async with DATABASE.transaction():
        seen = await spending(spending_id, by=by)
        of, region = await kept(seen.agreement_id, "change_spending", by)
        row = await lock(Spending, spending_id)
        asked = case_data(form, row.values())
        await _right(seen.agreement_id, region, form, by, at, [*asked, *unread])
        unchanged(row, form.version)
        values = _spent(form)
        if not changed(row, values)["after"]:
            return
        before = {**were(row, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
        await change(Spending, row, **values)
        after = await _named(spending_id, values, by)
        noted = changed(before, after, described_as=seen.description)
        await told(of, "change_spending", noted, by, at)


async def remove_spending(
    spending_id: UUID, form: Removal, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take spending away; the trail keeps what it was."""
    async with DATABASE.transaction():
        seen = await spending(spending_id, by=by)
        of, _ = await kept(seen.agreement_id, "remove_spending", by)
        row = await gone(Spending, spending_id, form, unread)
        was = {**were(row, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
        await told(of, "remove_spending", was, by, at)


async def _right(
    agreement_id: UUID, region: RegionSeen, form: SpendingForm, by: Actor, at: datetime,
    unread: Unread,
) -> None:  # fmt: skip
    """Raise every complaint; the goal that is chosen stays there until the transaction ends."""
    offered = await choices(agreement_id, region, by=by)
    commitments, goals = dict(offered.commitments), dict(offered.goals)
    complain(spending_complaints(form, commitments, goals, day(at)), unread)
    if form.aim_id is not None:
        await lock(Aim, form.aim_id)


def _spent(form: SpendingForm) -> dict[str, Any]:
    return {
        "year": form.year, "description": form.description.strip(), "committed": form.committed,
        "spent": form.spent, "on_date": form.on_date, "commitment": form.commitment_id,
        "aim": form.aim_id,
    }  # fmt: skip


async def _named(spending_id: UUID, values: Row, by: Actor) -> dict[str, Any]:
    """What was written, with the titles of commitment and goal in place of their ids."""
    seen = await spending(spending_id, by=by)
    return {**were(values, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
