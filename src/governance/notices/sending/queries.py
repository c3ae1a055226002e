"""What the sending has to know before it begins."""

from __future__ import annotations

from datetime import datetime

from governance.base.actor import Actor
from governance.base.database import DATABASE

_DUE = """
select exists (
    select from notice
    where state = 'waiting' and due_at <= $1 and useful_until > $1
      and (leased_until is null or leased_until <= $1)) as found
"""
_LEFT = """
select count(*) filter (where state = 'waiting')::int as waiting,
       count(*) filter (where state = 'failed')::int as failed
from notice where state in ('waiting', 'failed')
"""


async def is_due(*, by: Actor, at: datetime) -> bool:  # noqa: ARG001 - the service itself
    """Whether anything is to be sent now: 1 query, over an index of what waits."""
    [row] = await DATABASE.fetch(_DUE, at)
    return bool(row["found"])


async def left(*, by: Actor) -> tuple[int, int]:  # noqa: ARG001 - the service itself
    """How many messages wait and how many failed: 1 query."""
    [row] = await DATABASE.fetch(_LEFT)
    return row["waiting"], row["failed"]
