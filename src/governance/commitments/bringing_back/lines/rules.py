"""A line as a file that comes back meets it, and what the file changes of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused
from governance.commitments.finding.layout.rules import (
    DAY,
    EXECUTOR,
    HOW,
    PRIORITY,
    WHY_DAY,
    WHY_HOW,
)
from governance.commitments.finding.measured.rules import VALUE, WHY
from governance.commitments.hidden_days.rules import HIDDEN
from governance.commitments.warning.rules import MOST as MOST_SIGNS
from governance.commitments.warning.rules import Sign, signs

Fields: TypeAlias = dict[str, Any]
"""What changes of a line, by the names of the form."""
Typed: TypeAlias = Any
"""A form of this package; the rules know only its fields."""
MOST = 500
"""Commitments that one file changes, at most."""
MOST_TOLD = 50
"""Complaints on a page; a machine is told all of them."""
MORE = N_("And more of the same: {number}. Correct these first.")
NOTHING = N_("Nothing changes: everything in this file stands here already.")
TOO_MANY = N_("A file changes at most {limit} commitments at once: split it.")
STALE = N_("Somebody changed this commitment since: take the list out once more.")
LINE_TWICE = N_("This commitment stands here twice.")
LINE_AS_IT_IS = N_("Nothing of this commitment changes.")


class Plan(Struct, frozen=True):
    """What is known of the milestones of a line, for the rules of planning anew."""

    next_id: UUID
    open_ones: Mapping[UUID, Any]
    taken: set[tuple[UUID, date]]
    entered_on: date
    ends_on: date | None


class Here(Struct, frozen=True):
    """A line as it is now and as who brings the file back may know it; ``opened``: the columns in
    which that person may write something else."""

    cells: Mapping[str, str]
    opened: frozenset[str]
    executor_id: UUID | None
    plan: Plan | None


class CellChange(Struct, frozen=True, rename="camel"):
    """What becomes of a cell; a day as yyyy-mm-dd. ``where``: the cell in the file."""

    column: str
    where: str
    before: str
    after: str


class Changed(Struct, frozen=True):
    """What a row of a file changes of a line."""

    id: UUID
    row: int
    cells: tuple[CellChange, ...]
    fields: Fields


class Noticed(Struct, frozen=True, rename="camel"):
    """A piece of a cell that looks like data about a case, a victim or a suspect; ``looks``: what
    it looks like, ``where``: the cell in the file."""

    column: str
    where: str
    said: str
    looks: Sign


FIELD_OF: Mapping[str, str] = {
    **dict.fromkeys(PRIORITY, "priority"), DAY: "nextPlannedOn", WHY_DAY: "reason", HOW: "how",
    EXECUTOR: "executorOrganisationId", WHY_HOW: "why", VALUE: "value", WHY: "reason",
}  # fmt: skip
"""Which field of what is carried out the text of a column becomes."""


def cells_of(cells: Iterable[CellChange]) -> dict[str, str]:
    """In which cell of the file each field stands."""
    return {FIELD_OF[cell.column]: cell.where for cell in cells}


class LineOf(Struct, frozen=True):
    """A line as it is when a file is carried out: its versions, and what it is called; no
    ``version`` where that is not for who carries it out, who may change nothing of it.
    ``hides_days``: its days are planned on its own page alone."""

    version: int | None
    execution_version: int
    name: str
    hides_days: bool = False


def noticed(cells: Iterable[CellChange]) -> Iterator[Noticed]:
    """What of the texts of a file is asked about before these count."""
    for cell in cells:
        for sign, said in signs(cell.after)[:MOST_SIGNS]:
            yield Noticed(cell.column, cell.where, said, sign)


def short(refused: Refused) -> Refused:
    """The first complaints, with how many come after these: what a page shows at once."""
    more = len(refused.complaints) - MOST_TOLD
    if more <= 0:
        return refused
    rest = Complaint("file", MORE, {"number": more})
    return Refused([*refused.complaints[:MOST_TOLD], rest])


def carrying_complaints(form: Typed, here: Mapping[UUID, LineOf]) -> Iterator[Complaint]:
    """What is wrong with what is carried out, before each line is looked at by its own rules."""
    if not form.lines and not form.measurements:
        yield Complaint("lines", NOTHING)
    if len(form.lines) > MOST:
        yield Complaint("lines", TOO_MANY, {"limit": MOST})
    seen: set[UUID] = set()
    for place, one in enumerate(form.lines):
        at, line = f"lines.{place}.", here[one.id]
        if one.id in seen:
            yield Complaint(f"{at}id", LINE_TWICE, about=line.name)
        seen.add(one.id)
        stale = None not in (one.version, line.version) and one.version != line.version
        if stale or (one.how and one.execution_version != line.execution_version):
            yield Complaint(f"{at}version", STALE, about=line.name)
        if one.next_milestone_id and line.hides_days:
            yield Complaint(f"{at}nextMilestoneId", HIDDEN, about=line.name)
        if not (one.priority or one.next_milestone_id or one.how):
            yield Complaint(f"{at}id", LINE_AS_IT_IS, about=line.name)
