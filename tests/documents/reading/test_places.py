"""Paragraphs that moved, came, went, or lost their bookmark; text without an anchor."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.proposing import agreement, facts, new_text, old_text, only
from tests.builders.returning import AUTHOR, Edited, run, tracked, w, xml

from governance.base.errors import Refused
from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Document,
    List,
    ListItem,
    Paragraph,
    Row,
    Run,
    Table,
    runs,
)
from governance.documents.comparing.wording import Kept
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Mark
from governance.documents.reading.returned import returned

BASE = agreement(3)
COLLEGE = "Het college van 1 meldt nieuwe signalen aan de regio."


def test_a_move_is_told_with_where_it_comes_now() -> None:
    desk = Edited(BASE)
    desk.move("a1-2", "a3-3-a")
    one = only(desk, BASE)
    assert (one.found, one.anchor, one.section, one.after, one.order) == (
        Found.MOVED,
        "a1-2",
        "a1",
        "a3-3-a",
        0,
    )
    assert one.marks == (Mark(Kept.BOTH, COLLEGE),)
    assert (one.authors, one.tracked) == ((AUTHOR,), True)


def test_a_text_that_is_moved_and_changed_gives_both() -> None:
    desk = Edited(BASE)
    desk.move("a1-2", "a3-3-a")
    desk.author = "Piet"
    moved = next(desk.root.iter(w("moveToRangeStart"))).getparent()
    moved.find(w("moveTo")).addnext(xml(tracked(desk, "ins", run(" Meteen."))))
    told = returned(desk.content(), BASE)
    assert facts(told) == [
        (Found.MOVED, "a1-2", COLLEGE),
        (Found.CHANGED, "a1-2", f"{COLLEGE} Meteen."),
    ]
    assert [one.authors for one in told.proposals] == [(AUTHOR,), ("Piet",)]


def test_words_moved_to_another_paragraph_change_both() -> None:
    desk = Edited(BASE)
    before, after = COLLEGE.split("nieuwe ")
    word = run("nieuwe ")
    desk.fill("a1-2", run(before) + tracked(desk, "moveFrom", word) + run(after))
    old = "Partijen 1 komen ieder kwartaal bijeen."
    desk.fill("a1-1", run(old) + tracked(desk, "moveTo", word))
    assert facts(returned(desk.content(), BASE)) == [
        (Found.CHANGED, "a1-1", f"{old}nieuwe "),
        (Found.CHANGED, "a1-2", before + after),
    ]


def test_what_is_added_in_a_row_is_counted() -> None:
    desk = Edited(BASE)
    for text in ("Derde.", "Tweede.", "Eerste."):
        desk.insert("a1-2", text)
    told = returned(desk.content(), BASE).proposals
    assert [(one.after, one.order, new_text(one)) for one in told] == [
        ("a1-2", 0, "Eerste."),
        ("a1-2", 1, "Tweede."),
        ("a1-2", 2, "Derde."),
    ]
    assert {one.section for one in told} == {"a1"}


def test_a_paragraph_of_which_all_text_went_is_removed() -> None:
    for tracking in (True, False):
        desk = Edited(BASE)
        desk.tracked = tracking
        desk.change("a1-2", COLLEGE, "")
        one = only(desk, BASE)
        assert (one.found, one.anchor, old_text(one), one.runs) == (
            Found.REMOVED,
            "a1-2",
            COLLEGE,
            (),
        )
        assert one.tracked is tracking


def test_a_paragraph_whose_bookmark_is_gone_is_known_by_its_text() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.lose_bookmark("a1-2")
    told = returned(desk.content(), BASE)
    assert (told.proposals, told.unplaced) == ((), ())


def test_and_when_its_text_was_changed_by_likeness() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.change("a1-2", "nieuwe", "ernstige")
    desk.lose_bookmark("a1-2")
    one = only(desk, BASE)
    assert (one.found, one.anchor, one.tracked) == (Found.CHANGED, "a1-2", False)


def test_a_text_that_is_not_like_it_is_new_and_the_old_one_removed() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.insert("a1-2", "Iets heel anders dan wat hier stond.")
    desk.delete("a1-2")
    told = returned(desk.content(), BASE)
    assert facts(told) == [
        (Found.REMOVED, "a1-2", ""),
        (Found.ADDED, "", "Iets heel anders dan wat hier stond."),
    ]
    assert told.proposals[1].after == "a1-1"


def test_a_bookmark_that_took_in_a_new_paragraph_still_means_the_old_one() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    new = desk.new_paragraph("Dit gaat eraan vooraf en zegt iets anders.")
    desk.paragraph("a1-2").addprevious(new)
    new.insert(1, desk.start("a1-2"))
    assert facts(returned(desk.content(), BASE)) == [
        (Found.ADDED, "", "Dit gaat eraan vooraf en zegt iets anders.")
    ]


LOOSE = Document(
    "Titel",
    "Titel",
    "1",
    "2026-01-01T00:00:00Z",
    (
        Paragraph(runs("Een aanhef zonder plaats."), "lead"),
        List((ListItem(runs("gemeente Aa")), ListItem(runs("gemeente Bé")))),
        Article(
            "Een lid", (Clause((Run("Het "), Run("[bedrag]", blank=True), Run(".")), "x&y"),), "a"
        ),
        Table("Partijen", (Column("Partij"),), (Row((Cell(runs("gemeente Aa")),)),)),
    ),
)


def test_text_without_an_anchor_that_changed_is_told_with_its_new_text() -> None:
    desk = Edited(LOOSE)
    found = {"".join(t.text for t in p.iter(w("t"))): p for p in desk.root.iter(w("p"))}
    desk.change_in(found["Een aanhef zonder plaats."], "zonder", "met een")
    desk.change_in(found["gemeente Bé"], "Bé", "Cee")
    told = returned(desk.content(), LOOSE)
    assert told.proposals == ()
    assert [(one.text, one.found, one.author) for one in told.unplaced] == [
        ("Een aanhef met een plaats.", Found.CHANGED, AUTHOR),
        ("gemeente Cee", Found.CHANGED, AUTHOR),
    ]


def test_text_without_an_anchor_that_is_left_out_is_told() -> None:
    desk = Edited(LOOSE)
    first = next(p for p in desk.root.iter(w("p")) if "aanhef" in "".join(p.itertext()))
    first.getparent().remove(first)
    told = returned(desk.content(), LOOSE)
    assert [(one.text, one.found) for one in told.unplaced] == [
        ("Een aanhef zonder plaats.", Found.REMOVED)
    ]


def test_a_row_of_a_table_without_anchors_has_no_place() -> None:
    desk = Edited(LOOSE)
    row = next(r for r in desk.root.iter(w("tr")) if "Aa" in "".join(r.itertext()))
    row.addnext(xml(f"<w:tr><w:tc><w:p>{run('gemeente Dee')}</w:p></w:tc></w:tr>"))
    told = returned(desk.content(), LOOSE)
    assert [(one.text, one.found) for one in told.unplaced] == [("gemeente Dee", Found.ADDED)]


def test_a_blank_that_somebody_filled_in_is_none_any_more() -> None:
    desk = Edited(LOOSE)
    desk.change("x&y", "[bedrag]", "vijf euro")
    one = only(desk, LOOSE)
    assert one.anchor == "x&y"
    assert one.before == (Run("Het "), Run("[bedrag]", blank=True), Run("."))
    assert one.runs == runs("Het vijf euro.")


def test_anchors_that_make_one_name_are_told_apart() -> None:
    long = "artikel-met-een-lange-naam-over-de-samenwerking-tussen-alle-gemeenten"
    names = (long, f"{long}-twee", "a.b", "a-b", "A_B")
    base = Document(
        "Titel",
        "Titel",
        "1",
        "2026-01-01T00:00:00Z",
        tuple(Paragraph(runs(f"Tekst {n}."), anchor=name) for n, name in enumerate(names)),
    )
    desk = Edited(base)
    for paragraph in [p for p in desk.root.iter(w("p")) if "Tekst" in "".join(p.itertext())]:
        desk.change_in(paragraph, "Tekst", "Woord")
    told = returned(desk.content(), base)
    assert [(one.anchor, new_text(one)) for one in told.proposals] == [
        (name, f"Woord {n}.") for n, name in enumerate(names)
    ]


@pytest.mark.parametrize("broken", [b"", b"PK", b"%PDF-1.7", write_docx(BASE)[:900]])
def test_a_file_that_is_no_word_file_is_refused(broken: bytes) -> None:
    with pytest.raises(Refused, match="file"):
        returned(broken, BASE)


def test_a_file_without_a_body_is_refused() -> None:
    desk: Any = Edited(BASE)
    desk.root = xml("<w:hdr/>")
    with pytest.raises(Refused):
        returned(desk.content(), BASE)


def test_a_text_pasted_whole_into_a_new_file_is_known_by_its_words() -> None:
    """No bookmark is left, and each paragraph has the number that was typed before it."""
    desk = Edited(BASE)
    desk.tracked = False
    for n in (1, 2, 3):
        for clause in (1, 2, 3):
            anchor = f"a{n}-{clause}"
            paragraph = desk.paragraph(anchor)
            text = next(paragraph.iter(w("t")))
            text.text = f"{clause}. {text.text}"
            desk.lose_bookmark(anchor)
    told = returned(desk.content(), BASE)
    assert [(one.found, one.anchor) for one in told.proposals] == [
        (Found.CHANGED, f"a{n}-{clause}") for n in (1, 2, 3) for clause in (1, 2, 3)
    ]


def test_a_very_long_text_is_told_apart_too() -> None:
    long = " ".join(f"woord {n}" for n in range(2000))
    base = Document(
        "Titel", "Titel", "1", "2026-01-01T00:00:00Z", (Paragraph(runs(long), anchor="lang"),)
    )
    for old, new in (("woord 1000 ", "iets anders "), (long[20:-20], long[20:-20][::-1])):
        desk = Edited(base)
        desk.tracked = False
        desk.change("lang", old, new)
        one = only(desk, base)
        assert (old_text(one), new_text(one)) == (long, long.replace(old, new))
        assert (one.marks[0].kept, one.marks[-1].kept) == (Kept.BOTH, Kept.BOTH)
    desk.lose_bookmark("lang")
    told = returned(desk.content(), base)
    assert [one.found for one in told.proposals] == [Found.REMOVED, Found.ADDED]
