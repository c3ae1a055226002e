"""The redline: all accepted is the new version, all rejected the old one, by another's hand."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import rdocx
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.builders.versions import versions

from governance.documents.blocks import Contents, Document
from governance.documents.docx import write_docx
from governance.documents.numbering import contents
from governance.documents.redline import write_redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHO = {"author": "Regiobureau", "moment": "2026-03-02T10:00:00Z"}


def root(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def look(run: etree._Element) -> str:
    of = run.find(f"{W}rPr")
    return "" if of is None else " ".join(f"{one.tag}{dict(one.attrib)}" for one in of)


def paragraph(of: etree._Element) -> tuple[Any, ...]:
    """Its style, level, side, and what it says in which look."""
    said: list[list[str]] = []
    for one in of.iter(f"{W}t", f"{W}br", f"{W}drawing", f"{W}tab"):
        text = one.text or "" if one.tag == f"{W}t" else f"<{one.tag}>"
        seen = look(one.getparent()) if text else ""
        if said and text and said[-1][0] == seen:
            said[-1][1] += text
        elif text:
            said.append([seen, text])
    properties = of.find(f"{W}pPr")
    kinds = ("pStyle", "keepNext", "jc", "numPr/{w}ilvl")
    found = [
        None if properties is None else properties.find(f"{W}{kind.format(w=W)}") for kind in kinds
    ]
    values = [None if one is None else one.get(f"{W}val", "on") for one in found]
    return (*values, said)


def structure(of: etree._Element) -> list[Any]:
    """Paragraphs, and tables row by row, cell by cell."""
    found: list[Any] = []
    for one in of:
        if one.tag == f"{W}p":
            found.append(paragraph(one))
        elif one.tag == f"{W}tbl":
            rows = one.findall(f"{W}tr")
            found.append([[structure(cell) for cell in row.findall(f"{W}tc")] for row in rows])
    return found


def body(content: bytes) -> list[Any]:
    return structure(root(content)[0])


def fields(content: bytes) -> list[str]:
    """What makes fields, in order."""
    found = root(content).iter(f"{W}fldChar", f"{W}instrText")
    return [f"{one.get(f'{W}fldCharType')}{one.text}" for one in found]


def accepted(content: bytes) -> bytes:
    opened = rdocx.Document.from_bytes(content)
    opened.accept_all()
    return bytes(opened.to_bytes())


def rejected(content: bytes) -> bytes:
    opened = rdocx.Document.from_bytes(content)
    opened.reject_all()
    return bytes(opened.to_bytes())


def bookmarks(content: bytes) -> list[str]:
    return [one.get(f"{W}name") or "" for one in root(content).iter(f"{W}bookmarkStart")]


def one_field(of: Document) -> bool:
    """Whether its contents can stay a field: one at most, of some lines, and not at the end."""
    found = [isinstance(block, Contents) for block in of.blocks]
    lines = len(list(contents(of)))
    return sum(found) < 2 and not (found and (found[-1] or lines == 1))


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(versions())
def test_all_accepted_is_the_new_version_and_all_rejected_the_old(
    pair: tuple[Document, Document],
) -> None:
    old, new = pair
    content = write_redline(old, new, **WHO)
    assert rdocx.validate_bytes(content).is_valid
    assert body(accepted(content)) == body(write_docx(new))
    assert body(rejected(content)) == body(write_docx(old))
    if all(one_field(of) for of in pair):
        assert fields(accepted(content)) == fields(write_docx(new))
        assert fields(rejected(content)) == fields(write_docx(old))
    numbers = [
        one.get(f"{W}id")
        for one in root(content).iter()
        if one.get(f"{W}id") and not str(one.tag).endswith("End")
    ]
    assert len(numbers) == len(set(numbers))
