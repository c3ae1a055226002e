"""What is handed in to plan milestones of a line anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct, field

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked


class NewDay(Struct, frozen=True, rename="camel"):
    """A milestone of the line and the day on which it is planned from now on."""

    id: UUID
    planned_on: date | None = None


class ReplanningForm(Asked, frozen=True, rename="camel"):
    """Other days for milestones of a line, with why; ``version`` is the line's.

    ``not_case_data``: what in the reason looks like case data is none.
    """

    reason: Lines
    milestones: list[NewDay] = field(default_factory=list)
    version: Seen = None
