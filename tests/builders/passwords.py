"""Hashes of passwords for tests: each password is hashed once a run, as that is made to be slow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from governance.identity.passwords import hash_password, outgrown

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Of the same kind, by a hundredth of the work: for tests that sign in to do something else."""
_MADE: dict[str, str] = {}


async def hashed(password: str) -> str:
    """The hash of a password."""
    if password not in _MADE or outgrown(_MADE[password]):
        _MADE[password] = await hash_password(password)
    return _MADE[password]


@contextmanager
def hashed_by(hasher: PasswordHasher) -> Iterator[None]:
    """Passwords are hashed and looked at with other parameters than those of the service."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("governance.identity.passwords._HASHER", hasher)
        yield
