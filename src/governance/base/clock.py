"""Moments and legal days. The clock is injected: only the roof reads the time of the machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

Clock: TypeAlias = Callable[[], datetime]
"""Gives this moment, in UTC."""

YEARS = range(2000, 2200)
"""The years in which the days of an agreement lie; any other is a slip of the pen."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """The moment of the machine, in UTC."""
    return datetime.now(UTC)


def day(moment: datetime) -> date:
    """The legal day of a moment: the date in Europe/Amsterdam."""
    return moment.astimezone(AMSTERDAM).date()
