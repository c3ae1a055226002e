"""The ground without a database: names, days, actors, workflows, words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.errors import Complaint, Refused, WrongState, complain
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.words import counted, translate
from governance.base.workflow import Step, Workflow


def test_names_sort_and_are_found_without_accents_and_articles() -> None:
    names = ["Zwolle", "Élst", "'s-Gravenhage", "Eijsden-Margraten", "IJsselstein"]
    assert sorted(names, key=sort_key) == [
        "Eijsden-Margraten",
        "Élst",
        "'s-Gravenhage",
        "IJsselstein",
        "Zwolle",
    ]
    assert search_key("Curaçao  (Élst)") == "curacao elst"


def test_a_legal_day_begins_at_midnight_in_amsterdam() -> None:
    assert day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert day(datetime(2026, 1, 1, 22, 30, tzinfo=UTC)) == date(2026, 1, 1)


def test_ids_grow_with_time() -> None:
    ids = [new_id() for _ in range(200)]
    assert ids == sorted(ids)
    assert {i.version for i in ids} == {7}


def test_a_role_counts_only_for_whom_it_is_held() -> None:
    here, there = UUID(int=1), UUID(int=2)
    held = Role(id=UUID(int=9), kind=RoleKind.LINKING_PIN, organisation_id=here)
    actor = Actor(UUID(int=3), "linking pin", (held,))
    assert actor.role(RoleKind.LINKING_PIN, organisation=here) == held
    assert actor.role(RoleKind.LINKING_PIN, organisation=there) is None
    assert actor.role(RoleKind.ADMINISTRATOR, organisation=here) is None
    assert actor.organisations == {here}


def test_a_step_that_the_workflow_does_not_know_is_refused() -> None:
    flow = Workflow("door", (Step("shut", "open", "open", (RoleKind.CHAIR,)),))
    assert flow.step("shut", "open").target == "open"
    with pytest.raises(WrongState):
        flow.step("open", "open")


def test_all_complaints_come_at_once() -> None:
    with pytest.raises(Refused) as refused:
        complain([Complaint("a", "one"), Complaint("b", "two")])
    assert [c.field for c in refused.value.complaints] == ["a", "b"]
    complain([])


def test_english_is_the_message_itself() -> None:
    assert translate("en", "Not {what}", what="this") == "Not this"
    assert counted("en", "{number} day", "{number} days", 1) == "1 day"
    assert counted("en", "{number} day", "{number} days", 0) == "0 days"
