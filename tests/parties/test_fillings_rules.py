"""What the fillings of a function come to together, and when something is to be confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from governance.parties.fillings.rules import (
    QUARTER,
    SOON,
    Held,
    State,
    contact_complaints,
    standing,
    to_confirm,
    whole,
)
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart

ON = date(2027, 1, 15)
SINCE = date(2026, 1, 1)


def held(**fields: Any) -> Held:
    said = {
        "part": FillingPart.HOLDER, "age": Age.ALL, "domain": Domain.ALL,
        "exploitation": ExploitationForm.ALL, "valid_from": SINCE, "valid_until": None,
    }  # fmt: skip
    return Held(**{**said, **fields})


CASES: list[tuple[list[Held], State]] = [
    ([], State.VACANT),
    ([held(valid_until=ON)], State.VACANT),
    ([held(valid_from=ON + timedelta(days=1))], State.VACANT),
    ([held(part=FillingPart.DEPUTY)], State.DEPUTY_ONLY),
    ([held(age=Age.UNDER_23)], State.PARTLY),
    ([held(age=Age.UNDER_23), held(age=Age.FROM_18)], State.FILLED),
    ([held(age=Age.UNDER_18), held(age=Age.FROM_23)], State.PARTLY),
    ([held(age=Age.UNDER_23), held(age=Age.FROM_23, domain=Domain.CARE)], State.PARTLY),
    ([held(domain=Domain.CARE), held(domain=Domain.SAFETY)], State.FILLED),
    (
        [held(exploitation=form) for form in ExploitationForm if form],
        State.FILLED,
    ),
    ([held(valid_until=ON + SOON)], State.ENDS_SOON),
    ([held(valid_until=ON + SOON + timedelta(days=1))], State.FILLED),
    (
        [held(valid_until=ON + timedelta(days=9)), held(valid_from=ON + timedelta(days=9))],
        State.FILLED,
    ),
    ([held(fte=Decimal("0.8"), fte_agreed=Decimal(1))], State.FTE_BELOW),
    ([held(fte=Decimal(1), fte_agreed=Decimal(1))], State.FILLED),
    ([held(fte=Decimal("0.1"))], State.FILLED),
    ([held(part=FillingPart.DEPUTY), held()], State.FILLED),
    ([held(fte_agreed=Decimal(1), part=FillingPart.DEPUTY), held()], State.FILLED),
]


@pytest.mark.parametrize(("fillings", "state"), CASES)
def test_a_function_stands_as_all_its_fillings_say(fillings: list[Held], state: State) -> None:
    assert standing(fillings, ON) is state
    assert standing(reversed(fillings), ON) is state


def test_nobody_is_there_for_everything() -> None:
    assert not whole([])
    assert whole([held()])


def test_what_was_not_confirmed_for_a_quarter_is_to_be_confirmed() -> None:
    assert not to_confirm(ON - QUARTER, SINCE, ON)
    assert to_confirm(ON - QUARTER - timedelta(days=1), SINCE, ON)
    assert to_confirm(None, SINCE, ON)
    assert not to_confirm(None, ON - timedelta(days=3), ON)


@pytest.mark.parametrize("said", ["06-12345678", "+31 (0)43 350 40 40"])
def test_a_telephone_number_is_written_as_people_write_it(said: str) -> None:
    assert not list(contact_complaints("", "", said))


@pytest.mark.parametrize(
    ("mailbox", "email", "telephone", "fields"),
    [
        ("", "", "", ["mailbox"]),
        ("geen adres", "", "", ["mailbox"]),
        ("a@b.example", "ook geen", "intern 12", ["email", "telephone"]),
    ],
)
def test_what_reaches_nobody_is_told(
    mailbox: str, email: str, telephone: str, fields: list[str]
) -> None:
    assert [c.field for c in contact_complaints(mailbox, email, telephone)] == fields
