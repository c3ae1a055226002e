"""What is typed of an article."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines


class PassageRow(Struct, frozen=True, rename="camel"):
    """One paragraph as it is typed; one without words is left out.

    ``key`` is what it was kept under, empty for a new one; ``form`` clause, item, dash, heading,
    row, plain or directive; ``when`` the condition under which it stands, empty: always.
    """

    form: str
    words: Lines = ""
    key: str = ""
    when: str = ""


class SectionForm(Struct, frozen=True, rename="camel"):
    """A section as it is typed. ``seen``: the mark of it that this was begun from.

    ``when``: the choice under which an article stands (``choice=option``), empty: always.
    """

    seen: str
    title: str = ""
    when: str = ""
    passages: list[PassageRow] = []


class SectionPage(SectionForm, frozen=True, rename="camel"):
    """A section as the page sends it: ``act`` saves it, or changes the rows that are typed
    (``add-3``, ``up-3``, ``down-3``, ``drop-3``) without saving."""

    act: str = "save"


class NewSectionForm(Struct, frozen=True, rename="camel"):
    """A new article or annex (``kind``), behind the section of that name."""

    kind: str
    title: str
    behind: str = ""


class SeenForm(Struct, frozen=True, rename="camel"):
    """A step upon a section, with the mark of it that was seen."""

    seen: str = ""


class OrderForm(Struct, frozen=True, rename="camel"):
    """Which way a section moves among those of its kind: ``up`` or ``down``.

    ``past``: the name of the section that it passes, as it was seen.
    """

    way: str
    past: str


class UndoForm(Struct, frozen=True, rename="camel"):
    """Which change of a section is undone: the last one, as it was seen. Without one: none was."""

    change: UUID | None = None
