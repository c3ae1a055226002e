"""Through which authorities a party may act, and through which of them it is said to act. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import signs

Typed: TypeAlias = Any
"""A ``PartyRow``; the rules stand below the forms and know only their fields."""
Known: TypeAlias = Mapping[str, Sequence[Any]]
"""The authorities of the register (``AuthorityView``) by the id of their organisation."""


class Choice(Struct, frozen=True):
    """An authority through which a party may act; ``of``: the body that acts for the party,
    empty where the authority is the party's own."""

    id: UUID
    name: str
    represented_by_function: str
    of: str = ""


def choices(organisation: str, acting: str, known: Known, names: Mapping[str, str]) -> list[Choice]:
    """The authorities of an organisation, then those of the body that acts for it."""
    found = []
    for body in dict.fromkeys(of for of in (organisation, acting) if of):
        of = "" if body == organisation else names.get(body, "")
        found += [Choice(o.id, o.name, o.represented_by_function, of) for o in known.get(body, ())]
    return found


def ticked(row: Typed, may: Sequence[UUID]) -> list[UUID]:
    """Those among the authorities that a party ``may`` act through that are meant by a row.

    What was offered and is not ticked is not meant. What was not offered yet is meant of a
    party that signs: a new row, another organisation, another body that acts for it. Who says
    nothing of what was offered, and ticks some, means those.
    """
    chosen = {one for one in may if one in row.authorities}
    offered = row.offered or (may if chosen else ())
    new = {one for one in may if one not in offered} if signs(row.participation) else set()
    return [one for one in may if one in chosen | new]
