"""What is handed in when somebody leaves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class LeavingForm(Struct, frozen=True, rename="camel"):
    """The last day or ``at_once``, whatever the day; and by the id of each role the person who
    takes it over, where there is one."""

    last_day: date | None = None
    successors: dict[str, UUID] = {}
    at_once: bool = False
