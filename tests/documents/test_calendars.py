"""A calendar as iCalendar: what a program of somebody needs to follow what moves and goes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.documents.calendars import LONGEST_LINE, Calendar, Event, escaped, folded, ics

CHANGED = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAN = Event("one", date(2027, 3, 1), "Plan gereed", CHANGED)


def unfolded(file: bytes) -> list[str]:
    """The lines of content of a file, as a program reads them."""
    return file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_an_event_is_one_whole_day_that_blocks_no_time() -> None:
    lines = unfolded(ics(Calendar("Mijlpalen", [PLAN])))
    for said in (
        "UID:one", "DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270302", "SEQUENCE:0",
        "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "DTSTAMP:20261124T120000Z",
        "LAST-MODIFIED:20261124T120000Z", "SUMMARY;LANGUAGE=nl:Plan gereed",
        "X-WR-CALNAME:Mijlpalen", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ):  # fmt: skip
        assert said in lines, said
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


def test_the_same_events_give_the_same_bytes_and_every_line_ends_as_the_norm_asks() -> None:
    file = ics(Calendar("Mijlpalen", [PLAN]))
    assert file == ics(Calendar("Mijlpalen", [PLAN]))
    assert file.endswith(b"\r\n") and b"\n" not in file.replace(b"\r\n", b"")


def test_a_calendar_without_events_still_holds_something() -> None:
    lines = unfolded(ics(Calendar("Leeg", [])))
    assert "BEGIN:VTIMEZONE" in lines and "BEGIN:VEVENT" not in lines
    assert "BEGIN:VTIMEZONE" not in unfolded(ics(Calendar("Vol", [PLAN])))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("een\r\ntwee\rdrie\nvier", "een\\ntwee\\ndrie\\nvier"),
        ("x\x00y\x1bz\tq", "xyz q"),
        ("een\u2028twee", "een\\ntwee"),
    ],
)
def test_a_text_cannot_break_out_of_its_property(text: str, value: str) -> None:
    assert escaped(text) == value


def test_an_injected_property_stays_text() -> None:
    title = "x\r\nATTENDEE:mailto:iemand@example.org\r\nEND:VEVENT"
    lines = unfolded(ics(Calendar("y", [Event("one", date(2027, 1, 1), title, CHANGED)])))
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert lines.count("END:VEVENT") == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=400))
def test_a_folded_line_fits_and_comes_back_whole(text: str) -> None:
    file = folded(f"SUMMARY:{text}")
    assert all(len(part) <= LONGEST_LINE for part in file.split(b"\r\n"))
    assert file.replace(b"\r\n ", b"") == f"SUMMARY:{text}\r\n".encode()
    for part in file.split(b"\r\n"):
        part.decode()
