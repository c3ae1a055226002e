"""What is proposed upon a document comes back into its passages, and their places with it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.documents.blocks import Run
from governance.documents.comparing.wording import pieces
from governance.library.edits import WORD, Edit, applied, clashing, edits
from governance.library.filling import Asked, filled
from governance.library.passages import Form, Passage
from governance.library.rewording import plain, reworded
from governance.library.texts import Reading

CONTEXT = {
    "blank": SimpleNamespace(regio="Noord", gastheer=Asked("Wie is de gastheer?")),
    "art": SimpleNamespace(doel="artikel 2"),
}
TEXTS = st.lists(
    st.sampled_from(["de", "Noord", "meldt", "*", "{", "[", "\\", ".", "Noord.", "x"]), max_size=12
).map(" ".join)


def says(words: str) -> str:
    reading = Reading("f", "", [Passage("1", Form.CLAUSE, words)], CONTEXT)
    [clause], _ = reading.clauses("a")
    assert reading.complaints == []
    return plain(clause.runs)


def test_a_place_that_is_not_touched_stays_a_place() -> None:
    words = "In de regio {{ blank.regio }} geldt {{ art.doel }}."
    proposed = (Run("In heel de regio Noord geldt artikel 2 niet."),)
    assert reworded(words, proposed, CONTEXT) == (
        "In heel de regio {{ blank.regio }} geldt {{ art.doel }} niet."
    )


def test_a_place_whose_value_is_changed_becomes_words() -> None:
    words = "In de regio {{ blank.regio }} geldt {{ art.doel }}."
    proposed = (Run("In de regio Zuid geldt artikel 2."),)
    assert reworded(words, proposed, CONTEXT) == "In de regio Zuid geldt {{ art.doel }}."


def test_an_open_place_stays_open_and_looks_are_kept() -> None:
    words = "**{{ blank.gastheer }}** komt."
    proposed = (Run("[Wie is de gastheer?]", bold=True), Run(" komt "), Run("nu", italic=True))
    assert reworded(words, proposed, CONTEXT) == "**{{ blank.gastheer }}** komt *nu*"


def test_signs_that_mark_places_are_no_words_of_a_proposal() -> None:
    assert says(reworded("", (Run("een \ue000twee\ue001\ue002"),), CONTEXT)) == "een twee"


@given(TEXTS, TEXTS)
def test_the_reworded_passage_says_what_is_proposed(old: str, new: str) -> None:
    if not new.strip():
        return
    words = reworded("", (Run(old),), CONTEXT) if old.strip() else "{{ blank.regio }}"
    made = reworded(f"{words} {{{{ blank.regio }}}}", (Run(new),), CONTEXT)
    assert says(made) == new
    assert "\ue000" in filled("{{ blank.regio }}", CONTEXT)


@given(TEXTS, TEXTS)
def test_edits_make_the_new_text_of_the_old(old: str, new: str) -> None:
    assert applied(old, edits(pieces(old, new))) == new


def test_changes_of_other_words_go_together_and_of_the_same_words_clash() -> None:
    old = "Partijen melden dit binnen een week."
    one = edits(pieces(old, "Partijen melden dit binnen een maand."))
    two = edits(pieces(old, "Gemeenten melden dit binnen een week."))
    three = edits(pieces(old, "Partijen melden dit binnen een jaar."))
    assert not clashing(old, one, two)
    assert applied(old, (*one, *two)) == "Gemeenten melden dit binnen een maand."
    assert clashing(old, one, three)
    assert not clashing(old, one, one)
    assert clashing(old, [Edit(3, 3, "a")], [Edit(3, 3, "b")])


@pytest.mark.parametrize(
    ("old", "one", "other"),
    [
        ("een zorgplicht is", "een beste-zorgplicht is", "een inspanning is"),
        ("een zorgplicht is", "een zorgplicht/inspanning is", "een taak is"),
        ("een zorgplicht is", "een beste-zorgplicht is", "een is"),
        ("raad en/of college", "raad of/of college", "raad en/als college"),
        ("raad en/of college", "raad en/college", "raad als/of college"),
        ("jeugd zorg is", "jeugd-zorg is", "jeugd hulp is"),
        ("een zorg (plicht) is", "een zorg- (plicht) is", "een zorg(plicht) is"),
    ],
)
def test_what_makes_one_word_of_the_words_of_two_clashes(old: str, one: str, other: str) -> None:
    ours, theirs = edits(pieces(old, one)), edits(pieces(old, other))
    assert clashing(old, ours, theirs) and clashing(old, theirs, ours)
    assert not clashing(old, ours, ours)


@pytest.mark.parametrize(
    ("old", "one", "other", "both"),
    [
        ("een week.", "een maand.", "een week, ten minste.", "een maand, ten minste."),
        ("een week.", "een maand.", "een korte week.", "een korte maand."),
        ("een week.", "een maand.", "een week;", "een maand;"),
        ("een (week) is", "een (maand) is", "een (week, lang) is", "een (maand, lang) is"),
        ("een lange week.", "de lange week.", "een lange maand.", "de lange maand."),
    ],
)
def test_words_and_signs_beside_each_other_go_together(
    old: str, one: str, other: str, both: str
) -> None:
    ours, theirs = edits(pieces(old, one)), edits(pieces(old, other))
    assert not clashing(old, ours, theirs) and not clashing(old, theirs, ours)
    assert applied(old, (*ours, *theirs)) == both


def test_what_two_say_alike_of_one_word_is_agreed() -> None:
    old = "raad en/of college meldt"
    ours = edits(pieces(old, "raad of/als college meldt"))
    theirs = edits(pieces(old, "raad of/als college belt"))
    assert len(ours) == 2 and not clashing(old, ours, theirs) and not clashing(old, theirs, ours)
    assert clashing(old, ours, edits(pieces(old, "raad of/of college meldt")))


STUCK = st.lists(st.sampled_from(["a", "b", "zorg", "-", "(", " ", " "]), max_size=9).map("".join)


@given(STUCK, STUCK, STUCK)
def test_no_word_is_made_that_nobody_proposed(old: str, one: str, other: str) -> None:
    ours, theirs = edits(pieces(old, one)), edits(pieces(old, other))
    assert clashing(old, ours, theirs) == clashing(old, theirs, ours)
    if not clashing(old, ours, theirs):
        made = WORD.findall(applied(old, (*ours, *theirs)))
        assert set(made) <= {*WORD.findall(one), *WORD.findall(other)}
