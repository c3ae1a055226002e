"""What one organisation owes, of all the agreements that somebody takes part in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.queries import LINES, LineShown, shown_line
from governance.commitments.sharing.queries import sees


async def owed_by(organisation_id: UUID, *, by: Actor, today: date) -> list[LineShown]:
    """Every commitment of an organisation and how it stands, of the agreements that the actor
    takes part in: 1 query."""
    rows = await DATABASE.fetch(LINES, *sees(by), None, None, organisation_id)
    return [shown_line(row, today) for row in rows]
