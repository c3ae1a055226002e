"""Adding, changing and removing contributions to the shared budget, and spending of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, lock, unchanged
from governance.commitments.aiming.tables import Aim
from governance.commitments.budget.forms import (
    ContributionChange,
    ContributionForm,
    Removal,
    SpendingChange,
    SpendingForm,
)
from governance.commitments.budget.queries import budget, choices, contribution, spending
from governance.commitments.budget.rules import (
    NO_REGION,
    NOT_NOW,
    contribution_complaints,
    paying_complaints,
    spending_complaints,
)
from governance.commitments.budget.tables import Contribution, Spending
from governance.commitments.features.queries import RegionSeen, region_of
from governance.commitments.features.rules import OFF
from governance.web.addresses import page

_TAKEN = "select party from contribution where agreement = $1 and year = $2"
_GONE = {
    Contribution: "delete from contribution where id = $1",
    Spending: "delete from spending where id = $1",
}
Row = Mapping[str, Any]


async def _kept(agreement_id: UUID, verb: str, by: Actor) -> tuple[Row, RegionSeen]:
    """The agreement, locked, with its region, when the actor may keep its budget and it is used."""
    seen = await budget(agreement_id, 0, by=by)
    row = await lock(Agreement, agreement_id)
    entitled(by, TABLE["budget.keep"].who, keeper=row["keeper"])
    region = await region_of(agreement_id, by=by)
    if region is None:
        raise WrongState(verb, "off", NO_REGION)
    if not region.features.budget:
        raise WrongState(verb, "off", OFF, page("regions", region.id, "features"))
    if not seen.open:
        raise WrongState(verb, seen.agreement_state, NOT_NOW, page("agreements", agreement_id))
    return row, region


async def _told(of: Row, verb: str, told: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Note it in the trail of the keeper, for all who take part in the agreement."""
    on = ("agreement", of["id"])
    await record(of["keeper"], verb, *on, told, by=by, at=at, audience="committee")


async def add_contribution(
    agreement_id: UUID, form: ContributionForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note what a party contributes in a year, once for each party."""
    async with DATABASE.transaction():
        of, _ = await _kept(agreement_id, "add_contribution", by)
        rows = await DATABASE.fetch(_TAKEN, agreement_id, form.year)
        offered = dict((await choices(agreement_id, None, by=by)).parties)
        taken = {row["party"] for row in rows}
        complain(contribution_complaints(form, offered, taken, day(at)), unread)
        values = {"year": form.year, **_paying(form)}
        made = await add(Contribution(agreement=agreement_id, party=form.party_id, **values))
        told = {"party": offered[form.party_id] if form.party_id else "", **values}
        await _told(of, "add_contribution", told, by, at)
    return made


async def change_contribution(
    contribution_id: UUID, form: ContributionChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change what a party is to pay and what it has paid."""
    async with DATABASE.transaction():
        seen = await contribution(contribution_id, by=by)
        of, _ = await _kept(seen.agreement_id, "change_contribution", by)
        row = await lock(Contribution, contribution_id)
        complain(paying_complaints(form, day(at)), unread)
        unchanged(row, form.version)
        values = _paying(form)
        noted = changed(row, values, party=seen.organisation, year=seen.year)
        if not noted["after"]:
            return
        await change(Contribution, row, **values)
        await _told(of, "change_contribution", noted, by, at)


async def remove_contribution(
    contribution_id: UUID, form: Removal, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a contribution away; the trail keeps what it was."""
    async with DATABASE.transaction():
        seen = await contribution(contribution_id, by=by)
        of, _ = await _kept(seen.agreement_id, "remove_contribution", by)
        row = await lock(Contribution, contribution_id)
        complain((), unread)
        unchanged(row, form.version)
        await DATABASE.fetch(_GONE[Contribution], contribution_id)
        told = {"party": seen.organisation, "year": seen.year, **_were(row, _PAYING)}
        await _told(of, "remove_contribution", told, by, at)


async def add_spending(
    agreement_id: UUID, form: SpendingForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note what is committed and spent in a year."""
    async with DATABASE.transaction():
        of, region = await _kept(agreement_id, "add_spending", by)
        await _right(agreement_id, region, form, by, at, unread)
        values = _spent(form)
        made = await add(Spending(agreement=agreement_id, **values))
        await _told(of, "add_spending", await _named(made, values, by), by, at)
    return made


async def change_spending(
    spending_id: UUID, form: SpendingChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change what is committed and spent, and for what."""
    async with DATABASE.transaction():
        seen = await spending(spending_id, by=by)
        of, region = await _kept(seen.agreement_id, "change_spending", by)
        row = await lock(Spending, spending_id)
        await _right(seen.agreement_id, region, form, by, at, unread)
        unchanged(row, form.version)
        values = _spent(form)
        noted = changed(row, values)
        if not noted["after"]:
            return
        before = {**_were(row, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
        await change(Spending, row, **values)
        after = await _named(spending_id, values, by)
        told = changed(before, after, described_as=seen.description)
        await _told(of, "change_spending", told, by, at)


async def remove_spending(
    spending_id: UUID, form: Removal, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take spending away; the trail keeps what it was."""
    async with DATABASE.transaction():
        seen = await spending(spending_id, by=by)
        of, _ = await _kept(seen.agreement_id, "remove_spending", by)
        row = await lock(Spending, spending_id)
        complain((), unread)
        unchanged(row, form.version)
        await DATABASE.fetch(_GONE[Spending], spending_id)
        told = {**_were(row, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
        await _told(of, "remove_spending", told, by, at)


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


_PAYING = ("agreed", "paid", "paid_on", "note")
_SPENT = ("year", "description", "committed", "spent", "on_date")


def _were(row: Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _paying(form: ContributionForm | ContributionChange) -> dict[str, Any]:
    return {
        "agreed": form.agreed, "paid": form.paid, "paid_on": form.paid_on,
        "note": form.note.strip(),
    }  # fmt: skip


def _spent(form: SpendingForm) -> dict[str, Any]:
    return {
        "year": form.year, "description": form.description.strip(), "committed": form.committed,
        "spent": form.spent, "on_date": form.on_date, "commitment": form.commitment_id,
        "aim": form.aim_id,
    }  # fmt: skip


async def _named(spending_id: UUID, values: Row, by: Actor) -> dict[str, Any]:
    """What was written, with the titles of commitment and goal in place of their ids."""
    seen = await spending(spending_id, by=by)
    return {**_were(values, _SPENT), "commitment": seen.commitment, "goal": seen.aim}
