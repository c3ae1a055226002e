"""What changed in a stretch of text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from governance.documents.comparing.wording import Kept, Piece, likeness, pieces

WORDS = st.lists(st.sampled_from(["de", "Gemeente", "meldt", "dit", ",", ".", " ", "  "])).map(
    " ".join
)


@given(WORDS, WORDS)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kept is not Kept.NEW) == old
    assert "".join(p.text for p in found if p.kept is not Kept.OLD) == new
    assert all(a.kept is not b.kept for a, b in itertools.pairwise(found))


def test_a_change_is_whole_words_and_one_change_is_told_once() -> None:
    assert pieces("Partijen melden dit binnen een week.", "Partijen melden dit iedere maand.") == (
        Piece(Kept.BOTH, "Partijen melden dit "),
        Piece(Kept.OLD, "binnen een week"),
        Piece(Kept.NEW, "iedere maand"),
        Piece(Kept.BOTH, "."),
    )
    assert pieces("", "nieuw") == (Piece(Kept.NEW, "nieuw"),)
    assert pieces("zelfde", "zelfde") == (Piece(Kept.BOTH, "zelfde"),)


def test_likeness_is_by_words() -> None:
    assert likeness("een twee drie", "een twee drie") == 1
    assert likeness("een", "vier") == 0
