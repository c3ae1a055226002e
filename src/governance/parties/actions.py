"""Filling a function of an organisation, and ending that; effects of a role that follows it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.views import add, change, lock
from governance.parties.asking.actions import fulfil
from governance.parties.tables import Filling


async def fill(
    organisation: UUID, function: str, holder_function: str, begins: date, ends: date | None,
    *, by: Actor, at: datetime, cause: tuple[str, UUID] | None,
) -> UUID:  # fmt: skip
    """Fill a function from a day; whether it is free then is for the caller to have asked."""
    made = await add(
        Filling(
            organisation=organisation,
            function=function,
            holder_function=holder_function,
            valid_from=begins,
            valid_until=ends,
        )
    )
    noted = {"function": function, "holder_function": holder_function, "valid_from": begins}
    noted |= {"valid_until": ends}
    await fulfil(organisation, function, by=by, at=at, cause=("filling", made))
    await record(organisation, "fill", "filling", made, noted, by=by, at=at, cause=cause)
    return made


async def end_filling(
    filling_id: UUID, ends: date, *, by: Actor, at: datetime, cause: tuple[str, UUID] | None
) -> None:
    """Let a function be filled no longer than until a day; one that ends earlier stays so, and
    one that began on that day or later was filled for its first day."""
    row = await lock(Filling, filling_id)
    if row["valid_until"] is not None and row["valid_until"] <= ends:
        return
    until = {"valid_until": max(ends, row["valid_from"] + timedelta(days=1))}
    await change(Filling, row, **until)
    noted = changed(row, until, function=row["function"])
    whose = row["provider"] or row["organisation"]
    await record(whose, "end_filling", "filling", filling_id, noted, by=by, at=at, cause=cause)


async def ask_again(
    filling_id: UUID, *, by: Actor, at: datetime, cause: tuple[str, UUID] | None
) -> None:
    """Note that it is to be confirmed again that a filling is right: what it rests on changed."""
    row = await lock(Filling, filling_id)
    await change(Filling, row, confirmed_on=None)
    noted = changed(row, {"confirmed_on": None}, function=row["function"])
    whose = row["provider"] or row["organisation"]
    await record(whose, "ask_again", "filling", filling_id, noted, by=by, at=at, cause=cause)
