"""Changes that Word did not track, and bookmarks that it lost or stretched."""

from __future__ import annotations

from tests.builders.proposing import agreement, facts
from tests.builders.returning import Edited

from governance.documents.blocks import Document, Heading, List, ListItem, Paragraph, runs
from governance.documents.reading.findings import Found
from governance.documents.reading.returned import returned

BASE = agreement(3)
COLLEGE = "Het college van 1 meldt nieuwe signalen aan de regio."


def plain() -> Edited:
    desk = Edited(BASE)
    desk.tracked = False
    return desk


def test_a_bookmark_over_a_new_paragraph_and_a_changed_one_means_the_changed_one() -> None:
    desk = plain()
    desk.change("a1-2", "nieuwe", "ernstige")
    new = desk.new_paragraph("Dit gaat eraan vooraf en zegt iets anders.")
    desk.paragraph("a1-2").addprevious(new)
    new.insert(1, desk.start("a1-2"))
    assert facts(returned(desk.content(), BASE)) == [
        (Found.ADDED, "", "Dit gaat eraan vooraf en zegt iets anders."),
        (Found.CHANGED, "a1-2", COLLEGE.replace("nieuwe", "ernstige")),
    ]


def test_the_rest_of_a_paragraph_that_was_cut_is_not_another_that_is_gone() -> None:
    desk = plain()
    desk.delete("a1-2")
    desk.split("a2-2", "meldt")
    assert facts(returned(desk.content(), BASE)) == [
        (Found.REMOVED, "a1-2", ""),
        (Found.CHANGED, "a2-2", "Het college van 2 "),
        (Found.ADDED, "", "meldt nieuwe signalen aan de regio."),
    ]


def test_the_same_text_elsewhere_goes_before_a_text_that_is_like_it() -> None:
    desk = plain()
    desk.cut_and_paste("a1-2", "a3")
    desk.insert("a1-1", COLLEGE.replace("nieuwe", "ernstige"))
    told = returned(desk.content(), BASE)
    assert facts(told) == [
        (Found.ADDED, "", COLLEGE.replace("nieuwe", "ernstige")),
        (Found.MOVED, "a1-2", COLLEGE),
    ]


def test_a_text_like_it_at_its_place_goes_before_one_that_is_more_like_it_elsewhere() -> None:
    desk = plain()
    desk.delete("a1-2")
    here = COLLEGE.replace("nieuwe signalen", "alle ernstige zaken")
    there = COLLEGE.replace("nieuwe", "ernstige")
    desk.insert("a1-1", here)
    desk.insert("a3-1", there)
    assert facts(returned(desk.content(), BASE)) == [
        (Found.CHANGED, "a1-2", here),
        (Found.ADDED, "", there),
    ]


def test_a_paragraph_that_went_is_not_found_again_in_a_text_without_an_anchor() -> None:
    base = Document(
        "Titel",
        "Titel",
        "1",
        "2026-01-01T00:00:00Z",
        (
            Heading("Partijen", 1, "partijen"),
            Paragraph(runs("Gemeente Noordstad"), anchor="partij"),
            Heading("Lijst", 1, "lijst"),
            List((ListItem(runs("Gemeente Noordstad")),)),
        ),
    )
    desk = Edited(base)
    desk.tracked = False
    desk.delete("partij")
    told = returned(desk.content(), base)
    assert facts(told) == [(Found.REMOVED, "partij", "")]
    assert told.unplaced == ()


def test_text_behind_a_table_of_which_every_row_went_stands_behind_what_was_before_it() -> None:
    desk = Edited(BASE)
    for n in range(1, 7):
        desk.remove_row(f"r{n}")
    desk.insert("slot", "Hierna tekenen partijen.")
    slot = desk.paragraph("slot")
    slot.addprevious(slot.getnext())
    (added,) = (p for p in returned(desk.content(), BASE).proposals if p.found is Found.ADDED)
    assert (added.after, added.table, added.section) == ("a3-3-b", "", "a3")
