"""What a kind asks beyond its fields, and for whom a commitment holds."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.commitments import commitment

from governance.commitments.agreed.rules import commitment_complaints
from governance.commitments.kinds.rules import Scope, extra_complaints, own_rules, scope_of
from governance.library.kinds.folders import kinds


@pytest.mark.parametrize(
    ("kind", "extra", "field"),
    [
        ("capacity", {"covered": "13", "municipalities": 12}, "covered"),
        ("education", {"schools_reached": 5, "schools_in_area": "4"}, "schools_reached"),
        ("case_direction", {"director": "Burgemeester", "deputy": "burgemeester "}, "deputy"),
        ("enforcement", {"inspections": 6}, "legal_basis"),
    ],
)
def test_what_a_kind_does_not_allow_is_told_at_its_field(
    kind: str, extra: dict[str, Any], field: str
) -> None:
    [told] = extra_complaints(kind, extra, "commitments.0")
    assert told.field == f"commitments.0.extra.{field}"


@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        ("capacity", {"covered": 12, "municipalities": 12}),
        ("capacity", {"covered": 12}),
        ("education", {"schools_reached": 4, "schools_in_area": 4}),
        ("case_direction", {"director": "burgemeester", "deputy": "loco-burgemeester"}),
        ("case_direction", {"deputy": "loco-burgemeester"}),
        ("enforcement", {"inspections": 6, "legal_basis": "APV, artikel 2"}),
        ("enforcement", {"inspections": 0}),
    ],
)
def test_what_a_kind_allows_is_not_told(kind: str, extra: dict[str, Any]) -> None:
    assert list(extra_complaints(kind, extra, "commitments.0")) == []


def test_the_rules_of_a_kind_wait_until_its_fields_fit() -> None:
    [told] = extra_complaints("enforcement", {"inspections": "many"}, "c")
    assert told.field == "c.extra.inspections"


def test_a_kind_without_a_module_has_no_rules_of_its_own() -> None:
    judged = {key for key in kinds() if own_rules(key)}
    assert judged == {"capacity", "case_direction", "education", "enforcement"}


def test_a_commitment_holds_for_one_for_some_or_for_all_that_sign() -> None:
    assert [scope_of("a", 3), scope_of("ab", 3), scope_of("abc", 3)] == [
        Scope.ONE, Scope.SOME, Scope.ALL,
    ]  # fmt: skip
    assert scope_of("a", 1) is Scope.ONE
    assert scope_of("", 0) is Scope.SOME


def test_a_priority_that_does_not_exist_and_a_long_list_of_partners_are_refused() -> None:
    form = commitment([], priority="urgent", informal_partners="x" * 2001, kind="nothing")
    told = {c.field for c in commitment_complaints(form, "c", [], [])}
    assert {"c.priority", "c.informalPartners", "c.kind"} <= told
