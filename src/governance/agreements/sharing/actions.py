"""Who keeps a draft shares it with the parties in it, and stops sharing it.

A party that is chosen sees nothing of a draft until then: who is asked may still change.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.steps.actions import note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.when.rules import IS_SHARED, NOT_SHARED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import WrongState
from governance.base.views import change


async def share_draft(agreement_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let everybody of the parties of a draft read it, from now on and as it changes."""
    await _set("share_draft", agreement_id, at, by, at)


async def stop_sharing(agreement_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let only who keeps a draft read it again."""
    await _set("stop_sharing", agreement_id, None, by, at)


async def _set(
    verb: str, agreement_id: UUID, value: datetime | None, by: Actor, at: datetime
) -> None:
    async with DATABASE.transaction():
        row = await stepping(agreement_id, verb, by)
        if (row["shared_at"] is None) == (value is None):
            raise WrongState(verb, row["state"], IS_SHARED if value else NOT_SHARED)
        await change(Agreement, row, shared_at=value)
        await note(row, verb, changed(row, {"shared_at": value}), by, at)
