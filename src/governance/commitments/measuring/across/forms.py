"""What is handed in of an indicator that counts towards one of another agreement."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen


class CountingForm(Struct, frozen=True, rename="camel", kw_only=True):
    """The indicator that this one counts towards from now on; none: towards no other."""

    towards_id: UUID | None = None
    version: Seen = None


class LettingGoForm(Struct, frozen=True, rename="camel", kw_only=True):
    """The indicator of another agreement that is to count towards this one no more."""

    source_id: UUID
