"""Make our letters anew: each ``templates/documents/letters/*.txt`` as a Word template beside it.

Run ``python scripts/letters.py`` after a change in a text or in the house style. The words stand
in the texts, so that a change can be read; the looks are those of the house style. Fonts are not
embedded: seven letters would carry them seven times.

``# `` title, ``## `` heading, ``! `` lead, ``- `` item, ``1. `` numbered item, ``> `` note,
``| a | b |`` row of a table (``|=`` its head), a paragraph otherwise; ``\\`` ends a line in one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "templates" / "documents"
HOUSE, LETTERS = ROOT / "house.docx", ROOT / "letters"
WIDTH = 9070
STYLES = {
    "# ": "Title", "## ": "Heading1", "! ": "Lead", "- ": "Streep", "1. ": "Number", "> ": "Note",
}  # fmt: skip
LISTED = 4
NUMBER = (
    '<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="Opsomming nummer"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:numPr>'
    f'<w:ilvl w:val="0"/><w:numId w:val="{LISTED}"/></w:numPr><w:spacing w:before="0" '
    'w:after="60"/></w:pPr></w:style>'
)
LIST = (
    f'<w:abstractNum w:abstractNumId="{LISTED}"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Number"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/>'
    "</w:pPr></w:lvl></w:abstractNum>"
)
USED = f'<w:num w:numId="{LISTED}"><w:abstractNumId w:val="{LISTED}"/></w:num>'
BLANK = re.compile(r"(\[[^\]]+\])")


def run(said: str) -> str:
    """Text as runs; what stands in square brackets is still to be written, and marked."""
    made = ""
    for piece in filter(None, BLANK.split(said)):
        look = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>' if BLANK.fullmatch(piece) else ""
        made += f'<w:r>{look}<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t></w:r>'
    return made


def paragraph(said: str, style: str) -> str:
    """A paragraph in a style."""
    lines = "<w:r><w:br/></w:r>".join(run(line) for line in said.split("\n"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{lines}</w:p>'


def table(lines: list[str]) -> str:
    """Rows of a table; one with a head is headed there, another in its first column."""
    rows = [(line[1] == "=", line[2 if line[1] == "=" else 1 : -1].split(" | ")) for line in lines]
    rows = [(head, [one.strip(" |") for one in cells]) for head, cells in rows]
    headed, number = rows[0][0], len(rows[0][1])
    widths = [WIDTH // number] * number if headed else [2720, WIDTH - 2720]
    look = "0420" if headed else "0480"
    made = "".join(row(cells, widths, head, headed) for head, cells in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="House"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{int(headed)}" '
        f'w:lastRow="0" w:firstColumn="{int(not headed)}" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
        + paragraph("", "Quiet")
    )


def row(cells: list[str], widths: list[int], head: bool, headed: bool) -> str:
    """One row; an empty cell leaves room to write."""
    made = ""
    for at, (said, width) in enumerate(zip(cells, widths, strict=True)):
        style = "CellHead" if head or (not headed and at == 0) else "Cell"
        made += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        made += f"{paragraph(said, style)}</w:tc>"
    more = "<w:tblHeader/>" if head else ""
    more = more if all(cells) else '<w:trHeight w:val="620" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"


def body(text: str) -> Iterator[str]:
    """The body of a letter, of its text."""
    joined = re.sub(r" ?\\\n", "\x0b", text)
    lines = [line.replace("\x0b", "\n") for line in joined.split("\n") if line.strip()]
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            yield table(list(group))
            continue
        for line in group:
            sign = next((one for one in STYLES if line.startswith(one)), "")
            yield paragraph(line.removeprefix(sign), STYLES.get(sign, "Normal"))


def letter(text: str) -> bytes:
    """A letter as a Word template; the same text gives the same bytes."""
    with zipfile.ZipFile(HOUSE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts = {name: said for name, said in parts.items() if "font" not in name}
    for name, old, new in changes("".join(body(text))):
        whole = parts[name].decode()
        changed = re.sub(old, lambda _, new=new: new, whole, count=1, flags=re.DOTALL)
        if changed == whole:
            raise SystemExit(f"{name} of the house style has no {old}")
        parts[name] = changed.encode()
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return made.getvalue()


def changes(said: str) -> Iterator[tuple[str, str, str]]:
    """What of the house style is otherwise in a letter: part, what stood there, what comes."""
    yield "word/document.xml", r"(?<=<w:body>)<w:p>.*?</w:p>", said
    yield "word/header1.xml", r"\[\[short_title\]\]", "{{ short_title }}"
    yield "word/header1.xml", r"\[\[edition\]\]", "{{ dated }}"
    yield "word/styles.xml", r'(?=<w:style w:type="paragraph" w:styleId="Lead">)', NUMBER
    yield "word/numbering.xml", r'(?=<w:num w:numId="1">)', LIST
    yield "word/numbering.xml", r"(?=</w:numbering>)", USED
    yield "word/settings.xml", r"<w:embedTrueTypeFonts/>", ""
    yield "word/_rels/document.xml.rels", r"<Relationship [^>]*fontTable.xml\"/>", ""
    yield "[Content_Types].xml", r'<Override PartName="/word/fontTable.xml"[^>]*/>', ""


def main() -> None:
    """Write every letter."""
    for source in sorted(LETTERS.glob("*.txt")):
        source.with_suffix(".docx").write_bytes(letter(source.read_text("utf-8")))


if __name__ == "__main__":
    main()
