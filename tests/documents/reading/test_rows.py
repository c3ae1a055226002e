"""Rows and cells of tables that changed, as Word writes them."""

from __future__ import annotations

from tests.builders.proposing import agreement, new_text, only
from tests.builders.returning import AUTHOR, Edited, run, w, xml

from governance.documents.blocks import runs
from governance.documents.reading.findings import Found, Level
from governance.documents.reading.returned import returned

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
