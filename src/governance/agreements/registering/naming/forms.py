"""What is handed in about a name of a file that was read."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen


class NameForm(Struct, frozen=True, rename="camel"):
    """Which organisation a name is, or that it is left out: it is no party. Neither opens it
    again. ``version`` is the agreement's."""

    organisation_id: UUID | None = None
    left_out: bool = False
    version: Seen = None
