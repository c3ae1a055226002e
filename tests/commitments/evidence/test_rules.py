"""What evidence may be, and what is told of it when it is not right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.evidence import DAY, LINK, piece

from governance.base.ids import new_id
from governance.commitments.evidence.forms import EvidenceRemovalForm
from governance.commitments.evidence.rules import complaints, open_for, removal_complaints


def wrong(*, with_file: bool = True, **fields: Any) -> list[str]:
    found = complaints(piece(**fields), DAY, {MINE}, with_file=with_file)
    return [one.field for one in found]


MINE = new_id()


def test_a_file_or_a_link_with_a_title_a_day_and_the_tick_is_right() -> None:
    assert wrong() == []
    assert wrong(link=LINK, with_file=False, milestone_line_id=MINE) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    fields: dict[str, Any] = {"title": " ", "dated_on": None, "declared": False}
    told = wrong(with_file=False, milestone_line_id=new_id(), **fields)
    assert told == ["title", "datedOn", "milestoneLineId", "file", "declared"]
    assert wrong(link=LINK) == ["link"], "a file and a link"
    assert wrong(title="x" * 201, dated_on=date(2026, 1, 3)) == ["title", "datedOn"]


@pytest.mark.parametrize(
    "link",
    [
        "http://gemeenteblad.example/besluit", "javascript:alert(1)", "gemeenteblad.example",
        "https://", "https://naam:woord@gemeenteblad.example", "https://besluit", "https://[x.y/",
        "https://a.example/met spatie", "https://a.example\\@b.example", "https://a.example:0/",
        "https://a.example:poort/", "//a.example/x", "https://a.example/" + "x" * 2000,
    ],
)  # fmt: skip
def test_a_link_is_a_whole_address_that_is_encrypted_and_names_nobody(link: str) -> None:
    assert wrong(link=link, with_file=False) == ["link"]


def test_a_title_that_looks_like_case_data_asks_a_tick_of_its_own() -> None:
    title = "Zaak 09/123456-24"
    assert wrong(title=title) == ["title", "notCaseData"]
    assert wrong(title=title, not_case_data=True) == []


def test_it_is_added_of_what_is_done_and_after_the_end_but_not_of_what_lapsed() -> None:
    assert open_for("in_force", "done") and open_for("ended", "on_track")
    assert not open_for("in_force", "lapsed") and not open_for("draft", "planned")


def test_why_it_is_taken_off_is_needed_and_short() -> None:
    assert [c.field for c in removal_complaints(EvidenceRemovalForm(" "))] == ["reason"]
    assert [c.field for c in removal_complaints(EvidenceRemovalForm("x" * 501))] == ["reason"]
    assert list(removal_complaints(EvidenceRemovalForm("Verkeerd bestand."))) == []
