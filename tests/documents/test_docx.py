"""The Word document: what Word and LibreOffice need of it, and the same bytes each time."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from pathlib import Path

import docx
import msgspec
from lxml import etree
from pypdf import PdfReader
from tests.builders.documents import MARKUP, whole
from tests.builders.office import converted

from governance.documents.blocks import Cell, Column, Paragraph, Row, Run, Table, runs
from governance.documents.bookmarks import bookmark_name
from governance.documents.docx import part_hashes, write_docx
from governance.documents.house import House, house_file
from governance.documents.text import write_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def bookmarks(content: bytes) -> set[str]:
    names = {b.get(f"{W}name") for b in part(content).iter(f"{W}bookmarkStart")}
    return {n for n in names if n and not n.startswith(("_Toc", "_GoBack"))}


def test_every_part_is_well_formed_and_opens_in_python_docx() -> None:
    content = write_docx(whole(draft=True))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    opened = docx.Document(io.BytesIO(content))
    assert opened.core_properties.title == "Overeenkomst met alles erin"
    assert opened.core_properties.author == "Regiobureau"
    assert opened.sections[0].header.paragraphs[0].text == "Alles erin\tConcept · versie 3"
    assert any(MARKUP in p.text for p in opened.paragraphs)


def test_the_foot_of_a_page_speaks_the_language_of_the_document() -> None:
    for language, said in (("nl-NL", "Pagina 1 van 1"), ("en-GB", "Page 1 of 1")):
        content = write_docx(msgspec.structs.replace(whole(), language=language))
        assert "".join(part(content, "word/footer1.xml").itertext()) == said


def test_a_foot_of_an_own_house_style_that_says_something_else_stays_as_it_is() -> None:
    own = House(house_file())
    own.parts["word/footer1.xml"] = own.parts["word/footer1.xml"].replace(b">Pagina <", b">Blad <")
    content = write_docx(msgspec.structs.replace(whole(), language="en-GB"), own)
    assert "".join(part(content, "word/footer1.xml").itertext()) == "Blad 1 van 1"


def test_a_document_without_a_block_has_its_title() -> None:
    content = write_docx(msgspec.structs.replace(whole(), blocks=()))
    said = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert said == ["Overeenkomst met alles erin", "Een ondertitel", "versie 3"]


def test_a_document_of_nobody_names_the_application_in_its_properties() -> None:
    content = write_docx(msgspec.structs.replace(whole(), author=""))
    assert docx.Document(io.BytesIO(content)).core_properties.author == "governance"
    assert "".join(part(content, "docProps/app.xml").itertext()) == "governance"


def test_the_contents_give_way_to_page_numbers_once_word_makes_them_anew() -> None:
    root = part(write_docx(whole()))
    asked = [e.text for e in root.iter(f"{W}instrText")]
    assert asked == [' TOC \\h \\z \\t "heading 1;1;Artikel;2" ']
    settings = part(write_docx(whole()), "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None


def test_the_same_tree_gives_the_same_bytes_and_parts() -> None:
    assert write_docx(whole()) == write_docx(whole())
    assert part_hashes(write_docx(whole())) == part_hashes(write_docx(whole()))
    other = part_hashes(write_docx(whole(draft=True)))
    assert other["word/styles.xml"] == part_hashes(write_docx(whole()))["word/styles.xml"]


def test_rows_stay_whole_and_heads_are_repeated() -> None:
    root = part(write_docx(whole()))
    table = next(root.iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows][:2] == [True, False]


def test_every_lettered_list_outside_an_article_starts_anew() -> None:
    document = whole()
    twice = msgspec.structs.replace(document, blocks=(*document.blocks, document.blocks[5]))
    root = part(write_docx(twice))
    used = [
        p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
        and p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Letter"
    ]
    assert used == ["100", "100", "101", "101"]
    starts = part(write_docx(twice), "word/numbering.xml").findall(
        f"{W}num/{W}lvlOverride/{W}startOverride"
    )
    assert len(starts) == 2


def test_names_of_bookmarks_are_short_and_apart() -> None:
    long = [f"art-een-heel-lang-anker-dat-niet-past-in-veertig-{n}" for n in range(20)]
    names = {bookmark_name(one) for one in long}
    assert len(names) == 20
    assert max(map(len, names)) <= 40


def marked(root: etree._Element) -> dict[str, str]:
    """The text that each bookmark is round, by its name; every start must have its end."""
    open_, found = {}, {}
    for one in root.iter():
        if one.tag == f"{W}bookmarkStart":
            open_[one.get(f"{W}id")] = one.get(f"{W}name")
            found[one.get(f"{W}name")] = ""
        elif one.tag == f"{W}bookmarkEnd":
            del open_[one.get(f"{W}id")]
        elif one.tag == f"{W}t":
            for name in open_.values():
                found[name] += one.text or ""
    assert not open_
    return found


def test_a_bookmark_is_round_the_text_of_its_paragraph_heading_or_row() -> None:
    found = marked(part(write_docx(whole())))
    assert found["_partijen"] == "Partijen"
    assert found["_art_1"] == "Onderwerp 1"
    assert found["_art_1_1"] == "Het eerste lid van artikel 1:"
    assert found["_art_1_1_a"] == "Eerste onderdeel van artikel 1"
    assert found["_rij_2"] == "Afspraak 2"
    assert found["_onderteken_1"] == "Gemeente Noordstad"
    assert all(found.values())


def test_no_two_bookmarks_have_one_name_or_number() -> None:
    anchors = ("deel-1", "deel_1", "Deel.1", "deel-1", "d" * 60, "d" * 61, "d" * 60)
    blocks = tuple(Paragraph((Run(f"t{n}"),), anchor=a) for n, a in enumerate(anchors))
    root = part(write_docx(msgspec.structs.replace(whole(), blocks=blocks)))
    starts = list(root.iter(f"{W}bookmarkStart"))
    names = {(one.get(f"{W}name") or "").lower() for one in starts}
    assert len(names) == len({one.get(f"{W}id") for one in starts}) == len(anchors)
    assert max(map(len, names)) <= 40
    assert sorted(marked(root).values()) == [f"t{n}" for n in range(len(anchors))]


def test_what_stands_above_the_first_signature_stays_with_it() -> None:
    root = part(write_docx(whole()))
    said = {"".join(p.itertext()): p for p in root.iter(f"{W}p")}
    assert said["Aldus overeengekomen."].find(f"{W}pPr/{W}keepNext") is not None
    assert said["Het enige lid."].find(f"{W}pPr/{W}keepNext") is None


def test_paragraphs_of_a_cell_are_paragraphs_in_word() -> None:
    row = list(next(part(write_docx(whole())).iter(f"{W}tbl")).iter(f"{W}tr"))[1]
    cells = [["".join(p.itertext()) for p in c.iter(f"{W}p")] for c in row.iter(f"{W}tc")]
    assert cells == [["Afspraak 1"], ["▲ vertraagd", "naar mei", "of later"], ["1"]]


def test_the_fonts_of_the_house_style_travel_in_the_document() -> None:
    content = write_docx(whole())
    fonts = part(content, "word/fontTable.xml").findall(f"{W}font")
    assert [font.get(f"{W}name") for font in fonts] == ["Source Sans 3"]
    keys = {e.tag.removeprefix(W): e.get(f"{W}fontKey") for e in fonts[0] if "embed" in str(e.tag)}
    assert list(keys) == ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for number, key in enumerate(keys.values(), 1):
            hidden = package.read(f"word/fonts/font{number}.odttf")
            mask = uuid.UUID(key).bytes[::-1] * 2
            font = bytes(a ^ b for a, b in zip(hidden[:32], mask, strict=True)) + hidden[32:]
            assert font[:4] == b"\x00\x01\x00\x00"
            assert "Source Sans 3".encode("utf-16-be") in font
    assert part(content, "word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None
    assert len(content) < 600_000


def test_libreoffice_uses_the_fonts_of_the_document_and_breaks_no_word(tmp_path: Path) -> None:
    long = ("Aandachtsfunctionarissen", "resultaatsverplichtingen", "eerstelijnsmedewerkers")
    row = Row(tuple(Cell(runs(word)) for word in (*long, "kort", "ook kort")))
    columns = tuple(Column(f"Kop {n}") for n in range(5))
    blocks = (Table("Lange woorden", columns, (row,)),)
    document = msgspec.structs.replace(whole(), blocks=blocks)
    pages = PdfReader(io.BytesIO(converted(tmp_path, write_docx(document), "pdf"))).pages
    fonts = {str(f["/BaseFont"]) for p in pages for f in p["/Resources"]["/Font"].values()}
    assert all("SourceSans3" in name for name in fonts)
    assert set(long) <= set("".join(p.extract_text() for p in pages).split())


def test_anchors_survive_a_round_through_libreoffice(tmp_path: Path) -> None:
    content = write_docx(whole())
    ours = bookmarks(content)
    assert {"_art_1", "_art_1_1", "_art_1_1_a", "_partijen", "_onderteken_1"} <= ours
    assert ours <= bookmarks(converted(tmp_path, content, "docx"))


def test_libreoffice_reads_the_same_words_and_numbers(tmp_path: Path) -> None:
    document = whole()
    said = converted(tmp_path, write_docx(document), "txt").decode("utf-8-sig")
    letters = re.sub(r"[\s|–-]", "", said)
    missing = [
        part
        for line in write_text(document).splitlines()
        for part in re.split(r" [|•] ", line)
        if re.sub(r"[\s–-]", "", part) not in letters and part != "Een balk tot negentig"
    ]
    assert missing == []
