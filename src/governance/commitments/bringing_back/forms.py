"""What is handed in when a file that came back is carried out: what it changes, line by line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.priorities.rules import Priority
from governance.commitments.warning.forms import Asked, Code


class LineChange(Struct, frozen=True, rename="camel", kw_only=True):
    """What changes of a line, as of the versions that the file was made of.

    ``priority``: none leaves it. ``next_milestone_id`` is planned on ``next_planned_on``, for
    the ``reason`` given; none leaves it. ``how``, ``executor_organisation_id`` and ``why`` as in
    who carries it out; an empty ``how`` leaves that. ``cells``: in which cell of the file a field
    stands, told with what is wrong with it.
    """

    id: UUID
    version: Seen = None
    execution_version: int | None = None
    priority: Priority | None = None
    next_milestone_id: UUID | None = None
    next_planned_on: date | None = None
    reason: Lines = ""
    how: Code = ""
    executor_organisation_id: UUID | None = None
    why: Lines = ""
    cells: dict[str, Code] = {}


class MeasurementChange(Struct, frozen=True, rename="camel", kw_only=True):
    """The value of one period of an indicator of a line of the own organisation, as of
    ``version``: how many values of it there were. ``reason``: of a correction. ``cells`` as in
    :class:`LineChange`."""

    line_id: UUID
    indicator_id: UUID
    period_from: date
    value: Decimal
    reason: Lines = ""
    version: Seen = None
    cells: dict[str, Code] = {}


class BringBackForm(Asked, frozen=True, rename="camel", kw_only=True):
    """All that a file changes; ``sha256``: the hash of that file. ``not_case_data``: what in its
    reasons looks like case data is none."""

    lines: list[LineChange]
    measurements: list[MeasurementChange] = field(default_factory=list)
    sha256: Annotated[Code, Meta(pattern="^([0-9a-f]{64})?$")] = ""


class BringBackPage(Asked, frozen=True, rename="camel", kw_only=True):
    """The same as a page carries it, in one hidden field: JSON of :class:`BringBackForm`."""

    changes: Code = ""
