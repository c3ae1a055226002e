"""Which characters our documents can show."""

from __future__ import annotations

import pytest

from governance.base.signs import BOX, legible, shown, unprintable, why_unfit


@pytest.mark.parametrize(
    "sign",
    ["☃", "😀", "中", "ع", "\x00", "\x0b", "\x7f", "\x85", "\ufffe", "\uffff", "\ud800", "\u202e"],
    ids=ascii,
)
def test_what_no_document_can_show_is_named(sign: str) -> None:
    assert unprintable(f"voor{sign}na{sign}") == sign
    assert legible(f"voor{sign}na") == f"voor{BOX}na"


def test_dutch_text_with_its_spaces_and_signs_is_fine() -> None:
    said = "’s Súdwest-Fryslân: “ĳ”: €\u202f1.250, 5\u00a0%, af\u00adspraak 1° ✓ □\r\n\t"
    assert unprintable(said) == ""
    assert legible(said) is said


def test_a_letter_with_a_loose_accent_is_fine() -> None:
    assert unprintable("e\u0301 Q\u0327") == ""


def test_each_character_is_named_once_and_in_order() -> None:
    assert unprintable("b😀a☃😀") == "😀☃"


def test_the_box_itself_can_be_shown() -> None:
    assert BOX in shown()


@pytest.mark.parametrize(
    "said",
    [
        *("\u200b", "\u200d", "secre\u200btaris", "af\u00adspraak", "Na\u034fam", "\u202eNoord"),
        *("\u0301", "a\nb", "a\rb", "a\u2028b", "\u2066a", "\ufeffNoord"),
    ],
    ids=ascii,
)
def test_on_one_line_stands_nothing_that_nobody_sees(said: str) -> None:
    assert why_unfit(said)


def test_in_a_text_of_lines_something_can_be_seen() -> None:
    assert why_unfit("Eerst.\nDan: af\u00adspraak.", lines=True) is None
    assert why_unfit("\u200b\n\u0301", lines=True)
    assert why_unfit("’s Súdwest-Fryslân: €\u202f5") is None
