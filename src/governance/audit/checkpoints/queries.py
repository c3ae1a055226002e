"""Reading checkpoints, for the service itself: those that were kept, and keys and files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from governance.audit.checkpoints.rules import (
    Checkpoint,
    HeadThen,
    SignedCheckpoint,
    private_key,
    public_key,
    read_checkpoint,
)
from governance.base.database import DATABASE
from governance.base.errors import N_, Unusable

_HEADS = "select id as organisation, number, hash from trail_head where number > 0 order by id"
_KEPT = "select at, heads, hash, previous_hash, signature from trail_checkpoint order by at"
_LAST = f"{_KEPT} desc limit 1"
_COMPARED = """
select c.organisation, c.number, e.id as entry_id, e.at, e.hash is not distinct from c.hash as same
from unnest($1::uuid[], $2::bigint[], $3::text[]) as c (organisation, number, hash)
left join trail_entry e on e.organisation_id = c.organisation and e.number = c.number
order by c.organisation
"""


def _made(row: Any) -> SignedCheckpoint:
    heads = msgspec.json.decode(row["heads"], type=tuple[HeadThen, ...])
    checkpoint = Checkpoint(row["at"], row["previous_hash"], heads)
    return SignedCheckpoint(checkpoint, row["hash"], row["signature"])


async def heads_now() -> tuple[HeadThen, ...]:
    """The end of every chain, for the service itself."""
    return tuple(HeadThen(**row) for row in await DATABASE.fetch(_HEADS))


async def last_kept() -> SignedCheckpoint | None:
    """The newest checkpoint of the database, for the service itself."""
    rows = await DATABASE.fetch(_LAST)
    return _made(rows[0]) if rows else None


async def every_kept() -> AsyncIterator[SignedCheckpoint]:
    """The checkpoints of the database, oldest first, one by one. In a transaction."""
    async for row in DATABASE.stream(_KEPT):
        yield _made(row)


async def compared(checkpoint: Checkpoint, only: UUID | None = None) -> list[Any]:
    """Per head of a checkpoint the entry that stands there now, and whether it is the same."""
    heads = [h for h in checkpoint.heads if only in (None, h.organisation)]
    columns = [[getattr(h, name) for h in heads] for name in HeadThen.__struct_fields__]
    return await DATABASE.fetch(_COMPARED, *columns)


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The private key of a file; raises ``Unusable`` when there is none."""
    try:
        return private_key(_content(path))
    except ValueError:
        raise Unusable(N_("{file} holds no private key of Ed25519 in PEM."), file=path) from None


def verifying_key(path: Path) -> Ed25519PublicKey:
    """The public key of a file; raises ``Unusable`` when there is none."""
    try:
        return public_key(_content(path))
    except ValueError:
        raise Unusable(N_("{file} holds no public key of Ed25519 in PEM."), file=path) from None


def checkpoint_of(path: Path) -> SignedCheckpoint:
    """The checkpoint of a file; raises ``Unusable`` when it is none."""
    try:
        return read_checkpoint(_content(path))
    except ValueError:
        raise Unusable(N_("{file} is no checkpoint of the trail."), file=path) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(N_("{file} cannot be read."), file=path) from error
