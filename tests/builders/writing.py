"""A pen for ordinary Word files: paragraphs, numbered lists, tables, footnotes, changes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

Form = tuple[str, str]
"""How one depth of a list counts, and what it writes: ("decimal", "%1.")."""


class Pen:
    """Writes a document from top to bottom."""

    def __init__(self) -> None:
        self.doc: Any = docx.Document()
        self._notes: list[str] = []
        self._known: dict[str, int] = {}

    def p(
        self, text: str = "", style: str | None = None, *, bold: bool = False,
        italic: bool = False, centred: bool = False, indent: float = 0,
    ) -> Any:  # fmt: skip
        """A paragraph; ``**words**`` in it are bold, ``\\n`` ends a line in it."""
        made = self.doc.add_paragraph(style=style)
        for at, piece in enumerate(text.split("**")):
            if piece:
                run = made.add_run(piece)
                run.bold = True if bold or at % 2 else None
                run.italic = True if italic else None
        if centred:
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if indent:
            made.paragraph_format.left_indent = Pt(indent)
        return made

    def lines(self, *texts: str, **look: Any) -> None:
        for text in texts:
            self.p(text, **look)

    def style(self, name: str, based_on: str) -> str:
        """A style of their own, based on another."""
        made = self.doc.styles.add_style(name, 1)
        made.base_style = self.doc.styles[based_on]
        return name

    def list(self, *forms: Form, styles: Sequence[str] = ()) -> int:
        """A list that Word numbers; ``styles`` are those of its depths."""
        numbering = self.doc.part.numbering_part.element
        kind = 900 + len(numbering.findall(qn("w:abstractNum")))
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            + (f'<w:pStyle w:val="{self._id(styles[at])}"/>' if at < len(styles) else "")
            + f'<w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text) in enumerate(forms)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(xml))
        made = self._num(kind)
        for at, name in enumerate(styles):
            self._numbered(self.doc.styles[name].element.get_or_add_pPr(), made, at)
        return made

    def once(self, text: str) -> int:
        """The list that writes this before figures; made where it is first asked."""
        if text not in self._known:
            self._known[text] = self.list(("decimal", text))
        return self._known[text]

    def afresh(self, name: str) -> int:
        """A list of figures that begins at one wherever its name is new."""
        if name not in self._known:
            self._known[name] = self.anew(self.once("%1. "))
        return self._known[name]

    def anew(self, of: int, depth: int = 0) -> int:
        """The same list that begins at one again."""
        kind = next(
            num.find(qn("w:abstractNumId")).get(qn("w:val"))
            for num in self.doc.part.numbering_part.element.findall(qn("w:num"))
            if num.get(qn("w:numId")) == str(of)
        )
        return self._num(
            kind,
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="1"/></w:lvlOverride>',
        )

    def _id(self, style: str) -> str:
        return str(self.doc.styles[style].style_id)

    def _num(self, kind: int, more: str = "") -> int:
        numbering = self.doc.part.numbering_part.element
        number = 900 + len(numbering.findall(qn("w:num")))
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{kind}"/>{more}</w:num>'
            )
        )
        return number

    def _numbered(self, properties: Any, number: int, depth: int) -> None:
        made = properties.get_or_add_numPr()
        made.get_or_add_ilvl().val = depth
        made.get_or_add_numId().val = number

    def item(self, text: str, number: int, depth: int = 0, **look: Any) -> Any:
        """A paragraph that Word numbers."""
        made = self.p(text, **look)
        self._numbered(made._p.get_or_add_pPr(), number, depth)
        return made

    def table(self, *rows: Sequence[str]) -> None:
        made = self.doc.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                first, *more = text.split("\n")
                cell.text = first
                for below in more:
                    cell.add_paragraph(below)

    def note(self, paragraph: Any, text: str) -> None:
        """A footnote at the end of a paragraph."""
        self._notes.append(text)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes)))
        paragraph.add_run()._r.append(reference)

    def change(self, paragraph: Any, deleted: str = "", inserted: str = "") -> None:
        """A tracked change at the end of a paragraph."""
        who = f'{nsdecls("w")} w:id="7" w:author="Regiobureau" w:date="2026-03-01T09:00:00Z"'
        if deleted:
            text = f'<w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r>'
            paragraph._p.append(parse_xml(f"<w:del {who}>{text}</w:del>"))
        if inserted:
            text = f'<w:r><w:t xml:space="preserve">{inserted}</w:t></w:r>'
            paragraph._p.append(parse_xml(f"<w:ins {who}>{text}</w:ins>"))

    def done(self) -> bytes:
        """The file."""
        made = io.BytesIO()
        self.doc.save(made)
        return self._with_notes(made.getvalue()) if self._notes else made.getvalue()

    def _with_notes(self, content: bytes) -> bytes:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._notes, 1)
        )
        separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        xml = f"<w:footnotes {nsdecls('w')}>{separator}{notes}</w:footnotes>"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        added = {
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdNotes" Type="{office}" Target="footnotes.xml"/>',
            ),
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>',
            ),
        }
        return repacked(content, added, {"word/footnotes.xml": xml})


def repacked(
    content: bytes, added: dict[str, tuple[str, str]], parts: dict[str, str | bytes]
) -> bytes:
    """A package with words added before others in its parts, and with other parts."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name in parts:
                continue
            data = old.read(name)
            if name in added:
                before, more = added[name]
                data = re.sub(before, more + before, data.decode("utf-8")).encode("utf-8")
            new.writestr(name, data)
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()
