"""One version of a text as it is compared: its sections, and the lines of each."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from governance.documents.blocks import Runs, said
from governance.documents.comparing.aligning import Part


class Kind(StrEnum):
    """What a line is."""

    PROPERTY = "property"
    TITLE = "title"
    CLAUSE = "clause"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    LIST = "list"
    CAPTION = "caption"
    HEAD = "head"
    ROW = "row"
    SIGNER = "signer"
    SIGNED = "signed"
    FIGURE = "figure"
    KEY_FIGURES = "key_figures"
    CONTENTS = "contents"
    PAGE_BREAK = "page_break"


class Told(Struct, frozen=True):
    """One line of one version: its mark (1. or a.), what it says, and how it looks beyond that."""

    kind: Kind
    cells: tuple[Runs, ...]
    anchor: str = ""
    level: int = 0
    mark: str = ""
    look: str = ""

    @property
    def text(self) -> str:
        """What it says, its cells apart."""
        return "\t".join(map(said, self.cells))

    @property
    def same(self) -> Told:
        """What it is as a whole."""
        return self

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part(self.kind, self.anchor and f"{self.kind is Kind.ROW} {self.anchor}", self.text)


class Chapter(Struct, frozen=True):
    """One section of one version: an article, a heading with what follows, or what is between.

    Its first line is its title where it has one.
    """

    kind: str
    lines: tuple[Told, ...]
    number: int = 0
    anchor: str = ""

    @property
    def title(self) -> str:
        """Its title, or nothing."""
        titled = self.lines and self.lines[0].kind is Kind.TITLE
        return self.lines[0].text if titled else ""

    @property
    def same(self) -> tuple[str, tuple[Told, ...]]:
        """What it is as a whole, whatever its number."""
        return self.kind, self.lines

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part(self.kind, self.anchor, "\n".join(line.text for line in self.lines))
