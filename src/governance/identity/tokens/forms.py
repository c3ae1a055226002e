"""What is handed in to make an API token."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.actor import RoleKind
from governance.identity.tokens.rules import LONGEST_NAME


class TokenForm(Struct, frozen=True, rename="camel"):
    """A token with its roles. ``for_id``: the organisation, committee or region, or nothing for
    the whole service; ``valid_until``: the day on which it works no longer."""

    name: Annotated[str, Meta(max_length=LONGEST_NAME)]
    valid_until: date
    kinds: tuple[RoleKind, ...] = ()
    for_id: UUID | None = None
