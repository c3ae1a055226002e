"""What a returned file must say, found in another way than the service finds it.

A version to send out, the text of a file in which everything is accepted, and the text of a
version with proposals in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree
from tests.builders.returning import DOCUMENT, Edited, W, text_of, w

from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Signature,
    Table,
    runs,
)
from governance.documents.comparing.wording import Kept
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Proposal, Returned
from governance.documents.reading.returned import returned


def accepted(content: bytes) -> list[str]:
    """Every paragraph with text, and every row, of a file in which all changes are accepted."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
    for change in [e for e in body.iter(w("del"), w("moveFrom")) if len(e) or _holds(e)]:
        change.getparent().remove(change)
    for row in [r for r in body.iter(w("tr")) if r.find(f"{w('trPr')}/{w('del')}") is not None]:
        row.getparent().remove(row)
    found: list[str] = []
    said = ""
    for element in body:
        if element.tag == w("p"):
            said += text_of(element)
            marks = element.find(f"{w('pPr')}/{w('rPr')}")
            joins = marks is not None and any(
                marks.find(w(tag)) is not None for tag in ("del", "moveFrom")
            )
            if joins and element.getnext().tag == w("p"):
                continue
            found.append(said)
        elif element.tag == w("tbl"):
            rows = element.iter(w("tr"))
            found += ["\t".join(_cell(c) for c in row.findall(w("tc"))) for row in rows]
        said = ""
    return [text for text in found if text.strip()]


def _holds(change: Any) -> bool:
    return change.getparent().tag not in (w("rPr"), w("trPr"))


def _cell(cell: Any) -> str:
    return "\n".join(text_of(p) for p in cell.findall(w("p")))


def applied(base: Document, proposals: Iterable[Proposal]) -> list[str]:
    """The text of a version with proposals in it, by what each of them says."""
    lines, heads = _laid_out(write_docx(base))
    going = {p.anchor for p in proposals if p.found in (Found.REMOVED, Found.ROW_REMOVED)}
    moving = {p.anchor: p for p in proposals if p.found is Found.MOVED}
    for one in proposals:
        if one.found is Found.CHANGED:
            place = next(n for n, (anchor, _) in enumerate(lines) if anchor == one.anchor)
            cells = lines[place][1].split("\t")
            cells[one.cell] = new_text(one)
            lines[place] = (one.anchor, "\t".join(cells))
    texts = dict(lines)
    lines = [line for line in lines if line[0] not in going and line[0] not in moving]
    for one in proposals:
        if one.found in (Found.ADDED, Found.ROW_ADDED, Found.MOVED):
            anchors = [anchor for anchor, _ in lines]
            first = heads[one.table] if one.table else ""
            begun = one.after or first
            place = (anchors.index(begun) + 1 if begun else 0) + one.order
            moved = one.found is Found.MOVED
            lines.insert(place, (one.anchor, texts[one.anchor] if moved else new_text(one)))
    return [text for _, text in lines if text.strip()]


def old_text(one: Proposal) -> str:
    return "".join(m.text for m in one.marks if m.kept is not Kept.NEW)


def new_text(one: Proposal) -> str:
    return "".join(m.text for m in one.marks if m.kept is not Kept.OLD)


def _laid_out(content: bytes) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Every paragraph and row with the anchor that its bookmark gives.

    And for each row with an anchor the name that the head of its table is given here.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
    found, heads = [], {}
    for line in body.xpath("w:p | w:tbl/w:tr", namespaces={"w": W}):
        name = next((b.get(w("name")) for b in line.iter(w("bookmarkStart"))), "_")
        row = line.tag == w("tr")
        text = "\t".join(_cell(c) for c in line.findall(w("tc"))) if row else text_of(line)
        anchor = name[1:].replace("_", "-")
        if row and line.find(f".//{w('tblHeader')}") is not None:
            head = anchor = f"head of table {len(found)}"
        elif row and anchor:
            heads[anchor] = head
        found.append((anchor, text))
    return found, heads


def agreement(articles: int = 6) -> Document:
    """Articles of three paragraphs with two items each, a table and one who signs."""
    blocks = []
    for n in range(1, articles + 1):
        items = tuple(ListItem(runs(f"onderdeel {x} van {n};"), f"a{n}-3-{x}") for x in "ab")
        clauses = (
            Clause(runs(f"Partijen {n} komen ieder kwartaal bijeen."), f"a{n}-1"),
            Clause(runs(f"Het college van {n} meldt nieuwe signalen aan de regio."), f"a{n}-2"),
            Clause(runs(f"De regio zorgt in {n} voor:"), f"a{n}-3", items),
        )
        blocks.append(Article(f"Samenwerking {n}", clauses, f"a{n}"))
    rows = tuple(
        Row((Cell(runs(f"gemeente {n}")), Cell(runs(f"{n} duizend euro"))), f"r{n}")
        for n in range(1, articles * 2 + 1)
    )
    return Document(
        "Samenwerking tegen uitbuiting",
        "Samenwerking",
        "3",
        "2026-03-02T10:00:00Z",
        (
            Heading("De overeenkomst", 1, "begin"),
            Paragraph(runs("Partijen spreken af:"), anchor="aanhef"),
            *blocks,
            Table("Bijdragen", (Column("Gemeente"), Column("Bijdrage")), rows),
            Heading("Ondertekening", 1, "slot"),
            Signature("Gemeente Noordstad", (("Naam", ""), ("Datum", "")), "teken-1"),
        ),
    )


def only(desk: Edited, base: Document) -> Proposal:
    """The one proposal of a file, in which nothing is without a place."""
    told = returned(desk.content(), base)
    assert told.unplaced == ()
    (one,) = told.proposals
    return one


def facts(told: Returned) -> list[tuple[Found, str, str]]:
    return [(one.found, one.anchor, new_text(one)) for one in told.proposals]
