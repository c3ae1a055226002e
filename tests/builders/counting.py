"""How many queries a reading takes."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from governance.base.database import DATABASE

T = TypeVar("T")


async def counted(asked: Awaitable[T]) -> tuple[T, int]:
    """What was read, and how many queries that took."""
    before = DATABASE.queries
    found = await asked
    return found, DATABASE.queries - before
