"""The delays of a line that were accepted; the caller has seen that the reader sees all of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.base.views import fetch


class DelayView(Struct, frozen=True, rename="camel"):
    """A delay that was accepted ``until`` a day (not included), or ended earlier."""

    id: UUID
    accepted_at: datetime
    until: date
    reason: str
    decided_by_function: str
    ended_at: datetime | None
    why_ended: str


_DELAYS = """
select id, accepted_at, until, reason, decided_by_function, ended_at, why_ended
from accepted_delay where commitment_line = $1 order by accepted_at desc limit 100"""


async def delays_of(line_id: UUID) -> list[DelayView]:
    """The delays of a line that were accepted, the newest first: 1 query."""
    return await fetch(DelayView, _DELAYS, line_id)
