"""What may stand in a blank: numbers with limits, texts that end, days that can be."""

from decimal import Decimal

import pytest

from governance.base.words import translate
from governance.library.rules import Blank, BlankKind
from governance.library.values import WrongAnswerError, value_of


def _problem(blank: Blank, value: str | float | bool) -> str:
    with pytest.raises(WrongAnswerError) as refused:
        value_of(blank, value)
    return translate("en", refused.value.problem, **refused.value.values)


def _blank(kind: BlankKind, **limits: object) -> Blank:
    return Blank("x", "Wat?", kind, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-4, "“-4” is too low: at least 0."),
        ("-0.5", "“-0.5” is too low: at least 0."),
        (10.5, "“10.5” is no whole number."),
        (1e20, "“100,000,000,000,000,000,000” is too high: at most 1,000,000."),
        (10**30, f"“{10**30:,}” is too high: at most 1,000,000."),
        ("veel", "“veel” is no number."),
        (True, "“true” is no number."),
        ("NaN", "“NaN” is no number."),
    ],
)
def test_a_number_is_whole_and_not_below_nought_unless_the_model_says_so(
    value: str | float, said: str
) -> None:
    assert _problem(_blank(BlankKind.NUMBER), value) == said


def test_a_model_may_set_other_limits_for_a_number() -> None:
    hours = _blank(BlankKind.NUMBER, least=Decimal("0.5"), most=Decimal(40), whole=False)
    assert value_of(hours, 7.5) == Decimal("7.5")
    assert "at least 0.5" in _problem(hours, 0)
    assert "at most 40" in _problem(hours, 41)
    assert "more than two decimals" in _problem(hours, "7.125")


def test_an_amount_is_in_cents_and_has_its_own_limit() -> None:
    money = _blank(BlankKind.MONEY)
    assert value_of(money, "1250.50") == Decimal("1250.50")
    assert value_of(money, 1_000_000_000) == Decimal(1_000_000_000)
    assert "more than two decimals" in _problem(money, "0.125")
    assert "too high" in _problem(money, 1_000_000_001)
    assert "too low" in _problem(money, -5)


@pytest.mark.parametrize(
    ("kind", "limit"),
    [(BlankKind.TEXT, 300), (BlankKind.FUNCTION, 300), (BlankKind.LONG_TEXT, 5000)],
)
def test_a_text_ends_somewhere(kind: BlankKind, limit: int) -> None:
    assert value_of(_blank(kind), "a" * limit) == "a" * limit
    assert _problem(_blank(kind), "a" * (limit + 1)) == f"At most {limit} characters."
    assert _problem(_blank(kind, longest=10), "a" * 11) == "At most 10 characters."


@pytest.mark.parametrize("day", ["1900-01-01", "0001-01-01", "2999-12-31"])
def test_a_day_of_another_age_is_no_answer(day: str) -> None:
    assert "the year is from 2000 to 2199" in _problem(_blank(BlankKind.DATE), day)


def test_a_message_writes_numbers_as_its_language_does() -> None:
    hours = _blank(BlankKind.NUMBER, least=Decimal("0.5"), whole=False)
    with pytest.raises(WrongAnswerError) as refused:
        value_of(hours, "0.25")
    said = translate("nl", refused.value.problem, **refused.value.values)
    assert said == "‘0,25’ is te laag: ten minste 0,5."
    assert translate("nl", "{first} {large}", first=1976, large=1_000_000) == "1976 1.000.000"
