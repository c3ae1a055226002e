"""Who is asked about a gap. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct


class Whom(Struct, frozen=True, rename="camel"):
    """The organisation that is asked to fill a function somewhere, where that is another: who
    provided it there last, for that municipality or for a region of it."""

    id: UUID
    name: str


Chosen = Mapping[tuple[UUID, str], Whom]
"""By municipality and function."""
