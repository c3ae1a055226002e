"""Receiving a file of the service itself, with what is wrong with the form beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from piccolo.table import Table

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Refused, Unread, WrongState, complain
from governance.base.permissions import behalf
from governance.base.settings import Settings
from governance.base.views import add, change, lock, unchanged
from governance.exchange.receiving.rules import State
from governance.files.actions import Received, keep, receive
from governance.files.queries import Thing
from governance.files.rules import Kind
from governance.web.uploading import Upload


async def received(
    upload: Upload | None, wanted: Sequence[Kind], thing: Thing, *, settings: Settings, by: Actor,
    at: datetime, unread: Unread,
) -> tuple[Received, bytes]:  # fmt: skip
    """The file as it was examined, and all that it holds. Whether the actor may is asked before.

    Raises :class:`Refused` with what is wrong with it and with the form.
    """
    try:
        found = await receive(upload, wanted, SERVICE, thing, settings=settings, by=by, at=at)
    except Refused as refused:
        raise Refused([*refused.complaints, *unread]) from None
    complain(unread)
    return found, await asyncio.to_thread(_whole, upload.file) if upload else b""


async def kept(
    table: type[Table], found: Received, thing: Thing, by: Actor, at: datetime, **own: Any
) -> UUID:
    """Keep what is handed in with its file, of which nothing is decided yet; gives its id."""
    file = await keep(found, SERVICE, thing, by=by, at=at)
    return await add(
        table(
            id=thing[1],
            file=file,
            sha256=found.sha256,
            state=State.HANDED_IN,
            handed_in_at=at,
            handed_in_by=by.person_id,
            handed_in_by_function=behalf(by),
            ended_by_function="",
            **own,
        )
    )


async def put_aside(
    table: type[Table], thing: Thing, verb: str, ended: str, version: int | None,
    *, by: Actor, at: datetime, unread: Unread,
) -> None:  # fmt: skip
    """Do not take over what was handed in. Whether the actor may is asked before."""
    kind, row_id = thing
    async with DATABASE.transaction():
        row = await opened(table, row_id, verb, ended)
        complain((), unread)
        unchanged(row, version)
        await decided(table, row, State.PUT_ASIDE, by, at)
        await record(SERVICE, verb, kind, row_id, {"sha256": row["sha256"]}, by=by, at=at)


async def opened(table: type[Table], row_id: UUID, verb: str, ended: str) -> dict[str, Any]:
    """What was handed in, locked, of which nothing was decided; else it is told that it ended."""
    row = await lock(table, row_id)
    if row["state"] != State.HANDED_IN:
        raise WrongState(verb, row["state"], ended)
    return row


async def decided(
    table: type[Table], row: dict[str, Any], state: State, by: Actor, at: datetime, **more: Any
) -> None:
    """Note what was decided of what was handed in, by whom and when."""
    await change(
        table, row, state=state, ended_at=at, ended_by=by.person_id,
        ended_by_function=behalf(by), **more,
    )  # fmt: skip


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
