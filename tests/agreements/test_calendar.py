"""The calendar of an agreement, against days that were worked out by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from governance.agreements.consenting.rules import new_end, state_of
from governance.agreements.lasting.rules import (
    AtEnd,
    Lasting,
    Moment,
    at_end,
    calendar,
    earliest_leaving,
    extended,
    last_day_to_object,
)
from governance.agreements.rules import entry_day
from governance.base.ids import new_id

ENTERED = date(2027, 1, 1)
ENDS = date(2029, 1, 1)
"""Two years from 1 January 2027: it holds up to and including 31 December 2028."""


def lasting(rule: str, **more: object) -> Lasting:
    values = {"extension_months": 12, "notice_months": 6, **more}
    return Lasting(ENTERED, ENDS, rule, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "published", "expected"),
    [
        ("all_signed", None, date(2026, 11, 20)),
        ("number_signed", None, date(2026, 11, 20)),
        ("date_after_all_signed", None, date(2027, 1, 1)),
        ("publication", None, None),
        ("publication", date(2026, 12, 31), date(2027, 1, 1)),
        ("publication", date(2026, 11, 20), date(2026, 11, 21)),
    ],
)
def test_each_rule_of_entry_gives_its_own_day(
    rule: str, published: date | None, expected: date | None
) -> None:
    asked = date(2027, 1, 1) if rule == "date_after_all_signed" else None
    assert entry_day(rule, asked, date(2026, 11, 20), published) == expected


@pytest.mark.parametrize(
    ("ends", "months", "last"),
    [
        (date(2029, 1, 1), 6, date(2028, 6, 30)),
        (date(2029, 1, 1), 3, date(2028, 9, 30)),
        (date(2028, 3, 1), 1, date(2028, 1, 31)),
        (date(2027, 8, 31), 6, date(2027, 2, 27)),
        (date(2029, 1, 1), None, date(2028, 12, 31)),
    ],
)
def test_the_last_day_to_say_that_no_extension_is_wanted(
    ends: date, months: int | None, last: date
) -> None:
    assert last_day_to_object(ends, months) == last


@pytest.mark.parametrize(
    ("given", "months", "leaves"),
    [
        (date(2028, 6, 30), 6, date(2029, 1, 1)),
        (date(2028, 7, 1), 6, date(2029, 1, 2)),
        (date(2028, 3, 15), 6, date(2028, 9, 16)),
        (date(2028, 8, 30), 6, date(2029, 2, 28)),
        (date(2028, 3, 15), None, date(2028, 3, 16)),
    ],
)
def test_a_notice_takes_effect_after_its_period(
    given: date, months: int | None, leaves: date
) -> None:
    assert earliest_leaving(given, months) == leaves


def test_who_objects_on_the_last_day_leaves_exactly_at_the_end() -> None:
    for months in range(1, 25):
        assert earliest_leaving(last_day_to_object(ENDS, months), months) == ENDS


def test_an_extension_keeps_the_day_of_the_entry() -> None:
    first = date(2027, 8, 31)
    once = extended(first, date(2028, 2, 29), 6)
    assert once == date(2028, 8, 31)
    assert extended(first, date(2028, 5, 10), 6) == date(2028, 11, 10)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (lasting("none"), AtEnd(False)),
        (lasting("after_consultation"), AtEnd(False)),
        (lasting("once_on_request"), AtEnd(False)),
        (lasting("tacit"), AtEnd(True, date(2030, 1, 1))),
        (lasting("tacit", objected=True), AtEnd(False)),
        (lasting("becomes_indefinite"), AtEnd(True)),
        (lasting("becomes_indefinite", objected=True), AtEnd(False)),
    ],
)
def test_the_five_forms_of_extension_at_the_end_of_the_term(one: Lasting, expected: AtEnd) -> None:
    assert at_end(one) == expected


def said(moments: list[Moment]) -> list[tuple[str, date, bool]]:
    return [(moment.kind, moment.on, moment.expected) for moment in moments]


def test_the_calendar_of_a_tacit_extension() -> None:
    assert said(calendar(lasting("tacit"))) == [
        ("enters", date(2027, 1, 1), False),
        ("mid_term", date(2028, 1, 1), False),
        ("evaluation", date(2028, 6, 30), False),
        ("object_by", date(2028, 6, 30), False),
        ("extends", date(2029, 1, 1), True),
    ]
    objected = said(calendar(lasting("tacit", objected=True)))
    assert objected[-1] == ("ends", date(2029, 1, 1), False)
    assert "object_by" not in [kind for kind, *_ in objected]


def test_the_calendar_of_an_extension_upon_which_all_agree() -> None:
    assert said(calendar(lasting("after_consultation")))[2:] == [
        ("consult_by", date(2028, 6, 30), False),
        ("evaluation", date(2028, 6, 30), False),
        ("ends", date(2029, 1, 1), True),
    ]
    once = [kind for kind, *_ in said(calendar(lasting("once_on_request", extended=1)))]
    assert once == ["enters", "evaluation", "ends"]


def test_days_that_the_text_names_stand_in_the_place_of_those_that_are_reckoned() -> None:
    named = [
        Moment("evaluation", date(2028, 5, 1), by_text=True),
        Moment("leaves", date(2028, 9, 16), who="Gemeente Voorbeeld"),
    ]
    found = calendar(lasting("becomes_indefinite"), named)
    assert said(found) == [
        ("enters", date(2027, 1, 1), False),
        ("mid_term", date(2028, 1, 1), False),
        ("evaluation", date(2028, 5, 1), False),
        ("object_by", date(2028, 6, 30), False),
        ("leaves", date(2028, 9, 16), False),
        ("becomes_indefinite", date(2029, 1, 1), True),
    ]


def test_an_agreement_without_an_end_only_begins() -> None:
    endless = Lasting(ENTERED, None, "none", notice_months=6)
    assert said(calendar(endless)) == [("enters", ENTERED, False)]


def test_all_must_consent_and_one_refusal_is_enough() -> None:
    one, other, third = new_id(), new_id(), new_id()
    assert state_of([one, other], {}) == "open"
    assert state_of([one, other], {one: "agreed"}) == "open"
    assert state_of([one, other], {one: "agreed", other: "agreed"}) == "agreed"
    assert state_of([one, other, third], {one: "agreed", other: "declined"}) == "refused"
    assert state_of([one], {one: "agreed", other: "declined"}) == "agreed"
    assert state_of([], {}) == "open"


def test_the_new_end_after_an_extension_that_all_agree_to() -> None:
    row = {"entered_into_force_on": ENTERED, "ends_on": ENDS, "extension_months": 24}
    assert new_end(row) == date(2031, 1, 1)
    assert new_end({**row, "ends_on": None}) is None
