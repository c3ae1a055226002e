"""What is kept back of a commitment that hides its days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.bringing_back import exported_line

from governance.commitments.finding.layout.rules import COLUMNS, PLAN, texts_of
from governance.commitments.hidden_days.queries import without_its_days
from governance.commitments.hidden_days.rules import keeps_back, without_days
from governance.commitments.rules import LineState
from governance.library.kinds.folders import hides_dates, kinds

DAY = date(2027, 3, 1)
LINE: dict[str, Any] = {
    "state": "started", "planned_on": DAY, "forecast_on": DAY, "accepted_until": DAY,
    "done_on": None, "next_title": "Controle", "next_planned_on": DAY, "next_forecast_on": DAY,
    "title": "Controles",
}  # fmt: skip


def test_all_that_is_not_reached_is_kept_back_also_where_the_reader_does_not_know_that() -> None:
    told = [state for state in (*LineState, "") if not keeps_back(True, state)]
    assert told == [LineState.DONE]
    assert not any(keeps_back(False, state) for state in (*LineState, ""))


def test_of_an_inspection_no_day_and_no_milestone_to_come_is_told() -> None:
    found = without_days(LINE, hides=True)
    assert {name for name, value in found.items() if value} == {"state", "title", "days_hidden"}
    assert without_days(LINE, hides=False) == {**LINE, "days_hidden": False}


def test_what_was_done_is_told_and_what_is_next_still_not() -> None:
    found = without_days({**LINE, "state": "done", "done_on": DAY}, hides=True)
    assert found["planned_on"] == found["done_on"] == DAY and not found["days_hidden"]
    assert found["next_title"] is found["next_planned_on"] is None


@pytest.mark.parametrize("key", list(kinds()))
def test_a_line_of_a_list_asks_its_kind(key: str) -> None:
    line = without_its_days(exported_line(kind=key), key)
    assert line.days_hidden == hides_dates(key) == (key == "enforcement")
    assert (line.next_planned_on is None) == line.days_hidden


def test_a_file_holds_no_day_of_an_inspection_and_opens_no_cell_for_one() -> None:
    open_, hidden = (
        exported_line(),
        without_its_days(exported_line(kind="enforcement"), "enforcement"),
    )
    at = [COLUMNS.index(name) for name in ("gepland", "verwacht", *PLAN)]
    assert [texts_of(hidden)[place] for place in at] == ["", "", "", ""]
    assert texts_of(open_)[at[0]] == "2027-12-01"
