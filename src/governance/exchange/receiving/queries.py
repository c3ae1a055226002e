"""What was handed in, as lists and pages of it show it, and its file read once more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import IO, TypeVar
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.exchange.receiving.rules import State
from governance.files.queries import Thing, held, opened

T = TypeVar("T")
PAGE_SIZE = 25
COLUMNS = """i.id, i.version, f.id as file_id, f.name, f.size, i.sha256, i.state,
       i.handed_in_at, i.handed_in_by_function, i.ended_at, i.ended_by_function"""
"""Of a row ``i`` that was handed in and its file ``f``: the columns of :class:`HandedIn`."""


class HandedIn(Struct, frozen=True, rename="camel", kw_only=True):
    """A file that was handed in. ``state``: handed_in, carried_out or put_aside; ``size`` in
    bytes."""

    id: UUID
    version: int
    file_id: UUID
    name: str
    size: int
    sha256: str
    state: str
    handed_in_at: datetime
    handed_in_by_function: str
    ended_at: datetime | None
    ended_by_function: str

    @property
    def waits(self) -> bool:
        """Whether it can still be carried out."""
        return self.state == State.HANDED_IN


def paged(total: int, page: int) -> tuple[int, int, int]:
    """The page that is shown, how many there are, and where it starts; too far is the last."""
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, page), pages)
    return number, pages, (number - 1) * PAGE_SIZE


async def read_file(
    found: HandedIn, thing: Thing, read: Callable[[str, bytes], T], *, by: Actor
) -> T:
    """What the file of something handed in says, proved by its hash: 2 queries."""
    file = await held(found.file_id, thing, by=by)
    with await opened(file, by=by) as spooled:
        return await asyncio.to_thread(_read, found.name, spooled, read)


def _read(name: str, spooled: IO[bytes], read: Callable[[str, bytes], T]) -> T:
    spooled.seek(0)
    return read(name, spooled.read())
