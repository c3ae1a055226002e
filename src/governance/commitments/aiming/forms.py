"""What is handed in of a vision, a goal or a route."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.aiming.rules import AimKind
from governance.commitments.warning.forms import Asked

Text = Annotated[str, Meta(max_length=200)]
Long = Annotated[Lines, Meta(max_length=4000)]


class AimForm(Asked, frozen=True, rename="camel", kw_only=True):
    """A new one: a goal names its vision as ``parentId``, a route its goal."""

    kind: AimKind
    parent_id: UUID | None = None
    title: Text
    text: Long = ""


class AimChange(Asked, frozen=True, rename="camel", kw_only=True):
    """Its words as they are to be. Where it stands does not change."""

    title: Text
    text: Long = ""
    version: Seen = None


class AimRemoval(Struct, frozen=True, rename="camel", kw_only=True):
    """It is removed as it was seen."""

    version: Seen = None
