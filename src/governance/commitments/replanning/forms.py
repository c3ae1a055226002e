"""What is handed in to plan milestones of a line anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines
from governance.base.version import Seen


class NewDay(Struct, frozen=True, rename="camel"):
    """A milestone of the line and the day on which it is planned from now on."""

    id: UUID
    planned_on: date | None = None


class ReplanningForm(Struct, frozen=True, rename="camel"):
    """Other days for milestones of a line, with why; ``version`` is the line's.

    ``not_case_data``: what in the reason looks like case data is none.
    """

    reason: Lines
    milestones: list[NewDay] = []
    version: Seen = None
    not_case_data: bool = False
