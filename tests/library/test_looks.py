"""What a Word file of an organisation is for, by what was typed."""

from __future__ import annotations

import pytest

from governance.library.looks.rules import (
    HOUSE_STYLE,
    NO_TITLE,
    OTHER,
    TAKEN,
    UNKNOWN,
    Known,
    named,
)

KNOWN = Known({"rappel": "Reminder letter"}, ())


@pytest.mark.parametrize("name", [HOUSE_STYLE, "rappel"])
def test_a_house_style_or_a_letter_of_ours_needs_no_title(name: str) -> None:
    assert named(name, "left over", KNOWN) == (name, "", [])


def test_another_letter_is_named_after_its_title_and_that_fits() -> None:
    assert named(OTHER, "  Bedank  briefje ", KNOWN) == ("bedank-briefje", "Bedank briefje", [])
    name, title, wrong = named(OTHER, "ß" * 200, KNOWN)
    assert 0 < len(name) <= 80 and len(title) == 200 and wrong == []


@pytest.mark.parametrize(
    ("name", "title", "problem"),
    [
        ("", "", UNKNOWN),
        ("x", "", UNKNOWN),
        (OTHER, "", NO_TITLE),
        (OTHER, "…", NO_TITLE),
        (OTHER, "Rappel", TAKEN),
        (OTHER, "Huisstijl", TAKEN),
        (OTHER, "Andere", TAKEN),
    ],
)
def test_what_cannot_be_is_told(name: str, title: str, problem: str) -> None:
    _, _, wrong = named(name, title, KNOWN)
    assert [one.problem for one in wrong] == [problem]
