"""What is handed in of a reorganisation."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

Name = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=40)]
Key = Annotated[str, Meta(max_length=36)]
"""Of a successor: the id of an organisation, or ``new-0`` for the first new one."""


class NewForm(Struct, frozen=True, rename="camel"):
    """A successor that begins on the day; a row in which nothing stands is none."""

    name: Name = ""
    cbs_code: Code = ""


class ReorganisationForm(Struct, frozen=True, rename="camel"):
    """Who ends on a day and who goes on from then, and what the person chose.

    ``main``: by predecessor the successor at which its functions, roles, routes, offers and what
    it keeps go on. ``lines``: by open commitment who owes it from then on. Both are asked where
    there is more than one successor. ``keeps``: of functions that come together, by the key of
    the preview, which filling goes on. ``seen`` is that of the preview.
    """

    happens_on: date
    predecessors: list[UUID]
    successors: list[UUID] = []
    new: list[NewForm] = []
    main: dict[str, Key] = {}
    lines: dict[str, list[Key]] = {}
    keeps: dict[str, UUID] = {}
    seen: Annotated[str, Meta(max_length=64)] = ""
