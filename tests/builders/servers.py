"""The PostgreSQL server of a test run, which is thrown away after it and so need keep nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from governance.base.embedded import Embedded

MEMORY = Path("/dev/shm")  # noqa: S108  # files in memory, where the machine has them
ENOUGH = 1 << 30
"""Bytes that must be free there: a worker holds a few databases of 12 MB, and a few large ones."""
HASTY = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps a database whole when the power fails."""


def named(url: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def run(url: str, *statements: str) -> None:
    """Statements one by one, each outside of a transaction."""
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def short_folder(inside: Path | None = None) -> Iterator[Path]:
    """A folder with a short path, as a socket needs; pytest's own are too deep."""
    folder = Path(tempfile.mkdtemp(prefix="gov-", dir=inside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def server() -> Iterator[str]:
    """A server started, and the address of it for a role that may create databases.

    Its databases stand in memory where there is room: a copy of the template is a thousand
    files, which takes 25 ms there and 340 ms on a disk.
    """
    with short_folder() as folder:
        made = Embedded(folder)
        made.start()
        root = made.url("governance_root", "postgres")
        asyncio.run(run(root, *(f"alter system set {name} = off" for name in HASTY)))
        asyncio.run(run(root, "select pg_reload_conf()"))
        with _in_memory(made, root):
            yield made.owner_url
            made.stop()


@contextmanager
def _in_memory(made: Embedded, root: str) -> Iterator[None]:
    """What is created from here on stands in memory; the files go when the server has stopped."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH:
        yield
        return
    with short_folder(MEMORY) as space:
        if made.account is not None:
            os.chown(space, made.account.pw_uid, made.account.pw_gid)
        moved = "alter database template1 set tablespace memory"
        asyncio.run(run(root, f"create tablespace memory location '{space}'", moved))
        yield
