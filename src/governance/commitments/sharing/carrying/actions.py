"""Letting other parties see of a successor what was adopted of the line that goes on."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import encoded
from governance.commitments.sharing.queries import adopted_milestones

_COPY = """
insert into adopted_line (id, commitment_line, cause_id, latest, adopted_at, adopted_on, standing,
    state, words, reason, measure, planned_on, forecast_on, done_on, next_title, next_planned_on,
    next_forecast_on, milestones, audience)
select $3, $2, cause_id, true, adopted_at, adopted_on, standing, state, words, reason, measure,
    planned_on, forecast_on, done_on, next_title, next_planned_on, next_forecast_on, $4::jsonb,
    audience
from adopted_line s where s.commitment_line = $1 and s.latest and not exists (
    select from adopted_line x where x.commitment_line = $2 and x.latest)"""


async def share_as_before(source: UUID, line: UUID, milestones: Mapping[UUID, UUID]) -> None:
    """What was last adopted of a line is what others see of the line that goes on from it, with the
    audience of that day.

    ``milestones``: which milestone is which there. What was adopted of that line itself stays:
    2 statements, within the act that moves the line.
    """
    known = await adopted_milestones(source)
    there = [replace(one, id=milestones[old]) for old, one in known.items() if old in milestones]
    await DATABASE.fetch(_COPY, source, line, new_id(), encoded(there))
