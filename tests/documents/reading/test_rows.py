"""Rows and cells of tables that changed, as Word writes them."""

from __future__ import annotations

from tests.builders.proposing import agreement, new_text, only
from tests.builders.returning import AUTHOR, Edited, run, w, xml

from governance.documents.blocks import runs
from governance.documents.reading.findings import Found, Level
from governance.documents.reading.returned import returned
from governance.documents.reading.where import TABLE

BASE = agreement(3)


def test_cells_say_which_of_them_changed() -> None:
    for tracking in (True, False):
        desk = Edited(BASE)
        desk.tracked = tracking
        desk.change_cell("r2", 0, "gemeente", "stad")
        desk.change_cell("r2", 1, "duizend", "miljoen")
        first, second = returned(desk.content(), BASE).proposals
        assert (first.found, first.anchor, first.cell, first.level) == (
            Found.CHANGED,
            "r2",
            0,
            Level.ROW,
        )
        assert (first.before, first.runs) == (runs("gemeente 2"), runs("stad 2"))
        assert (second.cell, second.runs) == (1, runs("2 miljoen euro"))
        assert first.tracked is second.tracked is tracking


def test_a_paragraph_added_in_a_cell_changes_the_cell() -> None:
    desk = Edited(BASE)
    paragraph = desk.row("r2").findall(w("tc"))[1].find(w("p"))
    paragraph.addnext(desk.new_paragraph("per jaar", "Cell"))
    assert new_text(only(desk, BASE)) == "2 duizend euro\nper jaar"


def test_a_new_row_has_its_cells_apart() -> None:
    desk = Edited(BASE)
    desk.add_row("r2", "stad", "niets")
    one = only(desk, BASE)
    assert (one.found, one.after, one.cells) == (
        Found.ROW_ADDED,
        "r2",
        (runs("stad"), runs("niets")),
    )


def test_a_column_that_comes_is_told_row_by_row() -> None:
    desk = Edited(BASE)
    for row in [desk.row("r1"), desk.row("r2")]:
        cell = xml(f"<w:tc><w:tcPr><w:cellIns {desk.by()}/></w:tcPr></w:tc>")
        cell.append(xml(f"<w:p>{run('erbij')}</w:p>"))
        row.append(cell)
    told = returned(desk.content(), BASE)
    assert told.proposals == ()
    assert [(one.text, one.author, one.found) for one in told.unplaced] == [
        ("gemeente 1 | 1 duizend euro | erbij", AUTHOR, Found.CHANGED),
        ("gemeente 2 | 2 duizend euro | erbij", AUTHOR, Found.CHANGED),
    ]


def test_a_row_at_the_head_of_a_table_names_the_table_it_comes_in() -> None:
    desk = Edited(BASE)
    desk.add_row("r1", "stad", "niets")
    new = desk.row("r1").getnext()
    desk.row("r1").addprevious(new)
    desk.move("a1-2", "teken-1")
    added, moved = returned(desk.content(), BASE).proposals
    assert (added.found, added.after, added.order, added.table) == (Found.ROW_ADDED, "", 0, "r1")
    assert (moved.found, moved.after, moved.table) == (Found.MOVED, "teken-1", "")


def test_rows_that_changed_places_are_moved() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.row("r4").addnext(desk.row("r1"))
    one = only(desk, BASE)
    assert (one.found, one.anchor, one.after, one.level) == (Found.MOVED, "r1", "r4", Level.ROW)


def test_a_table_that_is_new_is_told_row_by_row() -> None:
    desk = Edited(BASE)
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("een", "twee"))
    desk.paragraph("a1-2").addnext(xml(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"))
    told = returned(desk.content(), BASE)
    assert told.proposals == ()
    assert [(one.text, one.where) for one in told.unplaced] == [("een | twee", TABLE)] * 2


def test_a_table_within_a_cell_is_text_of_that_cell() -> None:
    desk = Edited(BASE)
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('binnen')}</w:p></w:tc></w:tr></w:tbl>"
    desk.row("r2").findall(w("tc"))[1].insert(1, xml(inner))
    assert new_text(only(desk, BASE)) == "binnen\n2 duizend euro"
