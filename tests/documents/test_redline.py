"""The redline: all accepted is the new version, all rejected the old one, by another's hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import rdocx
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.builders.documents import whole
from tests.builders.examples import examples
from tests.builders.office import tracked
from tests.builders.versions import versions

from governance.documents.blocks import (
    Article,
    Block,
    Cell,
    Clause,
    Column,
    Contents,
    Document,
    Heading,
    List,
    ListItem,
    Row,
    Signature,
    Table,
    runs,
)
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


@settings(deadline=None, max_examples=examples(40), suppress_health_check=list(HealthCheck))
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
    in_order(root(content))
    numbers = [
        one.get(f"{W}id")
        for one in root(content).iter()
        if one.get(f"{W}id") and not str(one.tag).endswith("End")
    ]
    assert len(numbers) == len(set(numbers))


PARAGRAPH = ("pStyle", "keepNext", "numPr", "pBdr", "tabs", "jc", "rPr", "sectPr", "pPrChange")
RUN = (
    *("ins", "del", "moveFrom", "moveTo", "b", "bCs", "i", "iCs", "color", "sz", "szCs"),
    *("highlight", "rPrChange"),
)
ROW = ("cantSplit", "tblHeader", "trHeight", "ins", "del")


def in_order(of: etree._Element) -> None:
    """The order of elements that the schema of Word asks."""
    for tag, order in (("pPr", PARAGRAPH), ("rPr", RUN), ("trPr", ROW)):
        for one in of.iter(f"{W}{tag}"):
            places = [order.index(str(child.tag).removeprefix(W)) for child in one]
            assert places == sorted(set(places)), etree.tostring(one)


FIRST = Clause(runs("Partijen melden dit binnen een week."), "c1")
SECOND = Clause(runs("De gemeente betaalt de helft van de kosten."), "c2")
SIGNED = Signature("Gemeente Noord", (("Naam", ""), ("Datum", "")), "teken-1")


def of(*blocks: Block, **properties: Any) -> Document:
    return Document("Titel", "Titel", "1", "2026-03-02T10:00:00Z", blocks, **properties)


def redline(old: Document, new: Document, **more: Any) -> etree._Element:
    """The main part of a redline of which both ends were checked."""
    content = write_redline(old, new, **WHO, **more)
    assert body(accepted(content)) == body(write_docx(new))
    assert body(rejected(content)) == body(write_docx(old))
    found = root(content)
    in_order(found)
    return found


def said(of: etree._Element, tag: str) -> list[str]:
    """The texts of every change of one kind."""
    found = ("".join(one.itertext()) for one in of.iter(f"{W}{tag}"))
    return [text for text in found if text]


def test_a_changed_word_is_struck_and_the_new_one_stands_beside_it() -> None:
    new = Clause(runs("Partijen melden dit iedere maand."), "c1")
    found = redline(of(Article("A", (FIRST, SECOND), "a")), of(Article("A", (new, SECOND), "a")))
    assert (said(found, "del"), said(found, "ins")) == (["binnen een week"], ["iedere maand"])


def test_a_change_has_its_author_and_moment_by_the_anchor_of_its_part() -> None:
    new = Clause(runs("Partijen melden dit iedere maand."), "c1")
    rows = (Row((Cell(runs("een")),), "r1"), Row((Cell(runs("twee")),), "r2"))
    later = (rows[0], Row((Cell(runs("drie")),), "r2"))
    table = Table("Tabel", (Column("Kop"),), rows)
    filled = msgspec.structs.replace(SIGNED, lines=(("Naam", "de burgemeester"), ("Datum", "")))
    found = redline(
        of(Article("A", (FIRST, SECOND), "a"), table, SIGNED),
        of(Article("B", (new, SECOND), "a"), msgspec.structs.replace(table, rows=later), filled),
        authors={
            "c1": ('Gemeente "Noord" & <Zuid>', "2026-01-01T01:00:00.123+01:00"),
            "r2": ("Gemeente Oost", "2026-01-02"),
            "teken-1": ("Gemeente West", "2026-01-03T00:00:00Z"),
        },
    )
    whose = {
        "".join(one.itertext()): (one.get(f"{W}author"), one.get(f"{W}date"))
        for one in found.iter(f"{W}ins")
    }
    assert whose["B"] == ("Regiobureau", "2026-03-02T10:00:00Z")
    assert whose["iedere maand"] == ('Gemeente "Noord" & <Zuid>', "2026-01-01T00:00:00Z")
    assert whose["drie"] == ("Gemeente Oost", "2026-01-02T00:00:00Z")
    assert whose["de burgemeester"] == ("Gemeente West", "2026-01-03T00:00:00Z")


def test_a_single_clause_that_gets_a_second_one_has_its_former_style_with_it() -> None:
    found = redline(of(Article("A", (FIRST,), "a")), of(Article("A", (FIRST, SECOND), "a")))
    (was,) = found.iter(f"{W}pPrChange")
    styles = [one.get(f"{W}val") for one in was.getparent().iter(f"{W}pStyle")]
    assert styles == ["Lid", "LidEnkel"]


def test_a_clause_that_goes_at_the_very_end_is_struck_and_the_one_before_it_stays() -> None:
    short, long = of(Article("A", (FIRST,), "a")), of(Article("A", (FIRST, SECOND), "a"))
    gone, come = redline(long, short), redline(short, long)
    text = "De gemeente betaalt de helft van de kosten."
    assert (said(gone, "del"), said(gone, "ins")) == ([text], [])
    assert (said(come, "del"), said(come, "ins")) == ([], [text])


def test_a_clause_that_moved_is_a_move_and_keeps_its_bookmark_where_it_came() -> None:
    third = Clause(runs("De stuurgroep komt ieder kwartaal bijeen."), "c3")
    found = redline(
        of(Article("A", (FIRST, SECOND, third), "a"), SIGNED),
        of(Article("A", (SECOND, third, FIRST), "a"), SIGNED),
    )
    text = "Partijen melden dit binnen een week."
    assert (said(found, "moveFrom"), said(found, "moveTo")) == ([text], [text])
    assert (said(found, "ins"), said(found, "del")) == ([], [])
    names = [one.get(f"{W}name") for one in found.iter(f"{W}bookmarkStart")]
    assert sorted(names) == ["_a", "_c1", "_c2", "_c3", "_teken_1"]
    (begin,) = found.iter(f"{W}moveFromRangeStart")
    (end,) = found.iter(f"{W}moveToRangeStart")
    assert begin.get(f"{W}name") == end.get(f"{W}name")


def test_rows_and_signatures_come_and_go_as_rows() -> None:
    rows = tuple(Row((Cell(runs(f"Afspraak {n}")), Cell(runs("goed"))), f"r{n}") for n in range(4))
    table = Table("Tabel", (Column("Een"), Column("Twee")), rows[:3])
    other = msgspec.structs.replace(SIGNED, party="Gemeente Zuid", anchor="teken-2")
    found = redline(
        of(table, SIGNED),
        of(msgspec.structs.replace(table, rows=(rows[0], rows[2], rows[3])), SIGNED, other),
    )
    marks = [
        (str(one.tag).removeprefix(W), "".join(one.getparent().getparent().itertext()))
        for tag in ("ins", "del")
        for one in found.iter(f"{W}{tag}")
        if one.getparent().tag == f"{W}trPr"
    ]
    assert marks == [
        ("ins", "Afspraak 3goed"), ("ins", "Naam:"), ("ins", "Datum:"), ("del", "Afspraak 1goed"),
    ]  # fmt: skip


def test_a_list_that_stays_keeps_its_number_and_the_contents_stay_a_field() -> None:
    items = [ListItem(runs(f"onderdeel {one}")) for one in ("een", "twee", "drie")]
    old = of(Contents("Inhoud"), Heading("Deel", anchor="d"), List(tuple(items[:2]), True), SIGNED)
    new = of(
        Contents("Inhoud"),
        Heading("Deel", anchor="d"),
        Heading("Meer", anchor="m"),
        List(tuple(items[1:]), True),
        SIGNED,
    )
    found = redline(old, new)
    assert {one.get(f"{W}val") for one in found.iter(f"{W}numId")} == {"100"}
    kinds = [one.get(f"{W}fldCharType") for one in found.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_the_header_tells_both_editions_and_the_same_pair_gives_the_same_bytes() -> None:
    old, new = whole(), msgspec.structs.replace(whole(), version="4", draft=True)
    content = write_redline(old, new, **WHO)
    assert content == write_redline(old, new, **WHO)
    header = root(content, "word/header1.xml")
    assert (said(header, "del"), said(header, "ins")) == (["3"], ["Concept · ", "4"])
    assert not list(root(write_redline(old, old, **WHO)).iter(f"{W}ins", f"{W}del"))


def test_every_anchor_of_the_new_version_has_its_bookmark_once() -> None:
    old, new = whole(), msgspec.structs.replace(whole(rows=5), blocks=whole(rows=5).blocks[3:])
    content = write_redline(old, new, **WHO)
    names = bookmarks(content)
    assert set(bookmarks(write_docx(new))) <= set(names)
    assert len(names) == len(set(names))
    assert bookmarks(accepted(content)) == bookmarks(write_docx(new))


def test_libreoffice_shows_the_changes_with_their_authors(tmp_path: Path) -> None:
    old = of(Article("Melden", (FIRST, SECOND), "a"), SIGNED)
    new = of(
        Article("Melden", (Clause(runs("Partijen melden dit iedere maand."), "c1"), SECOND), "a"),
        Article("Nieuw", (Clause(runs("Dit is nieuw."), "n1"),), "n"),
    )
    authors = {"c1": ("Gemeente Noord", "2026-01-01T00:00:00Z")}
    content = write_redline(old, new, **WHO, authors=authors)
    seen = tracked(tmp_path, content)
    assert seen >= {
        ("insertion", "Gemeente Noord"), ("deletion", "Gemeente Noord"),
        ("insertion", "Regiobureau"), ("deletion", "Regiobureau"),
    }  # fmt: skip
