"""Withdrawing roles of a review, in the transaction that completes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from governance.audit.actions import hold
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Refused, complain
from governance.identity.reviewing.queries import LineShown
from governance.identity.reviewing.rules import NOT_YOURS, field_of
from governance.identity.roles.rules import HeldFor, Target, may_end
from governance.identity.roles.steps.actions import Row, ended, held_on, targets
from governance.identity.tokens.actions import withdraw_roles


async def withdrawn(
    rows: Iterable[Row], lines: Mapping[UUID, LineShown], *, by: Actor, at: datetime,
    cause: tuple[str, UUID],
) -> None:  # fmt: skip
    """End locked role assignments from today; each that cannot end is told, all at once.

    The rules of ending a role hold: somebody is left who administers. Those of a machine end as
    when its token is withdrawn.
    """
    ending, found, machines = list(rows), list[Complaint](), list[tuple[Row, Target]]()
    known = await targets(held for row in ending if (held := held_on(row)))
    of = {
        row["id"]: known.get(held_on(row) or row["id"], Target(HeldFor.SERVICE)) for row in ending
    }
    await hold(target.chain for target in of.values())
    for row in ending:
        field, about = field_of(row["id"]), lines[row["id"]].function
        target = of[row["id"]]
        if row["person"] != by.person_id and not may_end(RoleKind(row["kind"]), target, by):
            found.append(Complaint(field, NOT_YOURS, about=about))
            continue
        if lines[row["id"]].machine:
            machines.append((row, target))
            continue
        try:
            async with DATABASE.transaction():
                await ended(row, target, day(at), by=by, at=at, field=field, cause=cause)
        except Refused as refused:
            found += [replace(one, about=about) for one in refused.complaints]
    complain(found)
    await withdraw_roles(machines, by=by, at=at, cause=cause)
