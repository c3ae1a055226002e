"""Which characters our documents can show."""

from __future__ import annotations

import pytest

from governance.base.signs import BOX, legible, shown, unprintable


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
