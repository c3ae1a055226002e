"""Registers that were handed in, for who may take them over: what each would change, or did."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.exchange.importing.rules import Changes, changes
from governance.exchange.receiving.rules import State
from governance.exchange.registers.rules import Options, entries_of
from governance.files.queries import held, opened
from governance.parties.registering.planning.rules import Planner
from governance.parties.registering.queries import known
from governance.parties.registering.rules import Entries

PAGE_SIZE = 25
THING = "import"
"""The kind of thing that the file of a register is of, and what taking it over is the cause of."""


class ImportView(Struct, frozen=True, rename="camel"):
    """A register that was handed in. ``state``: handed_in, carried_out or put_aside; ``counts``:
    what it came to when it was taken over; ``size`` in bytes."""

    id: UUID
    version: int
    file_id: UUID
    name: str
    size: int
    sha256: str
    begins: date
    riec: bool
    state: str
    handed_in_at: datetime
    handed_in_by_function: str
    ended_at: datetime | None
    ended_by_function: str
    counts: dict[str, int]

    @property
    def waits(self) -> bool:
        """Whether it can still be taken over."""
        return self.state == State.HANDED_IN


class Imports(Struct, frozen=True, rename="camel"):
    """One page of registers that were handed in, the newest first; ``pages`` is at least 1."""

    imports: tuple[ImportView, ...]
    total: int
    page: int
    pages: int


_COLUMNS = """
select i.id, i.version, f.id as file_id, f.name, f.size, i.sha256, i.begins, i.riec, i.state,
       i.handed_in_at, i.handed_in_by_function, i.ended_at, i.ended_by_function, i.counts
from register_import i join stored_file f on f.id = i.file"""
_LISTED = f"{_COLUMNS} where $1 order by i.handed_in_at desc, i.id desc limit $2 offset $3"
_ONE = f"{_COLUMNS} where $1 and i.id = $2"
_TOTAL = "select count(*)::int as number from register_import where $1"


def visible_to(by: Actor) -> bool:
    """Who takes registers over sees all that were handed in; nobody else sees any."""
    return may(by, "register.import")


async def imports(by: Actor, *, page: int = 1) -> Imports:
    """One page of registers that were handed in: 2 queries. A page too far is the last."""
    if not visible_to(by):
        raise NotFound
    [counted] = await DATABASE.fetch(_TOTAL, visible_to(by))
    pages = max(1, -(-counted["number"] // PAGE_SIZE))
    number = min(max(1, page), pages)
    rows = await DATABASE.fetch(_LISTED, visible_to(by), PAGE_SIZE, (number - 1) * PAGE_SIZE)
    return Imports(tuple(map(_view, rows)), counted["number"], number, pages)


async def register_import(import_id: UUID, *, by: Actor) -> ImportView:
    """One register that was handed in: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_ONE, visible_to(by), import_id)
    if not rows:
        raise NotFound
    return _view(rows[0])


async def preview(import_id: UUID, *, by: Actor) -> Changes:
    """What taking a register over would change now: 7 queries. Nothing is changed.

    Raises :class:`Refused` where it does not fit any more with what is here now.
    """
    found, entries = await read_again(import_id, by=by)
    return await work_out(entries, found.begins)


async def work_out(entries: Entries, begins: date) -> Changes:
    """What taking entries over would change: 4 queries. Raises :class:`Refused`."""
    here = await known()
    return changes(Planner(entries, here, begins).plan(), here, begins)


async def read_again(import_id: UUID, *, by: Actor) -> tuple[ImportView, Entries]:
    """A register that was handed in with what its file says, proved by its hash: 3 queries."""
    found = await register_import(import_id, by=by)
    file = await held(found.file_id, (THING, import_id), by=by)
    with await opened(file, by=by) as spooled:
        options = Options(riec=found.riec)
        return found, await asyncio.to_thread(_entries, found.name, spooled, options)


def _entries(name: str, spooled: IO[bytes], options: Options) -> Entries:
    spooled.seek(0)
    return entries_of(name, spooled.read(), options)


def _view(row: Any) -> ImportView:
    values = dict(row)
    values["counts"] = msgspec.json.decode(values["counts"], type=dict[str, int])
    return ImportView(**values)
