"""Letting an accepted delay hold for who goes on for an organisation that ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.database import DATABASE
from governance.base.ids import new_id

_END = """
update accepted_delay set version = version + 1, ended_at = $2
where commitment_line = $1 and ended_at is null"""
_COPY = """
insert into accepted_delay (id, version, commitment_line, until, reason, decided_by_function,
                            accepted_at, why_ended)
select $3, 1, $2, until, reason, decided_by_function, accepted_at, '' from accepted_delay
where commitment_line = $1 and ended_at is null and until > $4::date"""


async def accept_as_before(source: UUID, line: UUID, *, at: datetime) -> None:
    """The delay that is accepted of the line that goes on holds at its successor, as decided.

    The columns of the line itself went on with it: 2 statements, within the act that moves it.
    """
    await DATABASE.fetch(_END, line, at)
    await DATABASE.fetch(_COPY, source, line, new_id(), at.date())
