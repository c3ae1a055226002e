"""Successors come into an agreement in force; and keep what their predecessors kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.tables import Agreement, Party
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import add, change, lock

Cause = tuple[str, UUID]
_THERE = "select id from party where agreement = $1 and organisation = $2"
_LAST = "select coalesce(max(position), 0) + 1 as next from party where agreement = $1"


async def take_part_through(
    party_id: UUID, to: UUID, *, by: Actor, at: datetime, cause: Cause
) -> UUID:
    """The entry by which a successor takes part, in the form of its predecessor: its own where
    it is a party already. What the predecessor decided and signed stays with its own entry."""
    was = await lock(Party, party_id)
    if was["joined_on"] and was["left_on"] is None:
        await change(Party, was, left_on=day(at))
    there = await DATABASE.fetch(_THERE, was["agreement"], to)
    if there:
        own: UUID = there[0]["id"]
        return own
    [last] = await DATABASE.fetch(_LAST, was["agreement"])
    made = await add(
        Party(
            agreement=was["agreement"],
            organisation=to,
            participation=was["participation"],
            acting_body=None,
            position=last["next"],
            joined_on=day(at) if was["joined_on"] else None,
        )
    )
    told = {"before": {"organisation": was["organisation"]}, "after": {"organisation": to}}
    on = ("agreement", was["agreement"])
    await record(to, "succeed_party", *on, told, by=by, at=at, cause=cause)
    return made


async def keep_agreement(
    agreement_id: UUID, to: UUID, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """A successor keeps an agreement that its predecessor kept."""
    row = await lock(Agreement, agreement_id)
    await change(Agreement, row, keeper=to)
    told = {"before": {"keeper": row["keeper"]}, "after": {"keeper": to}}
    await record(to, "carry_over", "agreement", agreement_id, told, by=by, at=at, cause=cause)
