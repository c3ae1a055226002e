"""The virus scanner: clamd, by its own protocol (INSTREAM), on a port or a socket."""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from typing import IO
from urllib.parse import urlsplit

import structlog

from governance.base.errors import Unavailable
from governance.base.failures import kind_of, places_of
from governance.files.rules import LATER

log = structlog.get_logger("governance.files")

REACH = 5.0
"""Seconds in which the scanner must take the connection."""
WHOLE = 120.0
"""Seconds in which it must have looked at the whole file."""
_PIECE = 65536
_END = struct.pack(">I", 0)


async def scan(address: str, file: IO[bytes]) -> str:
    """The name of what was found in a file, empty where it is clean.

    Raises :class:`Unavailable` where the scanner does not say so in words: no file passes
    because nobody looked.
    """
    try:
        async with asyncio.timeout(WHOLE):
            said = await _asked(address, file)
    except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError) as error:
        log.error("scanner unreachable", kind=kind_of(error), frames=places_of(error))
        raise Unavailable(LATER) from error
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    log.error("scanner did not scan", problem=said[:200])
    raise Unavailable(LATER)


async def _asked(address: str, file: IO[bytes]) -> str:
    """Send the file and give the answer as it came."""
    reader, writer = await _connected(address)
    try:
        # It stops listening to a file above its own limit, and says so first.
        with suppress(ConnectionError):
            await _send(writer, file)
        return (await reader.readuntil(b"\0")).rstrip(b"\0").decode("utf-8", "replace").strip()
    finally:
        writer.close()


async def _connected(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    place = urlsplit(address)
    async with asyncio.timeout(REACH):
        if place.scheme == "unix":
            return await asyncio.open_unix_connection(place.path)
        return await asyncio.open_connection(place.hostname, place.port)


async def _send(writer: asyncio.StreamWriter, file: IO[bytes]) -> None:
    file.seek(0)
    writer.write(b"zINSTREAM\0")
    while piece := file.read(_PIECE):
        writer.write(struct.pack(">I", len(piece)) + piece)
        await writer.drain()
    writer.write(_END)
    await writer.drain()
