"""What is proposed upon a document comes back into its passages, and their places with it."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from governance.documents.blocks import Run
from governance.documents.comparing.wording import pieces
from governance.library.filling import Asked, filled
from governance.library.passages import Form, Passage
from governance.library.rewording import Edit, applied, clashing, edits, plain, reworded
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
    assert not clashing(one, two)
    assert applied(old, (*one, *two)) == "Gemeenten melden dit binnen een maand."
    assert clashing(one, three)
    assert not clashing(one, one)
    assert clashing([Edit(3, 3, "a")], [Edit(3, 3, "b")])
