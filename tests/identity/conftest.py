"""Here passwords are hashed as the service hashes them, however long that takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from tests.builders.passwords import hashed_by


@pytest.fixture(scope="module", autouse=True)
def hashed_as_ever() -> Iterator[None]:
    with hashed_by(PasswordHasher()):
        yield
