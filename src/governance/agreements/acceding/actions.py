"""Letting a party come into an agreement in force. No role is asked: all parties consented."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.agreements.consenting.rules import Asked
from governance.agreements.rules import Participation
from governance.agreements.steps.actions import Cause, note
from governance.agreements.tables import Agreement, Party, PartyAuthority
from governance.agreements.taking_part.actions import join, leave
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, change, lock

_LAST = "select coalesce(max(position), 0) + 1 as next from party where agreement = $1"
_NAME = "select name, acting_body from organisation where id = $1"


async def come_in(
    agreement_id: UUID, organisation: UUID, asked: Asked, *, by: Actor, at: datetime, cause: Cause
) -> UUID:
    """An organisation becomes an acceding party: it decides and signs, and is bound from then on.

    One that took part in another form, as an adviser does, keeps its place. One that withdrew
    before comes in anew, beside what it was. Gives the party.
    """
    row = await lock(Agreement, agreement_id)
    there = await Party.select().where(
        (Party.agreement == agreement_id)
        & (Party.organisation == organisation)
        & Party.left_on.is_null()
    )
    [body] = await DATABASE.fetch(_NAME, organisation)
    if there:
        party = UUID(str(there[0]["id"]))
        await change(Party, there[0], participation=Participation.ACCEDING)
    else:
        [last] = await DATABASE.fetch(_LAST, agreement_id)
        party = await add(
            Party(
                agreement=agreement_id,
                organisation=organisation,
                participation=Participation.ACCEDING,
                acting_body=body["acting_body"],
                position=last["next"],
            )
        )
    await add(
        PartyAuthority(
            party=party,
            authority=asked.authority_id,
            represented_by_function=asked.represented_by_function,
            position=1,
        )
    )
    await note(row, "come_in", {"organisation": body["name"]}, by, at, cause=cause)
    return party


async def joined(
    agreement_id: UUID, party: UUID, name: str, on: date, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """From a day the agreement holds for a party that signed."""
    row = await lock(Agreement, agreement_id)
    await join(party, on)
    await note(row, "be_bound", {"organisation": name, "joined_on": on}, by, at, cause=cause)


async def left(
    agreement_id: UUID, party: UUID, name: str, on: date, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """From a day the agreement no longer holds for a party that withdrew."""
    row = await lock(Agreement, agreement_id)
    await leave(party, on)
    await note(row, "be_released", {"organisation": name, "left_on": on}, by, at, cause=cause)
