"""What the trail notes of a change, and how it reads what every version noted."""

from __future__ import annotations

from governance.audit.rules import Change, changed, changes_as_text, read_changes


def test_only_what_differs_is_noted_with_what_stood_there() -> None:
    noted = changed({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 4}, party="x")
    assert noted == {"party": "x", "before": {"b": 2, "d": None}, "after": {"b": 5, "d": 4}}
    assert changes_as_text({"b": 1, "a": 2}) == '{"a":2,"b":1}'


def test_entries_of_every_version_are_read_the_same() -> None:
    now = {"party": "x", "before": {"b": 2}, "after": {"b": 5}}
    terms_then, answers_then = {"b": 5, "before": {"b": 2}}, {"before": {"b": 2}, "after": {"b": 5}}
    one = Change("b", 5, 2, compared=True)
    assert list(read_changes(now)) == [Change("party", "x"), one]
    assert list(read_changes(terms_then)) == [one]
    assert list(read_changes(answers_then)) == [one]
    assert list(read_changes({"b": 5})) == [Change("b", 5)]
    assert list(read_changes({})) == []
    assert list(read_changes({"before": "a text", "after": 3})) == [
        Change("before", "a text"), Change("after", 3),
    ]  # fmt: skip
