"""The smallest pieces of WordprocessingML, of text that is escaped already.

They are filters of the template, since a filter is called at once and a macro is not: an
agreement has a thousand of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from governance.documents.blocks import Article, Cell, Document, Row, Run, Runs

SIGNS = {"plain": "", "good": "✓ ", "warning": "▲ ", "bad": "✗ ", "done": "● "}
TONES = {"plain": "", "good": "0B6B2F", "warning": "7A4B00", "bad": "A3121C", "done": "154273"}
_TEXT = '<w:r><w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_NOT_NAME = re.compile(r"[^0-9A-Za-z_]")
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Document)


def escaped(document: Document) -> Document:
    """The same tree with every text safe as content of XML.

    One replacement over the tree as JSON costs a tenth of escaping text by text: these three
    signs stand nowhere else in it. Quotes stay; see :func:`quoted` for attributes.
    """
    packed = _ENCODER.encode(document)
    if not any(sign in packed for sign in (b"&", b"<", b">")):
        return document
    for sign, entity in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;")):
        packed = packed.replace(sign, entity)
    return _DECODER.decode(packed)


def quoted(said: str) -> str:
    """Escaped text as the value of an attribute."""
    return said.replace('"', "&quot;")


def text(said: str) -> str:
    """A run of plain text."""
    return f"{_TEXT}{said}{_END}"


def runs(of: Runs) -> str:
    """Runs, each in its look."""
    return "".join([_run(one) for one in of])


def _run(one: Run, colour: str = "", bold: bool = False) -> str:
    if not (bold or colour or one.bold or one.italic or one.blank):
        return f"{_TEXT}{one.text}{_END}"
    look = "<w:b/><w:bCs/>" if bold or one.bold else ""
    look += "<w:i/><w:iCs/>" if one.italic else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += '<w:highlight w:val="yellow"/>' if one.blank else ""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{one.text}{_END}'


def bookmark_name(anchor: str) -> str:
    """Name of the bookmark of an anchor: hidden by its underscore, at most 40 characters."""
    name = "_" + _NOT_NAME.sub("_", anchor)
    if len(name) <= 40:
        return name
    return f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


def start(style: str, anchor: str, marks: Iterator[int], more: str = "") -> str:
    """A paragraph in a style begins; ``more`` are further properties, ``marks`` counts."""
    begun = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'
    if not anchor:
        return begun
    number, name = next(marks), bookmark_name(anchor)
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
    return begun + mark


def cell(one: Cell, width: int, align: str, head: bool) -> str:
    """A cell of a table: its sign and colour beside its words; a head of a row is bold."""
    side = "" if align == "start" else f'<w:jc w:val="{align}"/>'
    colour = TONES[one.tone]
    said = "".join([_run(part, colour, head) for part in one.runs])
    if colour:
        said = _run(Run(SIGNS[one.tone]), colour) + said
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="Cell"/>{side}</w:pPr>{said}</w:p></w:tc>'
    )


def row(of: Row, widths: list[int], aligns: list[str], row_heads: bool) -> str:
    """A row of a table, never split over two pages."""
    cells = [
        cell(one, widths[place], aligns[place], row_heads and place == 0)
        for place, one in enumerate(of.cells)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def clauses(of: Article, marks: Iterator[int]) -> str:
    """The paragraphs of an article with their items; a single one carries no number."""
    style = "Lid" if len(of.clauses) > 1 else "LidEnkel"
    said = []
    for one in of.clauses:
        said.append(f"{start(style, one.anchor, marks)}{runs(one.runs)}</w:p>")
        for item in one.items:
            said.append(f"{start('Onderdeel', item.anchor, marks)}{runs(item.runs)}</w:p>")
            said += [
                f"{start('Subonderdeel', below.anchor, marks)}{runs(below.runs)}</w:p>"
                for below in item.items
            ]
    return "".join(said)


def signed(label: str, value: str, last: bool) -> str:
    """One line of a signature; an empty value leaves room to write."""
    style = "SignLast" if last else "SignLine"
    room = "" if value else '<w:trHeight w:val="620" w:hRule="atLeast"/>'
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/></w:pPr>{text(said) if said else ""}</w:p></w:tc>'
        for width, said in ((2720, f"{label}:"), (6350, value))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{room}</w:trPr>{told}</w:tr>"


FILTERS = {
    "quoted": quoted,
    "text": text,
    "runs": runs,
    "start": start,
    "row": row,
    "clauses": clauses,
    "signed": signed,
}
"""The pieces by the names that the template calls them."""
