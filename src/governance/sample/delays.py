"""A delay that the sample's committee accepts: of the first line that is late."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.clock import day
from governance.commitments.accepting.actions import accept_delay
from governance.commitments.accepting.forms import DelayForm
from governance.commitments.queries import lines
from governance.commitments.rules import Standing
from governance.library.promises import add_months
from governance.sample.region import Region
from governance.sample.words import words

_MONTHS = 3


async def held(agreement_id: UUID, region: Region, at: datetime) -> None:
    """Accept the delay of one line for three months."""
    by, today = region.secretary, day(at)
    shown = await lines(agreement_id, by=by, today=today)
    late = next(line for line in shown if line.standing == Standing.LATE)
    said, until = words(), add_months(today, _MONTHS)
    form = DelayForm(said.accepted_delay, said.adopted_by, until)
    await accept_delay(late.id, form, by=by, at=at)
