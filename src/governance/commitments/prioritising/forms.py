"""What is handed in to change the priority of many commitments at once."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen
from governance.commitments.priorities.rules import Priority


class LineSeen(Struct, frozen=True, rename="camel", kw_only=True):
    """A line, as of the version that was seen."""

    id: UUID
    version: Seen = None


class PriorityForm(Struct, frozen=True, rename="camel", kw_only=True):
    """The lines that get a priority."""

    priority: Priority
    lines: list[LineSeen]


class PriorityUndoing(Struct, frozen=True, rename="camel", kw_only=True):
    """That a change is undone."""

    version: Seen = None
