"""The main part of a Word file that we wrote, cut into paragraphs, tables, rows and cells. Pure.

It cuts only what our own writer made: no table in a table, one bookmark round the text of a
paragraph, text escaped. Bookmarks carry no number here; they get one when all is put together.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape

from governance.documents.comparing.aligning import Part

_PIECE = re.compile(r"<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p>(?:<w:pPr>(.*?)</w:pPr>)?(.*?)</w:p>", re.DOTALL)
_FRAME = re.compile(
    r"(<w:bookmarkStart[^>]*>|<w:hyperlink[^>]*>|)(.*?)(<w:bookmarkEnd[^>]*>|</w:hyperlink>|)\Z",
    re.DOTALL,
)
_TABLE = re.compile(r"<w:tbl>(.*?</w:tblGrid>)(.*)</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr><w:trPr>(.*?)</w:trPr>(.*?)</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(<w:tcPr>.*?</w:tcPr>)(.*?)</w:tc>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"/>')
_NAME = re.compile(r'<w:bookmarkStart[^>]* w:name="(\w+)"/>')
_TAG = re.compile(r"<[^>]*>")
_NUMBERED = re.compile(r'(<w:bookmark(?:Start|End)) w:id="\d+"')
_LINK = re.compile(r'<w:hyperlink w:anchor="(\w+)"')
_SIGNER = "Signer"
_OPENING = {"Artikel", "Heading1", "Heading2", "Heading3", "TOCHeading", "Signer"}
_ALIKE = {"LidEnkel": "Lid", "Heading2": "Heading1", "Heading3": "Heading1"}
"""Styles that one paragraph may change between without being another."""


def unnumbered(xml: str) -> str:
    """Bookmarks without their numbers, so that what is the same looks the same."""
    return _NUMBERED.sub(r"\1", xml)


def names(xml: str) -> frozenset[str]:
    """The names of all bookmarks."""
    return frozenset(_NAME.findall(xml))


def _said(xml: str) -> str:
    return unescape(_TAG.sub("", xml.replace("<w:br/>", "\n"))).strip()


def _first(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml)
    return found.group(1) if found else ""


class Paragraph:
    """One paragraph: its properties, the bookmark or link round its text, and its runs."""

    def __init__(self, xml: str, before: Piece | None = None) -> None:
        self.xml = xml
        found = _PARAGRAPH.fullmatch(xml)
        if found is None:
            raise ValueError(f"not a paragraph of ours: {xml[:80]}")
        self.properties, self.content = found.group(1) or "", found.group(2)
        self.style = _first(_STYLE, self.properties)
        self.name = _first(_NAME, self.content)
        anchor = f"toc {_first(_LINK, self.content)}" if self.listed else self.name
        kind = _ALIKE.get(self.style, self.style)
        opens = self.style in _OPENING or (_listed(before) and not self.listed)
        self.part = Part(kind, anchor.removesuffix("toc "), _said(self.content), opens)

    @property
    def listed(self) -> bool:
        """Whether it is a line of a table of contents."""
        return self.style.startswith("TOC") and self.style != "TOCHeading"

    @cached_property
    def frame(self) -> tuple[str, str, str]:
        """What stands before the runs, the runs, and what stands after them."""
        found = _FRAME.match(self.content)
        return (found.group(1), found.group(2), found.group(3)) if found else ("", "", "")

    def bare(self) -> Paragraph:
        """The same without bookmark or link."""
        return Paragraph(f"<w:p><w:pPr>{self.properties}</w:pPr>{self.frame[1]}</w:p>")


class Row:
    """One row: its properties and cells. A row of a signature is known by its label."""

    def __init__(self, properties: str, cells: str, *, signed: bool) -> None:
        self.xml = f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
        self.properties = properties
        self._cells = cells
        self.name = _first(_NAME, cells)
        kind = f"{cells.count('<w:tc>')}{'head' if '<w:tblHeader/>' in properties else ''}"
        said = _said(cells.replace("</w:tc>", "\t"))
        anchor = said.partition("\t")[0] if signed else self.name
        self.part = Part(kind, anchor and f"{kind} {anchor}", said)

    def cells(self) -> list[tuple[str, list[Paragraph]]]:
        """Every cell: its properties and its paragraphs."""
        return [(of, _paragraphs(said)) for of, said in _CELL.findall(self._cells)]


class Table:
    """One table, with the empty paragraph that keeps it apart from what follows."""

    def __init__(self, xml: str, name: str, *, signed: bool) -> None:
        found = _TABLE.fullmatch(xml)
        if found is None:
            raise ValueError(f"not a table of ours: {xml[:80]}")
        self.own, self.after = xml, ""
        self.head, self.name = found.group(1), name
        self.rows = [Row(*row, signed=signed) for row in _ROW.findall(found.group(2))]
        said = " ".join(f"{row.name} {row.part.text}" for row in self.rows)
        kind = f"{'signed' if signed else 'table'} {self.head.count('<w:gridCol ')}"
        self.part = Part(kind, name and f"{kind} {name}", said)

    @property
    def xml(self) -> str:
        """The table and what keeps it apart."""
        return self.own + self.after


Piece = Paragraph | Table


def cut(body: str) -> list[Piece]:
    """The paragraphs and tables of a body; its last paragraph stands by itself."""
    found: list[Piece] = []
    pieces = _PIECE.findall(body)
    for place, piece in enumerate(pieces):
        before = found[-1] if found else None
        if piece.startswith("<w:tbl>"):
            signed = isinstance(before, Paragraph) and before.style == _SIGNER
            name = before.name if before and signed else ""
            found.append(Table(piece, name, signed=signed))
        elif isinstance(before, Table) and not before.after and place < len(pieces) - 1:
            before.after = piece
        else:
            found.append(Paragraph(piece, before))
    return found


def _listed(piece: Piece | None) -> bool:
    return isinstance(piece, Paragraph) and piece.listed


def _paragraphs(xml: str) -> list[Paragraph]:
    return [Paragraph(piece) for piece in _PIECE.findall(xml)]
