"""What a new paragraph is: by its style, or by the number that somebody typed."""

from __future__ import annotations

import pytest
from tests.builders.proposing import agreement, new_text, only
from tests.builders.returning import Edited, w, xml

from governance.documents.blocks import runs
from governance.documents.reading.findings import Found, Level
from governance.documents.reading.returned import returned

BASE = agreement(3)


def test_a_paragraph_of_another_level_is_told() -> None:
    desk = Edited(BASE)
    desk.paragraph("a1-2").find(w("pPr")).find(w("pStyle")).set(w("val"), "Onderdeel")
    one = only(desk, BASE)
    assert (one.found, one.level, one.tracked) == (Found.LOOK, Level.ITEM, False)


@pytest.mark.parametrize("tracking", [True, False])
@pytest.mark.parametrize(
    ("typed", "style", "level", "text"),
    [
        ("3. Het derde lid.", "Normal", Level.CLAUSE, "Het derde lid."),
        ("a. het onderdeel;", "Normal", Level.ITEM, "het onderdeel;"),
        ("b) het onderdeel;", "Lid", Level.ITEM, "het onderdeel;"),
        ("- met een streep", "Normal", Level.ITEM, "met een streep"),
        ("Artikel 7. Toezicht", "Normal", Level.HEADING, "Toezicht"),
        ("Artikel 7 Toezicht", "Lid", Level.HEADING, "Toezicht"),
        ("7. Toezicht", "Artikel", Level.HEADING, "Toezicht"),
        ("Het derde lid.", "Lid", Level.CLAUSE, "Het derde lid."),
        ("het onderdeel", "Onderdeel", Level.ITEM, "het onderdeel"),
        ("Toezicht", "Artikel", Level.HEADING, "Toezicht"),
        ("Tekst", "Normal", Level.PLAIN, "Tekst"),
        ("3.", "Normal", Level.PLAIN, "3."),
        ("3. ", "Normal", Level.PLAIN, "3. "),
        ("Artikel 3 geldt ook hier", "Lid", Level.CLAUSE, "Artikel 3 geldt ook hier"),
    ],
)
def test_a_number_that_is_typed_gives_the_level(
    typed: str, style: str, level: Level, text: str, tracking: bool
) -> None:
    desk = Edited(BASE)
    desk.tracked = tracking
    desk.insert("a1-2", typed, style)
    one = only(desk, BASE)
    assert (one.found, one.level, one.runs, new_text(one)) == (
        Found.ADDED,
        level,
        runs(text),
        text,
    )


def test_a_list_of_word_itself_is_an_item() -> None:
    desk = Edited(BASE)
    desk.insert("a1-2", "Een punt", "ListParagraph")
    added = desk.paragraph("a1-2").getnext().find(w("pPr"))
    added.append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'))
    assert only(desk, BASE).level is Level.ITEM


def test_a_style_is_known_by_its_name_when_a_program_gave_it_another_id() -> None:
    desk = Edited(BASE)
    styles = desk.parts["word/styles.xml"]
    desk.parts["word/styles.xml"] = styles.replace(b'w:styleId="Lid"', b'w:styleId="Stijl7"')
    for style in desk.root.iter(w("pStyle")):
        if style.get(w("val")) == "Lid":
            style.set(w("val"), "Stijl7")
    assert returned(desk.content(), BASE).proposals == ()
