"""A house style that is handed in is checked for what our writers need of it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from tests.builders.hostile import MADE, hostile
from tests.builders.templates import template
from tests.builders.writing import repacked

from governance.base.errors import Refused
from governance.base.places import shipped
from governance.documents import wordml
from governance.documents.house import house_file
from governance.documents.letters import house
from governance.documents.letters.findings import Finding

HOUSE = house_file().read_bytes()


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(HOUSE)) as package:
        return package.read(name).decode()


def with_change(name: str, old: str, new: str) -> bytes:
    said = part(name)
    assert old in said
    return repacked(HOUSE, {}, {name: said.replace(old, new)})


def test_our_own_house_style_has_all_that_is_needed() -> None:
    assert house.house_complaints(HOUSE) == ()


def test_every_style_that_a_writer_names_is_needed_and_exists() -> None:
    said = (shipped("templates") / "documents" / "body.xml.j2").read_text("utf-8")
    with open(wordml.__file__, encoding="utf-8") as file:  # noqa: PTH123 - a module's own source
        said += file.read()
    named = set(re.findall(r'(?:pStyle|tblStyle) w:val="(\w+)"', said))
    named |= set(re.findall(r'paragraph\("(\w+)"', said))
    named |= set(re.findall(r'"(Lid|LidEnkel|Onderdeel|Subonderdeel|Sign\w+)"', said))
    named |= set(re.findall(r'"((?:Letter|Streep)2?)"', said))
    assert {"Artikel", "Title", "Cell", "House", "SignLast", "Letter2"} <= named
    assert named - {"TOC", "Heading"} <= set(house.NEEDED)
    assert set(house.NEEDED) <= set(house.house_names())


def test_what_is_missing_is_told_by_the_name_that_word_shows() -> None:
    content = with_change("word/styles.xml", 'w:styleId="Signer"><w:name w:val="Ondertekenaar"/>',
                          'w:styleId="Gone"><w:name w:val="Gone"/>')  # fmt: skip
    assert house.house_complaints(content) == (Finding(house.NO_STYLE, {"style": "Ondertekenaar"}),)


def test_a_style_that_word_in_dutch_names_otherwise_inside_is_the_same_style() -> None:
    renamed = {"Heading1": "Kop1", "Normal": "Standaard", "Title": "Titel", "Artikel": "artikel0"}
    parts = {name: part(name) for name in ("word/styles.xml", "word/numbering.xml",
                                           "word/document.xml")}  # fmt: skip
    for code, other in renamed.items():
        named = re.compile(rf'(styleId|val)="{code}"(?!/><w:(?:basedOn|uiP))')
        parts = {name: named.sub(rf'\1="{other}"', said) for name, said in parts.items()}
    content = repacked(HOUSE, {}, parts)
    assert 'w:styleId="Kop1"><w:name w:val="heading 1"' in parts["word/styles.xml"]
    assert house.house_complaints(content) == ()
    with zipfile.ZipFile(io.BytesIO(house.in_our_codes(content))) as package:
        for name in parts:
            said = package.read(name).decode()
            assert re.findall(r'(?:styleId|pStyle w:val|basedOn w:val)="(\w+)"', said) == (
                re.findall(r'(?:styleId|pStyle w:val|basedOn w:val)="(\w+)"', part(name))
            )


def test_a_house_style_in_our_codes_stays_as_it_is() -> None:
    assert house.in_our_codes(HOUSE) is HOUSE


def test_numbering_that_is_gone_is_told() -> None:
    said = part("word/numbering.xml").replace('<w:pStyle w:val="Artikel"/>', "")
    look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert part("word/styles.xml").count(look) == 1
    styles = part("word/styles.xml").replace(look, "")
    content = repacked(HOUSE, {}, {"word/numbering.xml": said, "word/styles.xml": styles})
    assert house.house_complaints(content) == (Finding(house.NO_NUMBERING, {"style": "Artikel"}),)


def test_page_settings_and_the_places_of_the_header() -> None:
    document = re.sub(r"<w:sectPr>.*</w:sectPr>", "", part("word/document.xml"), flags=re.DOTALL)
    content = repacked(HOUSE, {}, {
        "word/document.xml": document,
        "word/header1.xml": part("word/header1.xml").replace("[[edition]]", "").replace(
            "[[short_title]]", '[[short_</w:t></w:r><w:r><w:t xml:space="preserve">title]]'
        ),
    })  # fmt: skip
    assert house.house_complaints(content) == (
        Finding(house.NO_SECTION),
        Finding(house.SPLIT_PLACE, {"place": "[[short_title]]"}, advice=True),
        Finding(house.NO_PLACE, {"place": "[[edition]]"}, advice=True),
    )


def test_an_ordinary_file_lacks_most_of_it() -> None:
    found = house.house_complaints(template("Just a text"))
    assert Finding(house.NO_STYLE, {"style": "Artikel"}) in found
    assert Finding(house.NO_STYLE, {"style": "Title"}) not in found


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_is_refused(name: str) -> None:
    content = hostile(name)
    with pytest.raises(Refused):
        house.house_complaints(content)
