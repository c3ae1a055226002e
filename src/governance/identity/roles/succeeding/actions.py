"""Ending a role at an organisation that ends, and giving it for the successor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.base.views import change, lock
from governance.identity.roles.rules import HeldFor, Target
from governance.identity.roles.steps.actions import store
from governance.identity.roles.succeeding.queries import Holding
from governance.identity.tables import RoleAssignment

_SAME = """
select id from role_assignment where person = $1 and kind = $2 and organisation = $3
  and daterange(valid_from, valid_until) && daterange($4, $5) limit 1"""


async def carry_role(
    one: Holding, to: UUID | None, name: str, ends: date, *, filling: UUID | None,
    stands_in_for: UUID | None, by: Actor, at: datetime, cause: tuple[str, UUID],
) -> UUID | None:  # fmt: skip
    """End a role with its organisation, and give the same for a successor, ``to``; nowhere: it
    only ends. Who holds it there already keeps that. Gives the role that goes on."""
    row = await lock(RoleAssignment, one.id)
    if row["valid_from"] >= ends:
        return await _later(one, row, to, filling, by, at, cause)
    await change(RoleAssignment, row, valid_until=ends)
    told = {"person": one.person_id, "role": one.kind, "valid_until": ends}
    await record(one.organisation_id, "end_role", "role", one.id, told, by=by, at=at, cause=cause)
    if to is None:
        return None
    same = await DATABASE.fetch(_SAME, one.person_id, one.kind, to, ends, row["valid_until"])
    if same:
        held: UUID = same[0]["id"]
        return held
    return await store(
        one.person_id, RoleKind(one.kind), Target(HeldFor.ORGANISATION, to, to, name), ends,
        row["valid_until"], by=by, at=at, cause=cause, filling=filling,
        stands_in_for=stands_in_for, verb="stand_in" if stands_in_for else "give_role",
    )  # fmt: skip


async def _later(
    one: Holding, row: dict[str, Any], to: UUID | None, filling: UUID | None,
    by: Actor, at: datetime, cause: tuple[str, UUID],
) -> UUID:  # fmt: skip
    """A role that is still to begin begins at the successor."""
    if to is not None:
        await change(RoleAssignment, row, organisation=to, filling=filling)
        told = {"before": {"organisation": one.organisation_id}, "after": {"organisation": to}}
        await record(to, "carry_over", "role", one.id, told, by=by, at=at, cause=cause)
    return one.id
