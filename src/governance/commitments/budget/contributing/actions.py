"""Adding, changing and removing contributions to the shared budget."""

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
from governance.commitments.budget.actions import gone, kept, told, were
from governance.commitments.budget.forms import ContributionChange, ContributionForm, Removal
from governance.commitments.budget.offering.queries import choices
from governance.commitments.budget.queries import contribution
from governance.commitments.budget.rules import contribution_complaints, paying_complaints
from governance.commitments.budget.tables import Contribution
from governance.commitments.warning.rules import case_data

_TAKEN = "select party from contribution where agreement = $1 and year = $2"
_PAYING = ("agreed", "paid", "paid_on", "note")


async def add_contribution(
    agreement_id: UUID, form: ContributionForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note what a party contributes in a year, once for each party."""
    async with DATABASE.transaction():
        of, _ = await kept(agreement_id, "add_contribution", by)
        rows = await DATABASE.fetch(_TAKEN, agreement_id, form.year)
        offered = dict((await choices(agreement_id, None, by=by)).parties)
        taken = {row["party"] for row in rows}
        wrong = contribution_complaints(form, offered, taken, day(at))
        complain([*wrong, *case_data(form)], unread)
        values = {"year": form.year, **_paying(form)}
        made = await add(Contribution(agreement=agreement_id, party=form.party_id, **values))
        party = offered[form.party_id] if form.party_id else ""
        await told(of, "add_contribution", {"party": party, **values}, by, at)
    return made


async def change_contribution(
    contribution_id: UUID, form: ContributionChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change what a party is to pay and what it has paid."""
    async with DATABASE.transaction():
        seen = await contribution(contribution_id, by=by)
        of, _ = await kept(seen.agreement_id, "change_contribution", by)
        row = await lock(Contribution, contribution_id)
        wrong = paying_complaints(form, day(at))
        complain([*wrong, *case_data(form, row.values())], unread)
        unchanged(row, form.version)
        values = _paying(form)
        noted = changed(row, values, party=seen.organisation, year=seen.year)
        if not noted["after"]:
            return
        await change(Contribution, row, **values)
        await told(of, "change_contribution", noted, by, at)


async def remove_contribution(
    contribution_id: UUID, form: Removal, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a contribution away; the trail keeps what it was."""
    async with DATABASE.transaction():
        seen = await contribution(contribution_id, by=by)
        of, _ = await kept(seen.agreement_id, "remove_contribution", by)
        row = await gone(Contribution, contribution_id, form, unread)
        was = {"party": seen.organisation, "year": seen.year, **were(row, _PAYING)}
        await told(of, "remove_contribution", was, by, at)


def _paying(form: ContributionForm | ContributionChange) -> dict[str, Any]:
    return {
        "agreed": form.agreed, "paid": form.paid, "paid_on": form.paid_on,
        "note": form.note.strip(),
    }  # fmt: skip
