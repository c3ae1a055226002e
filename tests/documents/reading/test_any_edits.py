"""Any list of edits, tracked or plain, read back gives exactly those proposals."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.examples import examples
from tests.builders.proposing import accepted, agreement, applied, new_text, old_text
from tests.builders.returning import Edited

from governance.documents.blocks import said
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Proposal
from governance.documents.reading.returned import returned

ARTICLES = 6
BASE = agreement(ARTICLES)
SAID = [f"Nieuw lid {n} over toezicht en verslag." for n in range(ARTICLES + 1)]


Told: TypeAlias = tuple[Found, str, str, str]


class Edit(NamedTuple):
    """What somebody does in one article, or in two rows."""

    kind: Callable[[Edited, int], list[Told]]
    tracked: bool
    author: str


class Fact(NamedTuple):
    """What must be read back."""

    found: Found
    anchor: str
    after: str
    text: str
    author: str
    tracked: bool


def text_of(n: int) -> str:
    return f"Het college van {n} meldt nieuwe signalen aan de regio."


def change(desk: Edited, n: int) -> list[Told]:
    desk.change(f"a{n}-2", "nieuwe", "alle ernstige")
    said = text_of(n).replace("nieuwe", "alle ernstige")
    return [(Found.CHANGED, f"a{n}-2", "", said)]


def words_in(desk: Edited, n: int) -> list[Told]:
    desk.change(f"a{n}-2", "", " Dat gebeurt binnen een week.")
    said = f"{text_of(n)} Dat gebeurt binnen een week."
    return [(Found.CHANGED, f"a{n}-2", "", said)]


def words_out(desk: Edited, n: int) -> list[Told]:
    desk.change(f"a{n}-2", " nieuwe", "")
    return [(Found.CHANGED, f"a{n}-2", "", text_of(n).replace(" nieuwe", ""))]


def insert(desk: Edited, n: int) -> list[Told]:
    desk.insert(f"a{n}-2", SAID[n])
    return [(Found.ADDED, "", f"a{n}-2", SAID[n])]


def insert_two(desk: Edited, n: int) -> list[Told]:
    desk.insert(f"a{n}-2", "En dan nog iets anders.")
    return [*insert(desk, n), (Found.ADDED, "", f"a{n}-2", "En dan nog iets anders.")]


def delete(desk: Edited, n: int) -> list[Told]:
    desk.delete(f"a{n}-2")
    return [(Found.REMOVED, f"a{n}-2", "", "")]


def move(desk: Edited, n: int) -> list[Told]:
    desk.move(f"a{n}-2", f"a{n + 1}")
    return [(Found.MOVED, f"a{n}-2", f"a{n + 1}", text_of(n))]


def move_and_change(desk: Edited, n: int) -> list[Told]:
    return [*change(desk, n), (Found.MOVED, *move(desk, n)[0][1:])] if not desk.tracked else []


def cut_and_paste(desk: Edited, n: int) -> list[Told]:
    if desk.tracked:
        return move(desk, n)
    desk.cut_and_paste(f"a{n}-2", f"a{n + 1}")
    return [(Found.MOVED, f"a{n}-2", f"a{n + 1}", text_of(n))]


def join(desk: Edited, n: int) -> list[Told]:
    desk.join(f"a{n}-2")
    said = f"{text_of(n)}De regio zorgt in {n} voor:"
    return [(Found.CHANGED, f"a{n}-2", "", said), (Found.REMOVED, f"a{n}-3", "", "")]


def split(desk: Edited, n: int) -> list[Told]:
    desk.split(f"a{n}-2", "meldt")
    first, rest = text_of(n).split("meldt")
    second = (Found.ADDED, "", f"a{n}-2", f"meldt{rest}")
    return [(Found.CHANGED, f"a{n}-2", "", first), second]


def bold(desk: Edited, n: int) -> list[Told]:
    desk.embolden(f"a{n}-2")
    return [(Found.LOOK, f"a{n}-2", "", text_of(n))]


def cell(desk: Edited, n: int) -> list[Told]:
    desk.change_cell(f"r{2 * n}", 1, "duizend", "miljoen")
    return [(Found.CHANGED, f"r{2 * n}", "", f"{2 * n} miljoen euro")]


def add_row(desk: Edited, n: int) -> list[Told]:
    desk.add_row(f"r{2 * n}", f"stad {n}", "niets")
    return [(Found.ROW_ADDED, "", f"r{2 * n}", f"stad {n}\tniets")]


def remove_row(desk: Edited, n: int) -> list[Told]:
    desk.remove_row(f"r{2 * n}")
    return [(Found.ROW_REMOVED, f"r{2 * n}", "", "")]


KINDS = (change, words_in, words_out, insert, insert_two, delete, move, move_and_change)
KINDS += (cut_and_paste, join, split, bold)
ROWS = (cell, add_row, remove_row)
EDITS = st.lists(
    st.none()
    | st.builds(
        Edit, st.sampled_from(KINDS), st.booleans(), st.sampled_from(["Anna", "Bram", "Coos"])
    ),
    min_size=ARTICLES - 1,
    max_size=ARTICLES - 1,
)
ROW_EDITS = st.lists(
    st.none() | st.builds(Edit, st.sampled_from(ROWS), st.booleans(), st.just("Dirk")),
    min_size=ARTICLES,
    max_size=ARTICLES,
)


def done(desk: Edited, edits: list[Edit | None]) -> list[Fact]:
    """The edits made, each in its article or row; gives what they propose."""
    wanted = []
    for n, edit in enumerate(edits, 1):
        if edit:
            desk.tracked, desk.author = edit.tracked, edit.author
            by = edit.author if edit.tracked else ""
            wanted += [Fact(*one, by, edit.tracked) for one in edit.kind(desk, n)]
    return wanted


def read(one: Proposal) -> Fact:
    return Fact(
        one.found, one.anchor, one.after, new_text(one), ", ".join(one.authors), one.tracked
    )


@settings(max_examples=examples(60), deadline=None)
@given(EDITS, ROW_EDITS)
def test_any_list_of_edits_is_read_back_as_exactly_those_proposals(
    edits: list[Edit | None], rows: list[Edit | None]
) -> None:
    desk = Edited(BASE)
    wanted = done(desk, edits) + done(desk, rows)
    content = desk.content()
    told = returned(content, BASE)
    assert sorted(read(one) for one in told.proposals) == sorted(wanted)
    assert told.unplaced == ()
    assert applied(BASE, told.proposals) == accepted(content)


def test_a_file_that_nobody_touched_proposes_nothing() -> None:
    told = returned(write_docx(BASE), BASE)
    assert (told.proposals, told.remarks, told.unplaced) == ((), (), ())


class Meeting(NamedTuple):
    """One of many edits that meet: the article and its paragraph, and the how manieth it is."""

    kind: str
    article: int
    clause: int
    tracked: bool

    def made(self, desk: Edited, count: int) -> None:
        desk.tracked, desk.author = self.tracked, f"Auteur {count}"
        anchor = f"a{self.article}-{self.clause}"
        row, next_ = f"r{self.article}", f"a{self.article % ARTICLES + 1}"
        given: dict[str, tuple[object, ...]] = {
            "change": (anchor, f"{self.article}", f"woord {count}"),
            "insert": (anchor, f"Geheel nieuw lid, nummer {count}."),
            "move": (anchor, next_),
            "split": (anchor, f"{self.article}"),
            "comment": (anchor, "Hoezo?", "", count),
            "change_cell": (row, 1, "duizend", f"keer {count}"),
            "add_row": (row, f"stad {count}", "niets"),
            "remove_row": (row,),
            "move before a table": (anchor, "teken-1"),
            "insert before a table": ("teken-1", f"Tekst {count}."),
        }
        method = getattr(desk, self.kind.removesuffix(" before a table"))
        method(*given.get(self.kind, (anchor,)))


MEETING = ["change", "insert", "delete", "move", "join", "split", "lose_bookmark", "embolden"]
MEETING += ["comment", "change_cell", "add_row", "remove_row"]
MEETING += ["move before a table", "insert before a table"]
CHANGES = st.lists(
    st.builds(
        Meeting,
        st.sampled_from(MEETING),
        st.integers(1, ARTICLES),
        st.integers(1, 3),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=examples(80), deadline=None)
@given(CHANGES)
def test_however_edits_meet_nothing_is_lost(changes: list[Meeting]) -> None:
    desk = Edited(BASE)
    for count, change in enumerate(changes):
        try:
            change.made(desk, count)
        except (AssertionError, StopIteration, AttributeError):
            continue  # what it was to change is gone by an edit before it
    content = desk.content()
    told = returned(content, BASE)
    left = applied(BASE, told.proposals)
    for gone in told.unplaced:  # a caption that was joined to the paragraph before it
        assert gone.found is Found.REMOVED
        left.remove(gone.text)
    assert left == accepted(content), told
    assert len(told.remarks) == len(desk.comments)
    for one in told.proposals:
        if one.found in (Found.CHANGED, Found.REMOVED, Found.MOVED, Found.LOOK):
            assert old_text(one) == said(one.before)
        if one.found in (Found.CHANGED, Found.ADDED):
            assert new_text(one) == said(one.runs)
