"""A calendar as iCalendar (RFC 5545 and 7986), for the programs that people keep theirs in. Pure.

Every event is of a whole day. Its ``uid`` stays the same for ever: by that a program sees that it
moved, by a higher ``sequence`` that this is the newer one, and by ``cancelled`` that it takes it
away. The same events always give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from governance.base import signs

MEDIA_TYPE = "text/calendar"
LONGEST_LINE = 75
"""Octets in a line, without its end; what is longer goes on after a space in the next."""
REFRESH = "PT6H"
"""So often a program looks again, where it follows what the calendar asks."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_AMSTERDAM = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""
# A calendar must hold something: one without events holds the zone in which its days lie.


class Event(Struct, frozen=True):
    """Something on one day. ``changed_at``: when it last changed, with its zone."""

    uid: str
    day: date
    title: str
    changed_at: datetime
    sequence: int = 0
    cancelled: bool = False
    text: str = ""
    link: str = ""
    category: str = ""


class Calendar(Struct, frozen=True):
    """Events under a name, in a language (``nl`` or ``en``)."""

    name: str
    events: Sequence[Event]
    text: str = ""
    language: str = "nl"


def ics(calendar: Calendar) -> bytes:
    """The calendar as a file of iCalendar, in UTF-8, its lines folded as the norm asks."""
    return b"".join(folded(line) for line in _lines(calendar))


def folded(line: str) -> bytes:
    """A line of content, folded so that no sign is broken in two."""
    if line.isascii() and len(line) <= LONGEST_LINE:
        return line.encode() + b"\r\n"
    parts: list[bytes] = []
    part, room = b"", LONGEST_LINE
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", LONGEST_LINE - 1
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"


def escaped(text: str) -> str:
    """A text as the value of a property: new lines stay, other signs of control do not."""
    plain = _CONTROLS.sub("", _LINES.sub("\n", text).replace("\t", " "))
    return signs.legible(plain).translate(_ESCAPED)


def _lines(of: Calendar) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//governance//commitments//{of.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escaped(of.name)}"
    yield f"X-WR-CALNAME:{escaped(of.name)}"
    if of.text:
        yield f"DESCRIPTION:{escaped(of.text)}"
        yield f"X-WR-CALDESC:{escaped(of.text)}"
    yield "X-WR-TIMEZONE:Europe/Amsterdam"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    for event in of.events:
        yield from _event(event, of.language)
    if not of.events:
        yield from _AMSTERDAM.splitlines()
    yield "END:VCALENDAR"


def _event(of: Event, language: str) -> Iterator[str]:
    changed = f"{of.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(of.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{of.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(of.day)}"
    yield f"DTEND;VALUE=DATE:{_day(of.day + timedelta(days=1))}"
    yield f"SUMMARY;LANGUAGE={language}:{escaped(of.title)}"
    if of.text:
        yield f"DESCRIPTION;LANGUAGE={language}:{escaped(of.text)}"
    if of.category:
        yield f"CATEGORIES;LANGUAGE={language}:{escaped(of.category)}"
    if of.link:
        yield f"URL:{of.link}"
    yield "STATUS:CANCELLED" if of.cancelled else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _day(of: date) -> str:
    return f"{of.year:04}{of:%m%d}"
