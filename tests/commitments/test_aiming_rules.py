"""Vision, goal, route, barriers and waiting: what must be right of them. No database."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from governance.base.ids import new_id
from governance.commitments.aiming.forms import AimForm
from governance.commitments.aiming.rules import (
    AimKind,
    aim_complaints,
    in_order,
    removal_complaints,
    serving_complaints,
)
from governance.commitments.barriers import rules as barriers
from governance.commitments.barriers.forms import BarrierForm
from governance.commitments.connecting.forms import RaisedRow
from governance.commitments.dependence.rules import HIDDEN, ring, waiting_complaints
from governance.parties.rules import ExploitationForm

A, B, C, D = (UUID(int=number) for number in range(1, 5))


def fields(complaints: Any) -> list[str]:
    return [one.field for one in complaints]


@pytest.mark.parametrize(
    ("kind", "parent", "above", "wrong"),
    [
        ("vision", None, None, []),
        ("vision", A, "vision", ["parentId"]),
        ("vision", A, None, ["parentId"]),
        ("goal", A, "vision", []),
        ("goal", None, None, ["parentId"]),
        ("goal", A, None, ["parentId"]),
        ("goal", A, "goal", ["parentId"]),
        ("route", A, "goal", []),
        ("route", A, "vision", ["parentId"]),
    ],
)
def test_each_stands_under_the_one_before_it(
    kind: str, parent: UUID | None, above: str | None, wrong: list[str]
) -> None:
    form = AimForm(kind=AimKind(kind), parent_id=parent, title="Iets")
    assert fields(aim_complaints(form, above)) == wrong


def test_an_aim_has_a_title() -> None:
    assert fields(aim_complaints(AimForm(kind=AimKind.VISION, title="  "), None)) == ["title"]


def test_what_something_hangs_on_is_not_removed() -> None:
    assert list(removal_complaints(0, 0)) == []
    assert len(list(removal_complaints(2, 3))) == 2


def test_a_commitment_serves_only_goals_and_routes_of_its_region() -> None:
    assert fields(serving_complaints([A], {A, B})) == []
    assert fields(serving_complaints([A, C], {A, B})) == ["aimIds"]


def test_aims_are_read_from_the_vision_down() -> None:
    made = [SimpleNamespace(id=one, parent_id=above) for one, above in
            ((A, None), (B, None), (C, B), (D, A))]  # fmt: skip
    assert [one.id for one in in_order(made)] == [A, D, B, C]


def test_a_barrier_stands_once_on_the_list() -> None:
    there = {"vergunning"}
    assert fields(barriers.barrier_complaints(BarrierForm(title="Controle"), there)) == []
    assert fields(barriers.barrier_complaints(BarrierForm(title=" Vergunning "), there)) == [
        "title"
    ]
    assert fields(barriers.barrier_complaints(BarrierForm(title=""), there)) == ["title"]


def test_a_place_of_the_grid_is_a_barrier_of_the_region_and_one_form() -> None:
    every = [ExploitationForm.SEXUAL, ExploitationForm.LABOUR]
    rows = [RaisedRow(A, every), RaisedRow(B)]
    assert barriers.cells(rows) == {(A, "sexual"), (A, "labour")}
    assert fields(barriers.raising_complaints(rows, {A, B})) == []
    wrong = [RaisedRow(C, [ExploitationForm.ALL])]
    assert fields(barriers.raising_complaints(wrong, {A})) == [
        "barriers.0.barrierId", "barriers.0.exploitations",
    ]  # fmt: skip
    assert "" not in barriers.FORMS and len(barriers.FORMS) == 4


def test_a_ring_is_found_by_its_shortest_way() -> None:
    assert ring(A, [B], {B: {C}}) == []
    assert ring(A, [B], {B: {C}, C: {A}}) == [A, B, C, A]
    assert ring(A, [B, C], {B: {D}, D: {A}, C: {A}}) == [A, C, A]


def test_a_ring_of_others_does_not_go_on_for_ever() -> None:
    assert ring(A, [B], {B: {C}, C: {B}}) == []


def test_what_it_waited_for_until_now_does_not_count() -> None:
    """A waited for C, which waits for nothing; now it waits for B alone."""
    assert ring(A, [B], {A: {C}, B: {D}}) == []


def test_the_way_of_a_ring_names_only_what_the_reader_may_know() -> None:
    [said] = waiting_complaints(A, [B], {B}, {B: {C}, C: {A}}, {A: "1. Eigen", B: "2. Ander"})
    assert said.values["path"] == f"1. Eigen → 2. Ander → {HIDDEN} → 1. Eigen"


def test_a_commitment_waits_for_others_that_are_seen() -> None:
    assert fields(waiting_complaints(A, [A], {B}, {}, {})) == ["waitsFor"]
    assert fields(waiting_complaints(A, [new_id()], {B}, {}, {})) == ["waitsFor"]
    assert fields(waiting_complaints(A, [B], {B}, {}, {})) == []
