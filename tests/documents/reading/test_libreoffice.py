"""Files that LibreOffice itself edited and saved, with and without tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.documents import whole
from tests.builders.proposing import agreement, applied, new_text
from tests.builders.returning import Edited
from tests.builders.writer import edited, saved

from governance.base.places import shipped
from governance.documents.blocks import Document
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Remark, Returned
from governance.documents.reading.returned import returned
from governance.library.answers import read as read_answers
from governance.library.folders import read as read_model
from governance.library.papers import agreement_document

BASE = agreement(5)
COLLEGE = "Het college van {n} meldt nieuwe signalen aan de regio."
EDITS: list[tuple[Any, ...]] = [
    ("author", "Anna"),
    ("change", "_a1_1", "kwartaal", "jaar"),
    ("change", "_a1_1", "bijeen", "samen"),
    ("insert", "_a1_2", "Geheel nieuw lid."),
    ("delete", "_a2_2"),
    ("split", "_a3_2", "meldt"),
    ("embolden", "_a3_3", "regio"),
    ("move_down", "_a4_1", 3),
    ("join", "_a5_1"),
    ("cell", "_r2", 1, "duizend", "miljoen"),
    ("add_row", "_r3", "stad", "niets"),
    ("delete_row", "_r5"),
    ("footnote", "_a2_1", "Bij de eerste evaluatie."),
]
WANTED = {
    (Found.CHANGED, "a1-1", "", "Partijen 1 komen ieder jaar samen."),
    (Found.ADDED, "", "a1-2", "Geheel nieuw lid."),
    (Found.REMOVED, "a2-2", "", ""),
    (Found.CHANGED, "a3-2", "", "Het college van 3 "),
    (Found.ADDED, "", "a3-2", "meldt nieuwe signalen aan de regio."),
    (Found.LOOK, "a3-3", "", "De regio zorgt in 3 voor:"),
    (Found.MOVED, "a4-1", "a4-3-a", "Partijen 4 komen ieder kwartaal bijeen."),
    (
        Found.CHANGED,
        "a5-1",
        "",
        "Partijen 5 komen ieder kwartaal bijeen." + COLLEGE.format(n=5),
    ),
    (Found.REMOVED, "a5-2", "", ""),
    (Found.CHANGED, "r2", "", "2 miljoen euro"),
    (Found.ROW_ADDED, "", "r3", "stad\tniets"),
    (Found.ROW_REMOVED, "r5", "", ""),
}


def facts(told: Returned) -> set[tuple[Found, str, str, str]]:
    return {(one.found, one.anchor, one.after, new_text(one)) for one in told.proposals}


@pytest.mark.parametrize("tracked", [True, False])
def test_what_is_edited_in_libreoffice_is_read_back(tmp_path: Path, tracked: bool) -> None:
    content = edited(tmp_path, write_docx(BASE), [("track", tracked), *EDITS])
    told = returned(content, BASE)
    assert facts(told) == WANTED
    assert len(told.proposals) == len(WANTED)
    assert {one.tracked for one in told.proposals} == {tracked}
    assert {one.authors for one in told.proposals} == {("Anna",) if tracked else ()}
    assert all(one.moment for one in told.proposals) is tracked
    assert [(one.text, one.where) for one in told.unplaced] == [
        ("Bij de eerste evaluatie.", "Footnote")
    ]


def test_tracked_and_untracked_changes_of_one_paragraph_both_come_out(tmp_path: Path) -> None:
    edits = [
        ("author", "Anna"),
        ("change", "_a1_2", "nieuwe", "ernstige"),
        ("track", True),
        ("change", "_a1_2", "regio", "burgemeester"),
    ]
    told = returned(edited(tmp_path, write_docx(BASE), edits), BASE)
    (one,) = told.proposals
    assert new_text(one) == "Het college van 1 meldt ernstige signalen aan de burgemeester."
    assert [(m.text, m.author, m.tracked) for m in one.marks if m.kept != "both"] == [
        ("nieuwe", "", False),
        ("ernstige", "", False),
        ("regio", "Anna", True),
        ("burgemeester", "Anna", True),
    ]
    assert one.authors == ("Anna",)
    assert not one.tracked


def shipped_agreement() -> Document:
    """The largest agreement of the library, filled in as its example."""
    folder = shipped("agreements") / "regionale-samenwerking-mensenhandel"
    answers, _ = read_answers(folder / "example.toml")
    said = {"version": answers.version, "dated": answers.moment}
    return agreement_document(read_model(folder), answers.answers, draft=False, **said)


def test_a_file_that_was_only_saved_proposes_nothing(tmp_path: Path) -> None:
    for base in (BASE, whole(draft=True), shipped_agreement()):
        told = returned(saved(tmp_path, write_docx(base)), base)
        assert (told.proposals, told.remarks, told.unplaced) == ((), (), ())


def test_changes_and_comments_of_word_are_the_same_after_libreoffice_saved_them(
    tmp_path: Path,
) -> None:
    desk = Edited(BASE)
    desk.change("a1-1", "kwartaal", "jaar")
    desk.insert("a2-1", "Een nieuw lid.")
    desk.delete("a3-1")
    desk.move("a4-1", "a5")
    desk.add_row("r2", "stad", "niets")
    desk.remove_row("r4")
    desk.comment("a1-2", "Waarom?", number=1)
    desk.comment("a2-2", "Akkoord", number=2, done=True)
    before, after = (returned(c, BASE) for c in (desk.content(), saved(tmp_path, desk.content())))
    assert facts(before) == facts(after)
    assert applied(BASE, before.proposals) == applied(BASE, after.proposals)
    assert before.remarks == after.remarks
    assert [plain(one) for one in after.remarks] == [
        ("a1-2", COLLEGE.format(n=1), "Waarom?", "beleidsadviseur Noord", False),
        ("a2-2", COLLEGE.format(n=2), "Akkoord", "beleidsadviseur Noord", True),
    ]


def plain(one: Remark) -> tuple[str, str, str, str, bool]:
    return one.anchor, one.quoted, one.text, one.author, one.resolved
