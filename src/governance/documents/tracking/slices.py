"""The main part of a Word file that we wrote, cut into paragraphs, tables, rows and cells. Pure.

It cuts only what our own writer made: no table in a table, one bookmark round the text of a
paragraph, text escaped. Bookmarks carry no number here; they get one when all is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from governance.documents.comparing.aligning import Part

_PARAGRAPH = re.compile(r"<w:p>(?:<w:pPr>(.*?)</w:pPr>)?(.*)</w:p>", re.DOTALL)
_FRAME = re.compile(
    r"(<w:bookmarkStart[^>]*>|<w:hyperlink[^>]*>|)(.*?)(<w:bookmarkEnd[^>]*>|</w:hyperlink>|)\Z",
    re.DOTALL,
)
_ROW = re.compile(r"<w:tr><w:trPr>(.*?)</w:trPr>(.*)</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(<w:tcPr>.*?</w:tcPr>)(.*)</w:tc>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"/>')
_NAME = re.compile(r'<w:bookmarkStart[^>]* w:name="(\w+)"/>')
_LINK = re.compile(r'<w:hyperlink w:anchor="(\w+)"')
_LIST = re.compile(r'<w:numId w:val="\d+"/>')
_TAG = re.compile(r"<[^>]*>")
_STYLED = '<w:p><w:pPr><w:pStyle w:val="'
_OPENING = {"Artikel", "Heading1", "Heading2", "Heading3", "TOCHeading", "Signer"}
_ALIKE = {"LidEnkel": "Lid", "Heading2": "Heading1", "Heading3": "Heading1"}
"""Styles that one paragraph may change between without being another."""


def names(xml: str) -> frozenset[str]:
    """The names of all bookmarks."""
    return frozenset(_NAME.findall(xml))


def _said(xml: str) -> str:
    return unescape(_TAG.sub("", xml.replace("<w:br/>", "\n"))).strip()


def _first(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml)
    return found.group(1) if found else ""


def _read(pattern: re.Pattern[str], xml: str) -> tuple[str, str]:
    found = pattern.fullmatch(xml)
    if found is None:
        raise ValueError(f"not written by us: {xml[:80]}")
    return found.group(1) or "", found.group(2)


class Paragraph:
    """One paragraph: its properties, the bookmark or link round its text, and its runs.

    It is read only where it must be: most paragraphs of two versions are the same.
    """

    def __init__(self, xml: str, before: Piece | None = None) -> None:
        self.xml = xml
        self.same = _LIST.sub("", xml) if "<w:numId" in xml else xml
        self.listed = xml.startswith(f"{_STYLED}TOC") and not self.is_a("TOCHeading")
        self._ends = isinstance(before, Paragraph) and before.listed and not self.listed

    def is_a(self, style: str) -> bool:
        """Whether it has this style."""
        return self.xml.startswith(f'{_STYLED}{style}"')

    @cached_property
    def _read(self) -> tuple[str, str]:
        return _read(_PARAGRAPH, self.xml)

    @cached_property
    def properties(self) -> str:
        """How it looks and is numbered."""
        return self._read[0]

    @cached_property
    def name(self) -> str:
        """The name of its bookmark."""
        return _first(_NAME, self._read[1])

    @cached_property
    def part(self) -> Part:
        """What it is known by; a line of the contents by what it points at."""
        properties, content = self._read
        style = _first(_STYLE, properties)
        link = _first(_LINK, content) if self.listed else ""
        anchor = f"toc {link}" if link else self.name
        opens = style in _OPENING or self._ends
        return Part(_ALIKE.get(style, style), anchor, _said(content), opens)

    @cached_property
    def frame(self) -> tuple[str, str, str]:
        """What stands before the runs, the runs, and what stands after them."""
        found = _FRAME.match(self._read[1])
        return (found.group(1), found.group(2), found.group(3)) if found else ("", "", "")

    def bare(self) -> Paragraph:
        """The same without bookmark or link."""
        return Paragraph(f"<w:p><w:pPr>{self.properties}</w:pPr>{self.frame[1]}</w:p>")


class Row:
    """One row: its properties and cells. A row of a signature is known by its label."""

    def __init__(self, xml: str, *, signed: bool) -> None:
        self.xml = self.same = xml
        self._signed = signed

    @cached_property
    def _read(self) -> tuple[str, str]:
        return _read(_ROW, self.xml)

    @property
    def properties(self) -> str:
        """Whether it is a head, and how high it is."""
        return self._read[0]

    @cached_property
    def name(self) -> str:
        """The name of its bookmark."""
        return _first(_NAME, self._read[1])

    @cached_property
    def part(self) -> Part:
        """What it is known by; rows of another number of cells are never the same."""
        properties, cells = self._read
        kind = f"{cells.count('<w:tc>')}{'head' if '<w:tblHeader/>' in properties else ''}"
        said = _said(cells.replace("</w:tc>", "\t"))
        anchor = said.partition("\t")[0] if self._signed else self.name
        return Part(kind, anchor and f"{kind} {anchor}", said)

    def cells(self) -> Iterator[tuple[str, list[Paragraph]]]:
        """Every cell: its properties and its paragraphs."""
        for cell in _each(self._read[1], "tc"):
            own, said = _read(_CELL, cell)
            yield own, [Paragraph(one) for one in _each(said, "p")]


class Table:
    """One table, with the empty paragraph that keeps it apart from what follows."""

    listed = False

    def __init__(self, xml: str, name: str, *, signed: bool) -> None:
        self.same, self.after, self.name = xml, "", name
        self._signed = signed

    @property
    def xml(self) -> str:
        """The table and what keeps it apart."""
        return self.same + self.after

    @property
    def head(self) -> str:
        """What stands before its rows."""
        return self.same.partition("<w:tr>")[0].removesuffix("</w:tbl>").removeprefix("<w:tbl>")

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows."""
        return [Row(one, signed=self._signed) for one in _each(self.same, "tr")]

    @cached_property
    def part(self) -> Part:
        """What it is known by; tables of another number of columns are never the same."""
        kind = f"{'signed' if self._signed else 'table'} {self.head.count('<w:gridCol ')}"
        said = " ".join(f"{row.name} {row.part.text}" for row in self.rows)
        return Part(kind, self.name and f"{kind} {self.name}", said)


Piece = Paragraph | Table


def _each(xml: str, tag: str) -> Iterator[str]:
    """Every element of one name that stands in the text, none in another of its name."""
    begin, end = f"<w:{tag}>", f"</w:{tag}>"
    place = xml.find(begin)
    while place >= 0:
        stop = xml.index(end, place) + len(end)
        yield xml[place:stop]
        place = xml.find(begin, stop)


def _pieces(body: str) -> Iterator[str]:
    """Paragraphs and tables in order; what is between tables has only paragraphs."""
    for stretch in body.split("</w:tbl>"):
        said, begun, table = stretch.partition("<w:tbl>")
        yield from _each(said, "p")
        if begun:
            yield f"<w:tbl>{table}</w:tbl>"


def cut(body: str) -> list[Piece]:
    """The paragraphs and tables of a body; its last paragraph stands by itself."""
    found: list[Piece] = []
    before: Piece | None = None
    pieces = list(_pieces(body))
    for place, piece in enumerate(pieces):
        if piece.startswith("<w:tbl>"):
            signed = isinstance(before, Paragraph) and before.is_a("Signer")
            name = before.name if before and signed else ""
            found.append(Table(piece, name, signed=signed))
        elif isinstance(before, Table) and not before.after and place < len(pieces) - 1:
            before.after = piece
        else:
            found.append(Paragraph(piece, before))
        before = found[-1]
    return found
