"""What each change of the shared budget begins and ends with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import lock, unchanged
from governance.commitments.budget.forms import Removal
from governance.commitments.budget.queries import budget
from governance.commitments.budget.rules import NO_REGION, NOT_NOW
from governance.commitments.budget.tables import Contribution, Spending
from governance.commitments.features.queries import RegionSeen, region_of
from governance.commitments.features.rules import OFF
from governance.web.addresses import page

_GONE = {
    Contribution: "delete from contribution where id = $1",
    Spending: "delete from spending where id = $1",
}
Row: TypeAlias = Mapping[str, Any]


async def kept(agreement_id: UUID, verb: str, by: Actor) -> tuple[Row, RegionSeen]:
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


async def told(of: Row, verb: str, noted: Row, by: Actor, at: datetime) -> None:
    """Note it in the trail of the keeper, for all who take part in the agreement."""
    on = ("agreement", of["id"])
    await record(of["keeper"], verb, *on, noted, by=by, at=at, audience="committee")


async def gone(
    table: type[Contribution | Spending], one_id: UUID, form: Removal, unread: Unread
) -> Row:
    """Take out what the actor may take out, as it was seen; gives what it was."""
    row = await lock(table, one_id)
    complain((), unread)
    unchanged(row, form.version)
    await DATABASE.fetch(_GONE[table], one_id)
    return row


def were(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Some columns of a row, as the trail names them."""
    return {name: row[name] for name in names}
