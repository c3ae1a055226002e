"""Password hashes: Argon2id, slow on purpose, so off the event loop and few at a time."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER = PasswordHasher()
_AT_ONCE = asyncio.Semaphore(2)
_NOBODY = _HASHER.hash("nobody has this password")


async def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and salt."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_HASHER.hash, password)


async def matches(stored: str | None, password: str) -> bool:
    """Whether a password belongs to a hash; takes as long when there is no such person."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_verify, stored or _NOBODY, password, stored is not None)


def _verify(stored: str, password: str, known: bool) -> bool:
    try:
        _HASHER.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return known
