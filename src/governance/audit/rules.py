"""What an entry of the trail is, and how entries hang together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

START = "0" * 64
"""What the first entry of a chain points back to."""


class Entry(Struct, frozen=True, kw_only=True):
    """One act: who (typed, and on whose behalf), what, on which thing, with which changes."""

    id: UUID
    organisation_id: UUID
    number: int
    at: datetime
    actor_id: UUID
    on_behalf_of: str
    verb: str
    kind: str
    thing_id: UUID
    changes: str
    audience: str
    cause_kind: str
    cause_id: UUID | None


def changes_as_text(changes: Mapping[str, Any]) -> str:
    """Changed fields as JSON with sorted names: the same changes give the same text."""
    return msgspec.json.encode(dict(changes), order="sorted").decode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def entry_hash(entry: Entry, previous: str) -> str:
    """SHA-256 over the previous hash and every field of the entry, each on a line by name."""
    lines = [f"{name}={_plain(getattr(entry, name))}" for name in entry.__struct_fields__]
    return hashlib.sha256("\n".join([previous, *lines]).encode()).hexdigest()
