"""``governance move-files`` and ``check-files``: where the bytes are, and whether all are there."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import NoReturn

import click

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.errors import N_, Unusable
from governance.base.settings import Settings, read
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.files.keeping.remote import STORE
from governance.files.moving.actions import move_files as moving
from governance.files.moving.queries import checked_files, orphans
from governance.migrations.runner import APP

NOWHERE = N_("There is no store to move files to: set GOVERNANCE_FILES.")
MOVED = N_("Files moved to the store: {number} ({size} kB)")
LEFT = N_("File {file} was left where it is: its bytes are not those of its hash")
MISSING = N_("File {file} is missing: {sha256}")
ALTERED = N_("File {file} is not as it was kept: {sha256}")
ORPHAN = N_("No file is recorded for the object {sha256}")
CHECKED = N_("Files checked: {number}, not right: {wrong}, objects without a file: {orphans}")


def _on_database(work: Callable[[], Awaitable[int]]) -> None:
    """Do the work with database and store open; ends with its code."""
    settings = read(os.environ)
    STORE.open(settings)
    if settings.database_url:
        _leave(asyncio.run(_with(settings.database_url, work)))
    server = Embedded(settings.data)
    try:
        server.start()
        code = asyncio.run(_with(server.app_url, work))
    finally:
        server.stop()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: a thread of the store that wakes while Python ends aborts the process, so
    that what went well would end with the code of a crash."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


async def _with(url: str, work: Callable[[], Awaitable[int]]) -> int:
    await DATABASE.start(url, server_settings={"role": APP})
    try:
        return await work()
    finally:
        await DATABASE.stop()


async def _move() -> int:
    number = size = code = 0
    async for one in moving():
        if one.sound:
            number, size = number + 1, size + one.size
        else:
            code = 1
            say(LEFT, file=str(one.id))
    say(MOVED, number=number, size=size // 1000)
    return code


async def _check() -> int:
    number = wrong = left = 0
    async for one in checked_files():
        number += 1
        if one.problem:
            wrong += 1
            message = MISSING if one.problem == "missing" else ALTERED
            say(message, file=str(one.id), sha256=one.sha256)
    async for sha256 in orphans(system_clock()):
        left += 1
        say(ORPHAN, sha256=sha256)
    say(CHECKED, number=number, wrong=wrong, orphans=left)
    return 1 if wrong else 0


@click.command(
    "move-files",
    cls=Helping,
    help=N_("Move the files that the database holds to the store that GOVERNANCE_FILES names."),
)
def move_files() -> None:
    """Move the files that the database holds to the store."""
    settings: Settings = read(os.environ)
    if not settings.files:
        raise Unusable(NOWHERE)
    _on_database(_move)


@click.command(
    "check-files",
    cls=Helping,
    help=N_("Check that every file is there as it was kept, and name what no file is recorded of."),
)
def check_files() -> None:
    """Check that every file is there as it was kept."""
    _on_database(_check)
