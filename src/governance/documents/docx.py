"""A document as WordprocessingML in the house style; the same tree gives the same bytes.

The tree is written by one compiled template. Word numbers articles, paragraphs and items
itself; every anchor becomes a hidden bookmark, which survives editing.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from jinja2 import Template

from governance.base.words import translate
from governance.documents import words
from governance.documents.blocks import Block, Document, Figure, Signature
from governance.documents.bookmarks import Bookmarks
from governance.documents.columns import widths
from governance.documents.fitting import author, legible, moment
from governance.documents.house import House, house
from governance.documents.numbering import contents
from governance.documents.pictures import Drawn, drawn
from governance.documents.templates import templates
from governance.documents.wordml import FILTERS, SIGNS, TONES, escaped

PARAGRAPHS = {"body": "Normal", "lead": "Lead", "note": "Note", "quiet": "Quiet"}


@cache
def _template() -> Template:
    environment = templates("documents", escapes=False)
    environment.filters.update(FILTERS)
    return environment.get_template("body.xml.j2")


def write_docx(document: Document, own: House | None = None) -> bytes:
    """The document as a ``.docx`` package, in a house style of its owner or else in ours."""
    return Paper(legible(document), own or house()).packed()


def part_hashes(docx: bytes) -> dict[str, str]:
    """SHA-256 of every part of a package: the same everywhere, however it was compressed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {n: hashlib.sha256(package.read(n)).hexdigest() for n in package.namelist()}


class Paper:
    """One document being written: its lists, bookmarks, tables and drawings are counted.

    ``beside`` is a paper whose package this one shares: it counts on from there, a drawing that
    is the same is used again, and an anchor has the same bookmark in both.
    """

    def __init__(self, document: Document, of: House, beside: Paper | None = None) -> None:
        self.document, self.house = document, of
        self.language = document.language[:2]
        self.marks: Bookmarks = type(beside.marks)(beside.marks) if beside else Bookmarks()
        self.lists: int = beside.lists if beside else 0
        self.drawn: dict[tuple[str, Figure], Drawn] = dict(beside.drawn) if beside else {}
        self.counts = {"table": 0, "figure": 0}
        self.figures = (b for b in document.blocks if isinstance(b, Figure))

    def packed(self) -> bytes:
        changed = {
            "word/document.xml": self.body().encode(),
            "docProps/core.xml": self._properties().encode(),
        }
        if self.lists:
            changed["word/numbering.xml"] = self._numbering().encode()
        if self.drawn:
            changed["word/_rels/document.xml.rels"] = self._relations().encode()
        for name in self.house.headers:
            changed[name] = self.header(name).encode()
        for name in self.house.footers:
            changed[name] = self.footer(name).encode()
        for one in self.drawn.values():
            changed |= {
                f"word/media/{one.name}.png": one.image,
                f"word/media/{one.name}.svg": one.source,
            }
        return self.house.packed(changed)

    @property
    def edition(self) -> str:
        """Version, and whether it is a draft."""
        said = translate(self.language, words.VERSION, version=self.document.version)
        return f"{translate(self.language, words.DRAFT)} · {said}" if self.document.draft else said

    def body(self) -> str:
        """The main part, as the template writes it."""
        safe = escaped(self.document)
        return _template().render(
            document=safe,
            edition=escape(self.edition, quote=False),
            blocks=list(_blocks(safe)),
            contents=list(contents(safe)),
            marks=self.marks,
            new_list=self._new_list,
            num=_number,
            named=self._named,
            drawing=self._drawing,
            widths_of=widths,
            section=self.house.section,
            signs=SIGNS,
            tones=TONES,
            paragraphs=PARAGRAPHS,
        )

    def _new_list(self) -> int:
        self.lists += 1
        return self.house.first_list + self.lists - 1

    def _named(self, kind: str) -> str:
        self.counts[kind] += 1
        message = words.TABLE if kind == "table" else words.FIGURE
        return translate(self.language, message, number=self.counts[kind])

    def _drawing(self) -> Drawn:
        """The next drawing, from the tree as it was: SVG is no text to be escaped."""
        title = translate(self.language, words.FIGURE, number=self.counts["figure"] + 1)
        figure = next(self.figures)
        if (title, figure) not in self.drawn:
            self.drawn[title, figure] = drawn(figure, len(self.drawn) + 1, title)
        return self.drawn[title, figure]

    def _numbering(self) -> str:
        """Every lettered list starts anew: a number of its own on the list of the house."""
        uses = "".join(
            f'<w:num w:numId="{self.house.first_list + n}">'
            f'<w:abstractNumId w:val="{self.house.lettered}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in range(self.lists)
        )
        return self.house.text("word/numbering.xml").replace(
            "</w:numbering>", f"{uses}</w:numbering>"
        )

    def _relations(self) -> str:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        added = "".join(
            f'<Relationship Id="{ident}" Type="{office}" Target="media/{one.name}.{kind}"/>'
            for one in self.drawn.values()
            for ident, kind in ((one.png, "png"), (one.svg, "svg"))
        )
        whole = self.house.text("word/_rels/document.xml.rels")
        return whole.replace("</Relationships>", f"{added}</Relationships>")

    def header(self, name: str) -> str:
        """A header of the house, with the title and edition of this document."""
        return self.placed(self.house.text(name))

    def placed(self, header: str) -> str:
        title = escape(self.document.short_title, quote=False)
        return header.replace("[[short_title]]", title).replace("[[edition]]", escape(self.edition))

    def footer(self, name: str) -> str:
        """A footer of the house; where it says the page as ours does, in the language of this."""
        said = self.house.text(name)
        ours, own = (
            [f">{escape(one, quote=False)}</w:t>" for one in _around(language)]
            for language in ("nl", self.language)
        )
        if all(one in said for one in ours):
            for one, other in zip(ours, own, strict=True):
                said = said.replace(one, other)
        return said

    def _properties(self) -> str:
        of = self.document
        told: dict[str, Any] = {
            "dc:title": of.title,
            "dc:subject": of.subject,
            "dc:creator": author(of),
            "cp:keywords": ", ".join(of.keywords),
            "dc:language": of.language,
            "cp:version": of.version,
        }
        fields = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in told.items() if v)
        dated = moment(of).isoformat(timespec="seconds").replace("+00:00", "Z")
        dates = "".join(
            f'<dcterms:{k} xsi:type="dcterms:W3CDTF">{dated}</dcterms:{k}>'
            for k in ("created", "modified")
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{fields}{dates}'
            "</cp:coreProperties>"
        )


def _around(language: str) -> list[str]:
    """What stands before the number of the page, and between it and how many there are."""
    return translate(language, words.PAGE, page="\0", pages="\0").split("\0")[:2]


def _blocks(of: Document) -> Iterator[tuple[str, Block, bool]]:
    """Every block with its kind, and whether it stays on one page with the next."""
    for block, after in zip(of.blocks, (*of.blocks, None)[1:], strict=True):
        yield type(block).__name__.lower(), block, isinstance(after, Signature)


def _number(number: int, level: int) -> str:
    """The numbering of one paragraph, where it is not that of its style."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
