"""Milestones that are planned anew, and parts that both changed: without a database."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from governance.agreements.amending.rules import differences, merged
from governance.commitments.amending.rules import Days, Kept, paired, replanned
from governance.commitments.forms import MilestoneForm


def _kept(number: int, state: str, month: int) -> Kept:
    return Kept(UUID(int=number), state, date(2027, month, 1))


def _days(*months: int) -> list[date]:
    return [date(2027, month, 1) for month in months]


def test_what_was_reached_stays_and_open_days_move_come_and_go() -> None:
    rows = [_kept(1, "done", 3), _kept(2, "planned", 6), _kept(3, "planned", 9)]
    half = replanned(rows, _days(2, 4, 6, 8, 10), repeated=True)
    assert half.moved == {UUID(int=2): date(2027, 4, 1), UUID(int=3): date(2027, 6, 1)}
    assert (half.come, half.gone) == (tuple(_days(8, 10)), ())
    assert replanned(rows, _days(7), repeated=True).gone == (UUID(int=3),)
    once = [_kept(1, "planned", 3)]
    assert replanned(once, _days(5), repeated=False).moved == {UUID(int=1): date(2027, 5, 1)}
    assert replanned([_kept(1, "done", 3)], _days(5), repeated=False) == Days({}, (), ())


def test_a_milestone_is_known_by_all_of_it_then_by_its_title_then_by_its_plan() -> None:
    old = [MilestoneForm("a", "every", 3), MilestoneForm("b", "every", 6)]
    new = [MilestoneForm("b", "every", 3), MilestoneForm("c", "every", 3)]
    assert paired(old, new) == [(old[1], new[0]), (old[0], new[1])]
    assert paired(old, new[:1]) == [(old[1], new[0]), (old[0], None)]
    assert paired(old, [*old, new[1]])[-1] == (None, new[1])


def test_both_changes_stand_and_only_what_both_changed_otherwise_conflicts() -> None:
    base = {"section.a": 1, "section.b": 1, "term.x": 1, "order": ["a", "b"]}
    theirs = {**base, "section.a": 2, "section.n": 1, "term.x": 3, "order": ["a", "n", "b"]}
    ours = {**base, "section.b": 2, "term.x": 4, "section.m": 1, "order": ["b", "a", "m"]}
    assert [(d.name, d.conflict) for d in differences(base, theirs, ours)] == [
        ("section.a", False), ("term.x", True), ("section.n", False),
    ]  # fmt: skip
    kept = merged(base, theirs, ours, ["term.x"])
    assert kept["order"] == ["b", "a", "n", "m"]
    assert (kept["section.a"], kept["section.b"], kept["term.x"]) == (2, 2, 4)
    assert merged(base, theirs, ours)["term.x"] == 3
    moved = {**base, "order": ["b", "a"]}
    gone = {"section.a": 5, "term.x": 1, "order": ["a"]}
    assert merged(base, moved, base)["order"] == ["b", "a"]
    assert [d.name for d in differences(base, gone, moved)] == ["section.a", "section.b"]
    assert merged(base, gone, moved) == gone
