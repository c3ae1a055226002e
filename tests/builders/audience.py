"""The audience of a line, chosen by the party that owes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.audience.actions import set_audience
from governance.commitments.audience.forms import AudienceForm
from governance.parties.rules import Audience

OWN, OFFICIALS, COMMITTEE, PUBLIC = Audience


async def shown_to(line: UUID, audience: Audience, by: Actor, at: datetime) -> None:
    """Choose who sees how a line stands, knowing what others have seen."""
    await set_audience(line, AudienceForm(audience, knowingly=True), by=by, at=at)
