"""Letting successors contribute what organisations that end were to contribute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import change
from governance.commitments.budget.tables import Contribution

_OPEN = """
select c.*, o.short_name as name, a.keeper from contribution c
join agreement a on a.id = c.agreement join party p on p.id = c.party
join organisation o on o.id = p.organisation
where c.party = $1 and c.year >= $2 order by c.id for update of c"""
_THERE = "select * from contribution where party = $1 and year = $2 for update"
_GONE = "delete from contribution where id = $1"


async def contribute_as_before(
    party: UUID, heir: UUID, year: int, *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """What a party was to pay from a calendar year on, the party that goes on for it pays.

    Where two come together in a year, their amounts in euros are added: the budget stays what it
    was. What was paid over years before stays with who paid it.
    """
    for row in [dict(one) for one in await DATABASE.fetch(_OPEN, party, year)]:
        name, keeper = row.pop("name"), row.pop("keeper")
        there = await DATABASE.fetch(_THERE, heir, row["year"])
        if there:
            await DATABASE.fetch(_GONE, row["id"])
            await change(Contribution, dict(there[0]), **_together(there[0], row))
        else:
            await change(Contribution, row, party=heir)
        told = {"party": name} | {one: row[one] for one in ("year", "agreed", "paid")}
        on = ("agreement", row["agreement"])
        await record(keeper, "carry_over", *on, told, by=by, at=at, cause=cause)


def _together(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    days = [row["paid_on"] for row in (one, other) if row["paid_on"]]
    notes = [row["note"] for row in (one, other) if row["note"]]
    return {
        "agreed": one["agreed"] + other["agreed"],
        "paid": one["paid"] + other["paid"],
        "paid_on": max(days, default=None),
        "note": "\n".join(dict.fromkeys(notes)),
    }
