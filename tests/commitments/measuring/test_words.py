"""A number stands before its unit where the two fit, and behind it where they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from governance.commitments.measuring.hiding.rules import HIDDEN, between
from governance.commitments.measuring.words import figure_in


@pytest.mark.parametrize(
    ("number", "unit", "target", "said"),
    [
        ("1", "dagen", None, "dagen: 1"),
        ("1.00", "dagen", "14", "dagen: 1"),
        ("2", "dagen", None, "2 dagen"),
        ("0", "dagen", None, "0 dagen"),
        ("0.5", "voorlichtingen", "4", "0,5 voorlichtingen"),
        ("1", "fte", None, "1 fte"),
        ("1", "uur per week", "8", "1 uur per week"),
        ("1", "% van de doelgroep", "80", "1 % van de doelgroep"),
        ("1", "campagne per jaar", "1", "1 campagne per jaar"),
        ("2", "campagne per jaar", "1", "campagne per jaar: 2"),
        ("0", "campagne per jaar", "1", "campagne per jaar: 0"),
        ("1", "", None, "1"),
    ],
)
def test_one_is_never_said_of_many(number: str, unit: str, target: str | None, said: str) -> None:
    seen = between(Decimal(number), Decimal(number))
    assert figure_in(seen, unit, "nl", Decimal(target) if target else None) == said


def test_what_is_hidden_stands_as_many() -> None:
    assert figure_in(HIDDEN, "slachtoffers", "nl").replace("\xa0", " ") == "< 5 slachtoffers"
    assert figure_in(None, "dagen", "nl") == "–"
