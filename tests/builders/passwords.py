"""Hashes of passwords for tests: each password is hashed once a run, as that is made to be slow."""

from __future__ import annotations

from governance.identity.passwords import hash_password

_MADE: dict[str, str] = {}


async def hashed(password: str) -> str:
    """The hash of a password."""
    if password not in _MADE:
        _MADE[password] = await hash_password(password)
    return _MADE[password]
