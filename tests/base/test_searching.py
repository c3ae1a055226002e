"""What somebody types to search is asked of the database as it can be asked."""

from __future__ import annotations

import pytest

from governance.base.searching import anywhere, like, readable


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("  kosten ", "kosten"),
        ("kosten\x00plan", "kosten plan"),
        ("kosten\ud800plan\udfff", "kosten plan"),
        ("\ue000kosten\ue001", "kosten"),
        ("regio\u00a0Noord", "regio Noord"),
        ("Belgie\u0308", "Belgi\u00eb"),
        ("\x00", ""),
    ],
)
def test_signs_that_nobody_reads_are_not_searched_for(typed: str, asked: str) -> None:
    assert readable(typed) == asked


def test_what_is_typed_without_end_is_not_searched_for_whole() -> None:
    assert len(readable("k" * 300)) == 200


def test_beginnings_of_words_are_looked_for_by_their_key() -> None:
    assert like("'s-Graven\x00") == "% s graven%"
    assert like("\x00 !") is None and like(None) is None


def test_what_stands_anywhere_is_looked_for_as_it_was_typed() -> None:
    assert anywhere(r" 50%_\ Punt\0".replace(r"\0", "\0")) == r"%50\%\_\\ punt%"
    assert anywhere("") == "%%"
