"""What people type, read as what they mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from msgspec import Meta, Struct

from governance.base.errors import MISSING, Complaint, Refused, complain
from governance.base.signs import Lines
from governance.web.body import Posted
from governance.web.filters import number
from governance.web.forms import Filled
from governance.web.reading import converted, read_partly
from governance.web.sent_json import read_json
from governance.web.values import CHOICE, DATE, GROUP, HIGH, LONG, LOW, NUMBER, WHOLE, Wrong, value


class Kind(StrEnum):
    """A choice."""

    EFFORT = "effort"


RIGHT: list[tuple[str, Any, Any]] = [
    ("24-11-2026", date, date(2026, 11, 24)),
    (" 1-2-2026 ", date, date(2026, 2, 1)),
    ("2026-11-24", date | None, date(2026, 11, 24)),
    ("1.234,50", Decimal, Decimal("1234.50")),
    ("1.234", Decimal, Decimal(1234)),
    ("€ 1.234.567,5", Decimal, Decimal("1234567.5")),
    ("12.5", Decimal, Decimal("12.5")),
    ("-3,5", float, -3.5),
    ("1.200", int, 1200),
    ("on", bool, True),
    ("nee", bool, False),
    ("effort", Kind, Kind.EFFORT),
    ("  plain  ", str, "plain"),
    ("00000000-0000-0000-0000-000000000001", UUID, UUID(int=1)),
]


@pytest.mark.parametrize(("said", "kind", "meant"), RIGHT)
def test_what_is_typed_is_understood(said: str, kind: Any, meant: Any) -> None:
    assert value(said, kind, form=True) == meant


def test_what_no_document_can_show_is_named() -> None:
    for said, named in (("A\0B", "U+0000"), ("zon ☃ en 中", "☃ 中"), ("\ufffe", "U+FFFE")):
        found = value(said, str, form=True)
        assert isinstance(found, Wrong)
        assert found.values == {"signs": named}
    hidden, seen = (value(said, str, form=True).problem for said in ("A\0B", "☃"))
    assert "nobody sees" in hidden and "cannot show" in seen
    assert value("Twe\u0301e – ‘vijf’ ≥ €\u00a03", str, form=True) == "Twée – ‘vijf’ ≥ €\u00a03"
    assert value("☃", Annotated[str, Meta(extra={"secret": True})], form=True) == "☃"


WRONG: list[tuple[str, Any, str]] = [
    ("31-02-2026", date, DATE),
    ("morgen", date | None, DATE),
    ("1,2,3", Decimal, NUMBER),
    ("NaN", Decimal, NUMBER),
    ("Infinity", Decimal, NUMBER),
    ("1e3", Decimal, NUMBER),
    ("null", Decimal | None, NUMBER),
    ("٣", int, WHOLE),
    ("٣-1-2026", date, DATE),
    ("1,5", int, WHOLE),
    ("other", Kind, CHOICE),
    ("other", Literal["a", "b"], CHOICE),
    ("x", UUID, CHOICE),
    ("abc", Annotated[str, Meta(max_length=2)], LONG),
    ("-1", Annotated[int, Meta(ge=0)], LOW),
    ("101", Annotated[float, Meta(le=100)], HIGH),
]


@pytest.mark.parametrize(("said", "kind", "problem"), WRONG)
def test_what_cannot_be_is_told_in_words_of_the_form(said: str, kind: Any, problem: str) -> None:
    found = value(said, kind, form=True)
    assert isinstance(found, Wrong)
    assert found.problem == problem


def test_a_machine_means_what_it_writes() -> None:
    assert value("1.234", Decimal, form=False) == Decimal("1.234")
    assert isinstance(value("12", int, form=False), Wrong)
    assert isinstance(value("on", bool, form=False), Wrong)


class Row(Struct, frozen=True):
    """One row."""

    title: str
    done: bool = False


class Whole(Struct, frozen=True):
    """A form with rows, a group and defaults."""

    name: str
    ends_on: date | None
    rows: tuple[Row, ...]
    answers: dict[str, str] = {}
    themes: list[Kind] = []
    note: str = "as it was"


def form(**values: Any) -> Posted:
    """A body of a web form."""
    return Posted(values, form=True)


def test_an_empty_field_is_missing_and_a_default_stays() -> None:
    found = converted(form(name="x", ends_on=" ", note="", themes="effort"), Whole)
    assert found == Whole("x", None, (), themes=[Kind.EFFORT])
    with pytest.raises(Refused) as refused:
        converted(form(name=" "), Whole)
    assert [(c.field, c.problem) for c in refused.value.complaints] == [("name", MISSING)]


def test_rows_and_groups_name_the_field_that_is_wrong() -> None:
    rows = [{"title": "a", "done": "on"}, {"title": ""}, {"title": "c", "extra": "d"}]
    with pytest.raises(Refused) as refused:
        converted(form(name="x", rows=rows, answers="text", unknown="u"), Whole)
    fields = [c.field for c in refused.value.complaints]
    assert fields == ["rows.1.title", "rows.2.extra", "answers", "unknown"]


def test_a_field_that_cannot_be_read_leaves_a_hole_for_the_rules() -> None:
    typed = form(ends_on="morgen", rows=[{"title": "a"}, "x"], themes=["effort", "other"], note="n")
    made, unread = read_partly(typed, Whole)
    assert made == Whole("", None, (Row("a"), Row("")), themes=[Kind.EFFORT], note="n")
    assert [c.field for c in unread] == ["name", "ends_on", "rows.1", "themes.1"]


def test_a_rule_gives_way_to_why_a_field_could_not_be_read() -> None:
    unread = [Complaint("ends_on", DATE), Complaint("rows.1", GROUP)]
    said = [Complaint(f, "rule") for f in ("ends_on", "rows", "rows.1.title", "rows.10.title")]
    with pytest.raises(Refused) as refused:
        complain(said, unread)
    assert refused.value.complaints == (*unread, said[1], said[3])


def test_a_group_keeps_what_was_answered() -> None:
    found = converted(form(name="x", answers={"a": "1", "b": ""}), Whole)
    assert found.answers == {"a": "1"}


def test_a_form_is_read_by_the_names_of_its_fields() -> None:
    shown = Filled({"rows": [{"title": "a"}], "name": None})
    assert shown.value("rows.0.title") == "a"
    assert shown.value("rows.1.title") == shown.value("name") == shown.value("x.y") == ""
    assert shown.rows("rows") == 1


def test_complaints_stand_in_the_order_of_the_fields() -> None:
    shown = Filled({}, (Complaint("", "a"), Complaint("z", "b"), Complaint("y", "c")))
    shown.labels.update(y="Y", z="Z")
    assert [c.field for c in shown.ordered()] == ["y", "z", ""]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', [("b.c", "stands twice", None)]),
        (b'{"a": [{}, {"c": 1, "c": 2}]}', [("a.1.c", "stands twice", None)]),
        (b'{"a":\n "x\\ud800"}', [("", "broken at", 2)]),
        (b'{"a":\n "\xff"}', [("", "broken at", 2)]),
        (b'{"a":\n\n NaN}', [("", "broken at", 3)]),
        (b'{"a": "x"\n,}', [("", "broken at", 2)]),
        (b'{"a": ' + b"9" * 5000 + b"}", [("", "cannot be read", 0)]),
        (b"[" * 200_000 + b"]" * 200_000, [("", "cannot be read", 0)]),
    ],
)
def test_broken_json_is_told_where_it_is_broken_or_nowhere(
    sent: bytes, said: list[tuple[str, str, int | None]]
) -> None:
    with pytest.raises(Refused) as refused:
        read_json(sent)
    [complaint], [(field, words, line)] = refused.value.complaints, said
    assert (complaint.field, complaint.line or 0) == (field, line or 0)
    assert words in complaint.problem


def test_a_number_is_shown_with_all_its_decimals_so_that_saving_changes_nothing() -> None:
    kept = Decimal("1234.5678")
    assert value(number(kept), Decimal, form=True) == kept


@pytest.mark.parametrize("said", ["1e3", "\u0661\u0662", "1_000", "1.234,50", "0x10", "nan", True])
def test_a_machine_writes_a_number_in_plain_digits_only(said: object) -> None:
    found = value(said, Decimal, form=False)
    assert isinstance(found, Wrong)
    assert found.problem == "Write a number, for example 1234.5."


def test_a_machine_may_send_a_number_as_text_with_all_its_decimals() -> None:
    assert value("1234.5678", Decimal, form=False) == Decimal("1234.5678")
    assert value(1234.5, Decimal, form=False) == Decimal("1234.5")


def test_a_field_of_one_line_takes_no_second_line_and_nothing_unseen() -> None:
    for said in ("a\nb", "\u200b", "Noord\u200bstad", "\u202eNoord", "af\u00adspraak"):
        assert isinstance(value(said, str, form=True), Wrong), ascii(said)
        assert isinstance(value(said, str | None, form=False), Wrong), ascii(said)
    assert value("a\nb", Lines, form=False) == "a\nb"
    assert value("", str, form=False) == ""
