"""Letting calendar feeds show who goes on for an organisation that ends."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE

_FEEDS = """
update calendar_feed set organisation = $2, version = version + 1
where organisation = $1 and ended_at is null"""


async def carry_feeds(was: UUID, to: UUID) -> None:
    """A program that reads the calendar of who ends reads that of its successor, at the same
    address; it shows, as before, only what its person may see now. Within the act that moves
    the roles of these people."""
    await DATABASE.fetch(_FEEDS, was, to)
