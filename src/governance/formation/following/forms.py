"""What is handed in about a succession."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen


class SuccessionForm(Struct, frozen=True, rename="camel"):
    """Which agreement a draft follows; empty: none."""

    predecessor_id: UUID | None = None
    version: Seen = None
