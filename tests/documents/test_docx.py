"""The Word document: what Word and LibreOffice need of it, and the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import msgspec
from lxml import etree
from tests.builders.documents import MARKUP, whole

from governance.documents.docx import part_hashes, write_docx
from governance.documents.text import write_text
from governance.documents.wordml import bookmark_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def converted(folder: Path, content: bytes, kind: str) -> bytes:
    source = folder / "in.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "out"]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"in.{kind}").read_bytes()


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
        for part in line.split(" | ")
        if re.sub(r"[\s–-]", "", part) not in letters and part != "Een balk tot negentig"
    ]
    assert missing == []
