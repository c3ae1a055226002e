"""What is handed in to give a role, to end one, and to let somebody stand in."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.actor import RoleKind
from governance.base.version import Seen

Words = Annotated[str, Meta(max_length=200)]


class RoleForm(Struct, frozen=True, rename="camel"):
    """A role for somebody. ``for_id``: the organisation, committee or region, or nothing for the
    whole service. ``holder_function``: the function that fills it, where it follows a filling."""

    kind: RoleKind
    valid_from: date
    for_id: UUID | None = None
    valid_until: date | None = None
    holder_function: Words = ""


class EndForm(Struct, frozen=True, rename="camel"):
    """From when a role does not hold any more. ``end_filling``: the function is not filled either;
    ``version`` is the role's as it was seen."""

    valid_until: date
    end_filling: bool = False
    version: Seen = None


class StandInForm(Struct, frozen=True, rename="camel"):
    """Who stands in for the holder of a role, and when."""

    person_id: UUID
    valid_from: date
    valid_until: date
