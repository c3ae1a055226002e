"""Identity of rows: UUIDv7, made in Python, so that ids grow with time and leak no count."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh id for a row."""
    return UUID(int=uuid7().int)
