"""Receiving a file of the service itself, with what is wrong with the form beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.errors import Refused, Unread, complain
from governance.base.settings import Settings
from governance.files.actions import Received, receive
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


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
