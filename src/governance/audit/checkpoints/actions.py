"""Making checkpoints: one a day by the service, and by hand."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.audit.actions import record
from governance.audit.checkpoints.queries import heads_now, last_kept
from governance.audit.checkpoints.rules import Checkpoint, SignedCheckpoint, new_key, signed
from governance.audit.rules import SERVICE, START, THE_SERVICE
from governance.audit.tables import TrailCheckpoint
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Unusable
from governance.base.places import why_unwritable
from governance.base.views import add, encoded

_LOCK = 7_261_404_212
"""Number of the advisory lock: one checkpoint at a time follows the one before."""
PRIVATE, PUBLIC = 0o600, 0o644


async def make_checkpoint(
    key: Ed25519PrivateKey, *, at: datetime, file: Path | None = None, folder: Path | None = None
) -> SignedCheckpoint:
    """Sign all heads as they are, keep that, and write it to a file or into a folder."""
    async with DATABASE.transaction():
        await DATABASE.fetch("select pg_advisory_xact_lock($1)", _LOCK)
        return await _make(key, await last_kept(), at, file, folder)


async def daily_checkpoint(
    key: Ed25519PrivateKey, *, at: datetime, folder: Path | None = None
) -> SignedCheckpoint | None:
    """The checkpoint of this legal day, unless any process made one already."""
    async with DATABASE.transaction():
        await DATABASE.fetch("select pg_advisory_xact_lock($1)", _LOCK)
        last = await last_kept()
        if last is not None and day(last.checkpoint.at) >= day(at):
            return None
        return await _make(key, last, at, None, folder)


async def _make(
    key: Ed25519PrivateKey,
    last: SignedCheckpoint | None,
    at: datetime,
    file: Path | None,
    folder: Path | None,
) -> SignedCheckpoint:
    # Never two at one moment: their order is that of their moments.
    moment = max(at, last.checkpoint.at + timedelta(microseconds=1)) if last else at
    made = signed(Checkpoint(moment, last.hash if last else START, await heads_now()), key)
    heads = encoded(made.checkpoint.heads)
    row = TrailCheckpoint(
        at=moment, heads=heads, hash=made.hash, previous_hash=made.checkpoint.previous,
        signature=made.signature,
    )  # fmt: skip
    noted = {"chains": len(made.checkpoint.heads), "hash": made.hash}
    kept = await add(row)
    await record(SERVICE, "make_checkpoint", "checkpoint", kept, noted, by=THE_SERVICE, at=at)
    # Last, yet before the commit: what could not be written is made anew later.
    name = f"checkpoint-{moment:%Y%m%dT%H%M%SZ}.json"
    for place in (file, folder / name if folder else None):
        if place is not None:
            write(place, made.as_file(), PUBLIC)
    return made


def make_key(path: Path) -> Path:
    """Write a fresh private key that only its owner reads, and beside it the public one.

    Gives the place of the public one. A file that is there already is never written over.
    """
    private, public = new_key()
    beside = path.with_name(f"{path.name}.pub")
    for place, content, mode in ((path, private, PRIVATE), (beside, public, PUBLIC)):
        try:
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
                out.write(content)
        except OSError as error:
            raise _unwritable(place, error) from error
    return beside


def write(path: Path, content: bytes, mode: int) -> None:
    """Write a file whole or not at all: it gets its name when all of it is on the disk.

    One that is there already is evidence, and stays.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    if path.exists():
        raise _unwritable(path, FileExistsError(errno.EEXIST, ""))
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> Unusable:
    why = why_unwritable(error)
    return Unusable(N_("{file} cannot be written: {reason}."), file=path, reason=why)
