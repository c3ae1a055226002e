"""Registers that were handed in, for who may take them over: what each would change, or did."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.exchange.importing.rules import Changes, changes
from governance.exchange.receiving.queries import COLUMNS, PAGE_SIZE, HandedIn, paged, read_file
from governance.exchange.registers.rules import Options, entries_of
from governance.parties.registering.planning.rules import Planner
from governance.parties.registering.queries import known
from governance.parties.registering.rules import Entries

THING = "import"
"""The kind of thing that the file of a register is of, and what taking it over is the cause of."""


class ImportView(HandedIn, frozen=True, rename="camel", kw_only=True):
    """A register that was handed in. ``counts``: what it came to when it was taken over."""

    begins: date
    riec: bool
    counts: dict[str, int]


class Imports(Struct, frozen=True, rename="camel"):
    """One page of registers that were handed in, the newest first; ``pages`` is at least 1."""

    imports: tuple[ImportView, ...]
    total: int
    page: int
    pages: int


_COLUMNS = f"""
select {COLUMNS}, i.begins, i.riec, i.counts
from register_import i join stored_file f on f.id = i.file"""  # noqa: S608 - constant text
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
    number, pages, start = paged(counted["number"], page)
    rows = await DATABASE.fetch(_LISTED, visible_to(by), PAGE_SIZE, start)
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
    reading = partial(entries_of, options=Options(riec=found.riec))
    return found, await read_file(found, (THING, import_id), reading, by=by)


def _view(row: Any) -> ImportView:
    values = dict(row)
    values["counts"] = msgspec.json.decode(values["counts"], type=dict[str, int])
    return ImportView(**values)
