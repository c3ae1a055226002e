"""What is handed in of an ability."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.abilities.rules import AbilityKind
from governance.parties.rules import ExploitationForm, TargetGroup

Text = Annotated[str, Meta(max_length=200)]


class AbilityForm(Struct, frozen=True, rename="camel"):
    """What an organisation can or cannot; no target group means everybody, no form all forms."""

    kind: AbilityKind
    title: Text
    detail: Annotated[Lines, Meta(max_length=2000)] = ""
    basis: Text = ""
    target_groups: list[TargetGroup] = []
    exploitation: list[ExploitationForm] = []


class AbilityChange(Struct, frozen=True, rename="camel"):
    """An ability as it is to be."""

    kind: AbilityKind
    title: Text
    detail: Annotated[Lines, Meta(max_length=2000)] = ""
    basis: Text = ""
    target_groups: list[TargetGroup] = []
    exploitation: list[ExploitationForm] = []
    version: Seen = None


class AbilityRemoval(Struct, frozen=True, rename="camel"):
    """It is removed as it was seen."""

    version: Seen = None
