"""What is handed in about files that came back, and of their proposals."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines


class HandInForm(Struct, frozen=True, rename="camel"):
    """A file that comes back: upon which version, and from which organisation.

    Left out, it is the version that was fixed last, and one's own organisation.
    """

    number: int | None = None
    organisation_id: UUID | None = None


class ChosenForm(Struct, frozen=True, rename="camel"):
    """The proposals that are accepted, or opened again."""

    chosen: list[UUID] = []


class DeclineForm(Struct, frozen=True, rename="camel"):
    """The proposals that are declined, and why."""

    reason: Lines = ""
    chosen: list[UUID] = []


class ChosenPage(Struct, frozen=True, rename="camel"):
    """What the page sends: the proposals that are ticked and what is done with them, or one that
    was declined and is opened again (``reopen``)."""

    act: str = ""
    reopen: UUID | None = None
    reason: Lines = ""
    chosen: list[UUID] = []


class Left(Struct, frozen=True, rename="camel"):
    """A proposal that could not be put into the text, and why (a message)."""

    id: UUID
    why: str


class Outcome(Struct, frozen=True, rename="camel"):
    """What came of accepting proposals: how many stand in the text now, and which do not."""

    accepted: int
    left: tuple[Left, ...] = ()
