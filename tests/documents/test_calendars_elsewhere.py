"""Our calendars read back by the programs of others: icalendar, vobject and khal."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from governance.documents.calendars import Calendar, Event, ics

CHANGED = datetime(2026, 11, 24, 12, tzinfo=UTC)
TITLE = "Plan, “lokale aanpak”; vastgesteld in Súdwest-Fryslân – en gepubliceerd \\ bekendgemaakt"
PLAN = Event(
    "0193-plan", date(2027, 3, 1), TITLE, CHANGED, sequence=2, text="Regel een\nRegel twee, drie",
    link="https://afspraken.example/toezeggingen/0193", category="beleid, regie",
)  # fmt: skip
GONE = Event("0193-gone", date(2027, 4, 1), "Vervallen", CHANGED, sequence=1, cancelled=True)
FILE = ics(Calendar("Mijlpalen van Noordstad", [PLAN, GONE], "Wat er komt"))


def test_icalendar_reads_every_property_as_it_was_written() -> None:
    icalendar = pytest.importorskip("icalendar")
    read: Any = icalendar.Calendar.from_ical(FILE)
    assert str(read["X-WR-CALNAME"]) == "Mijlpalen van Noordstad"
    plan, gone = read.walk("VEVENT")
    assert str(plan["SUMMARY"]) == TITLE
    assert str(plan["DESCRIPTION"]) == PLAN.text
    assert [str(one) for one in plan["CATEGORIES"].cats] == [PLAN.category]
    assert (plan["DTSTART"].dt, plan["DTEND"].dt) == (date(2027, 3, 1), date(2027, 3, 2))
    assert (plan["UID"], plan["SEQUENCE"], plan["STATUS"]) == ("0193-plan", 2, "CONFIRMED")
    assert plan["DTSTAMP"].dt == plan["LAST-MODIFIED"].dt == CHANGED
    assert (gone["UID"], gone["STATUS"]) == ("0193-gone", "CANCELLED")
    assert not [one.errors for one in read.walk() if one.errors]


def test_an_empty_calendar_is_one_that_others_read() -> None:
    icalendar = pytest.importorskip("icalendar")
    read = icalendar.Calendar.from_ical(ics(Calendar("Leeg", [])))
    assert [one.name for one in read.subcomponents] == ["VTIMEZONE"]


def test_vobject_reads_the_same() -> None:
    vobject = pytest.importorskip("vobject")
    read: Any = vobject.readOne(FILE.decode())
    assert [event.uid.value for event in read.vevent_list] == ["0193-plan", "0193-gone"]
    assert read.vevent_list[0].summary.value == TITLE
    assert read.vevent_list[0].dtstart.value == date(2027, 3, 1)


def khal(folder: Path, *args: str) -> str:
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(folder / "config"), *args],
        check=True, capture_output=True, text=True, env={**os.environ, **home}, timeout=120,
    )  # fmt: skip
    return done.stdout


def test_in_khal_a_moved_milestone_moves_and_a_cancelled_one_shows_as_such(tmp_path: Path) -> None:
    pytest.importorskip("khal")
    (tmp_path / "kept").mkdir()
    (tmp_path / "config").write_text(
        f"[calendars]\n[[kept]]\npath = {tmp_path / 'kept'}\n[sqlite]\npath = {tmp_path / 'db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndefault_timezone = UTC\n"
        "local_timezone = UTC\ntimeformat = %H:%M\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    shown = ("list", "-f", "{start-date} {title}{status}", "2027-02-01", "2027-07-01")

    def takes(file: bytes) -> str:
        (tmp_path / "feed.ics").write_bytes(file)
        khal(tmp_path, "import", "--batch", "-a", "kept", str(tmp_path / "feed.ics"))
        return khal(tmp_path, *shown)

    first = takes(FILE)
    assert f"2027-03-01 {TITLE}" in first
    moved = msgspec.structs.replace(PLAN, day=date(2027, 6, 1), sequence=3)
    later = takes(ics(Calendar("Mijlpalen van Noordstad", [moved, GONE])))
    assert f"2027-06-01 {TITLE}" in later and "2027-03-01" not in later
    gone = msgspec.structs.replace(moved, cancelled=True, sequence=4)
    assert "CANCELLED" in takes(ics(Calendar("Mijlpalen van Noordstad", [gone, GONE])))
