"""Taking the matrix out: that is noted in the trail of who does so."""

from __future__ import annotations

from datetime import datetime

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.queries import home_of


async def export_permissions(lines: int, *, by: Actor, at: datetime) -> None:
    """Note that somebody takes out who may do what, as a file of so many lines."""
    async with DATABASE.transaction():
        chain, noted = await home_of(by) or SERVICE, {"lines": lines}
        await record(chain, "export", "permissions", by.person_id, noted, by=by, at=at)
