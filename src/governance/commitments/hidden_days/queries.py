"""What a list is told of the days of inspections, by who reads it."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from governance.commitments.hidden_days.rules import without_days
from governance.commitments.sharing.queries import told
from governance.library.kinds.folders import hides_dates

Line = TypeVar("Line", bound=Struct)


def days_told(kinds: str) -> str:
    """That a list may be narrowed and sorted by the days of a line ``l`` of the commitment ``c``:
    one sees all of it, or they are no secret. ``kinds``: the parameter with those that hide."""
    return f"(k.whole or c.kind <> all({kinds}::text[]) or {told('state')} = 'done')"


def without_its_days(line: Line, kind: str) -> Line:
    """A line of a kind without the days that only its own page tells."""
    if not hides_dates(kind):
        return line
    return replace(line, **without_days(asdict(line), hides=True))
