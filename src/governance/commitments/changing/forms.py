"""What is handed in to change many commitments at once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import asdict

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.changing.rules import What
from governance.commitments.warning.forms import Asked, Code


class LineChosen(Struct, frozen=True, rename="camel", kw_only=True):
    """A line that is changed, as of the version that the preview gave."""

    id: UUID
    version: Seen = None


class Wanted(Asked, frozen=True, rename="camel", kw_only=True):
    """What is changed, and into what.

    ``to``: the priority, by whom it is carried out (agreed, itself, other) or the audience.
    ``executor_organisation_id``: who does it, for other. ``weeks`` or ``on``: all open milestones
    so many weeks later, or the first of them on that day. ``why``: needed for milestones and for
    whoever does not carry out as agreed. ``knowingly``: what others saw is not taken back by a
    narrower audience.
    """

    what: What
    to: Code = ""
    executor_organisation_id: UUID | None = None
    weeks: int | None = None
    on: date | None = None
    why: Lines = ""
    knowingly: bool = False


class ChangeForm(Wanted, frozen=True, rename="camel", kw_only=True):
    """The same, with the lines that are changed."""

    lines: list[LineChosen] = field(default_factory=list)


class LinePicked(Struct, frozen=True, rename="camel", kw_only=True):
    """A line that a page offered, and whether it was ticked."""

    id: UUID
    version: Seen = None
    chosen: bool = False


class ChangePage(Wanted, frozen=True, rename="camel", kw_only=True):
    """As a page hands it in: with the lines that were not chosen."""

    lines: list[LinePicked] = field(default_factory=list)

    def chosen(self) -> ChangeForm:
        """What was chosen."""
        picked = [LineChosen(id=one.id, version=one.version) for one in self.lines if one.chosen]
        return ChangeForm(**{**asdict(self), "lines": picked})


class ChangeUndoing(Struct, frozen=True, rename="camel", kw_only=True):
    """That a change is undone."""

    version: Seen = None
