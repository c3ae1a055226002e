"""What comparing two versions gives: sections and lines, each with what became of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from governance.documents.blocks import Runs, said
from governance.documents.comparing.told import Kind
from governance.documents.comparing.wording import Piece


class Change(StrEnum):
    """What became of a line or a section; ``LOOK`` is what says the same and looks different."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LOOK = "look"


class Place(Struct, frozen=True):
    """Where a line stands: the article (0 is none), its title, and the mark of the line."""

    number: int
    title: str
    mark: str


class Wording(Struct, frozen=True):
    """What a line, or one cell of a row, said and says."""

    old: Runs
    new: Runs
    pieces: tuple[Piece, ...]


class Line(Struct, frozen=True):
    """One paragraph, item or row in both versions.

    A line that moved stands where it came, with ``moved_from`` (its text may have changed too),
    and once more as removed where it left, with ``moved_to``.
    """

    change: Change
    kind: Kind
    level: int
    mark_old: str
    mark_new: str
    cells: tuple[Wording, ...]
    anchor: str = ""
    moved_from: Place | None = None
    moved_to: Place | None = None

    @property
    def old(self) -> str:
        """What it said."""
        return "\t".join(said(cell.old) for cell in self.cells)

    @property
    def new(self) -> str:
        """What it says."""
        return "\t".join(said(cell.new) for cell in self.cells)


class Section(Struct, frozen=True):
    """An article, a heading with what follows it, or what stands between, in both versions.

    ``old`` and ``new`` are its places in the two texts; it has none in a text it is not in.
    """

    change: Change
    kind: str
    title_old: str
    title_new: str
    number_old: int
    number_new: int
    lines: tuple[Line, ...]
    anchor: str = ""
    old: int | None = None
    new: int | None = None

    @property
    def differs(self) -> bool:
        """Whether anything of it changed."""
        return self.change is not Change.KEPT


class Comparison(Struct, frozen=True):
    """The sections of both versions in the order of the new one.

    What was left out stands where it stood; what moved stands where it came.
    """

    sections: tuple[Section, ...]

    @property
    def differs(self) -> bool:
        """Whether the versions differ at all."""
        return any(section.differs for section in self.sections)
