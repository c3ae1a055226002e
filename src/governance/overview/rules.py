"""What the dashboard shows of all lines: what is asked, in which order, how many a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.commitments.rules import Standing

Line: TypeAlias = Any
"""A line as shown; the rules stand below the queries and know only its fields."""

COLUMNS = 20
"""Organisations in one page of the matrix."""
ROWS = 50
"""Lines in one page of the list."""
BEHIND = "behind"
"""Asks for what is late and what is at risk together."""
_ORDER = {standing: place for place, standing in enumerate(reversed(Standing))}


class Wanted(Struct, frozen=True):
    """What is asked of the dashboard; empty text asks for everything."""

    agreement: UUID | None = None
    theme: str = ""
    organisation: str = ""
    standing: str = ""
    page: int = 1
    columns: int = 1


def matched(line: Line, wanted: Wanted) -> bool:
    """Whether a line is one of those asked for."""
    return (
        wanted.theme in ("", line.theme)
        and wanted.organisation in ("", line.organisation)
        and (wanted.standing in ("", line.standing) or _behind(line, wanted))
    )


def _behind(line: Line, wanted: Wanted) -> bool:
    return wanted.standing == BEHIND and line.standing in (Standing.LATE, Standing.AT_RISK)


def worst_first(line: Line) -> tuple[int, date, str, int]:
    """Late before at risk before on schedule, what is not shared last; then the oldest plan."""
    planned = line.next_planned_on or line.planned_on or date.max
    place = len(_ORDER) if line.standing is None else _ORDER[line.standing]
    return place, planned, line.organisation, line.number


def counted_by(lines: Iterable[Line]) -> dict[Standing, int]:
    """How many lines stand how, from bad to good; of what is not shared nothing is counted."""
    counts = dict.fromkeys(_ORDER, 0)
    for line in lines:
        if line.standing is not None:
            counts[line.standing] += 1
    return counts
