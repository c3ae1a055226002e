"""What a file of commitments that comes back changes, and what of it may not be. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.clock import YEARS
from governance.base.errors import N_, Complaint
from governance.base.signs import why_unfit
from governance.commitments.bringing_back.lines.rules import (
    MOST,
    STALE,
    TOO_MANY,
    CellChange,
    Changed,
    Fields,
    Here,
)
from governance.commitments.bringing_back.reading.rules import FORMULA, FileRow, FileRows
from governance.commitments.executing import rules as executing
from governance.commitments.finding.layout.rules import (
    COLUMNS,
    DAY,
    EXECUTION,
    EXECUTION_VERSION,
    EXECUTOR,
    HOW,
    ID,
    LOCKED,
    MARK,
    OPENED,
    PRIORITY,
    VERSION,
    WHY_DAY,
    WHY_HOW,
    WORDS,
    dutch,
    mark_of,
)
from governance.commitments.priorities.rules import Priority
from governance.commitments.replanning.rules import plan_complaints
from governance.documents.grids.cells import place_of
from governance.web.values import DATE, FAR

NOT_HERE = N_("There is no commitment with this id, or you do not see it.")
LOCKED_HERE = N_("This is not changed by a file. Put back what stood here: “{now}”.")
LOCKED_EMPTY = N_("This is not changed by a file. Nothing stood here: make it empty again.")
NOT_YOURS = N_("You cannot change this of this commitment.")
CHOOSE = N_("Choose one of these: {words}.")
NO_DAY = N_("A reason stands here, but the day of the milestone stays as it was.")
NO_NAME = N_("No organisation has this name: write it as the register does.")
SAME_NAME = N_("More than one organisation has this name: choose it on the page of the commitment.")
_PLAN_FIELDS = {"reason": WHY_DAY}
_EXECUTION_FIELDS = {"how": HOW, "executorOrganisationId": EXECUTOR, "why": WHY_HOW}


class _Move(Struct, frozen=True):
    id: UUID
    planned_on: date


class _Planned(Struct, frozen=True):
    reason: str
    milestones: tuple[_Move, ...]


class _Executed(Struct, frozen=True):
    how: str
    executor_organisation_id: UUID | None
    why: str


def compared(
    file: FileRows, here: Mapping[UUID, Here], names: Mapping[str, tuple[UUID, ...]]
) -> tuple[list[Changed], list[Complaint]]:
    """What a file changes of the lines that are here, and everything that is wrong with it.

    ``names``: the organisations that have a name, by that name in small letters.
    """
    changed: list[Changed] = []
    wrong = list(file.complaints)
    for row in file.rows:
        now = here.get(row.id)
        if now is None:
            wrong.append(file.wrong(row, ID, NOT_HERE))
            continue
        comparing = _Comparing(file, row, now, names)
        found = comparing.changes()
        wrong += comparing.complaints
        if found and len(changed) == MOST:
            wrong.append(file.wrong(row, ID, TOO_MANY, limit=MOST))
            break
        if found:
            changed.append(found)
    return changed, sorted(wrong, key=_row_of)


def _row_of(complaint: Complaint) -> int:
    """In which row of its file something is wrong."""
    place = place_of(complaint.file.rpartition("!")[2])
    return complaint.line or (place[0] if place else 0)


class _Comparing:
    """One row beside its line as it is now; gathers what is wrong."""

    def __init__(
        self, file: FileRows, row: FileRow, now: Here, names: Mapping[str, tuple[UUID, ...]]
    ) -> None:
        self.file, self.row, self.now, self.names = file, row, now, names
        self.complaints: list[Complaint] = []

    def changes(self) -> Changed | None:
        """What changes; none where nothing does, or where it cannot be told."""
        fixed, opened = mark_of([self.row.cells[name] for name in COLUMNS]).split(".")
        as_fixed, _, as_opened = self.row.cells[MARK].partition(".")
        if (fixed, opened) == (as_fixed, as_opened):
            return None
        if fixed != as_fixed:
            self._locked()
        differing = [name for name in OPENED if self._differs(name)]
        if differing:
            self._version(VERSION)
        if set(differing) & set(EXECUTION):
            self._version(EXECUTION_VERSION)
        if self.complaints or not differing:
            return None
        return self._opened(differing)

    def _differs(self, column: str) -> bool:
        return column not in self.row.broken and self.row.cells[column] != self.now.cells[column]

    def _wrong(self, column: str, problem: str, **values: object) -> None:
        self.complaints.append(self.file.wrong(self.row, column, problem, **values))

    def _locked(self) -> None:
        """What the service says itself and a file says otherwise."""
        for name in (VERSION, EXECUTION_VERSION):
            self._version(name)
        for name in filter(self._differs, () if self.complaints else LOCKED):
            now = self.now.cells[name]
            self._wrong(name, LOCKED_HERE if now else LOCKED_EMPTY, **({"now": now} if now else {}))

    def _version(self, column: str) -> None:
        stale = self.file.wrong(self.row, column, STALE)
        if self._differs(column) and stale not in self.complaints:
            self.complaints.append(stale)

    def _opened(self, differing: list[str]) -> Changed | None:
        for name in differing:
            if name not in self.now.opened:
                self._wrong(name, NOT_YOURS)
            elif self.row.typed[name].startswith("="):
                self._wrong(name, FORMULA)
            elif (said := self.row.typed[name]) and (problem := why_unfit(said, lines=True)):
                self._wrong(name, problem[0], **problem[1])
        if self.complaints:
            return None
        fields: Fields = {}
        for column in filter(differing.__contains__, PRIORITY):
            found = self._chosen(column)
            fields["priority"] = Priority(found) if found else None
        if {DAY, WHY_DAY} & set(differing):
            fields |= self._planned(differing)
        if set(EXECUTION) & set(differing):
            fields |= self._executed()
        cells = tuple(self._cell(name) for name in differing)
        made = Changed(self.row.id, self.row.number, cells, fields)
        return None if self.complaints else made

    def _cell(self, name: str) -> CellChange:
        where = self.file.grid.name(self.row.number, self.file.columns[name])
        return CellChange(name, where, self.now.cells[name], self.row.cells[name])

    def _chosen(self, column: str) -> str:
        """The choice that a word stands for; empty where it is none."""
        offered = {word.casefold(): code for code, word in dutch(WORDS[column]).items()}
        found = offered.get(self.row.cells[column].casefold(), "")
        if not found:
            self._wrong(column, CHOOSE, words=", ".join(sorted(offered)))
        return str(found)

    def _planned(self, differing: list[str]) -> Fields:
        plan, reason = self.now.plan, self.row.typed[WHY_DAY]
        if DAY not in differing or plan is None:
            self._wrong(WHY_DAY, NO_DAY)
            return {}
        try:
            day = date.fromisoformat(self.row.cells[DAY])
        except ValueError:
            self._wrong(DAY, DATE)
            return {}
        if day.year not in YEARS:
            self._wrong(DAY, FAR, first=YEARS[0], last=YEARS[-1])
        form = _Planned(reason, (_Move(plan.next_id, day),))
        told = plan_complaints(form, plan.open_ones, plan.taken, plan.entered_on, plan.ends_on)
        self._told(told, _PLAN_FIELDS, DAY)
        return {"next_milestone_id": plan.next_id, "next_planned_on": day, "reason": reason}

    def _executed(self) -> Fields:
        how, why = self._chosen(HOW), self.row.typed[WHY_HOW]
        form = _Executed(how, self._executor(), why)
        told = executing.complaints(form)
        known = {c.about for c in self.complaints}
        fresh = (c for c in told if _EXECUTION_FIELDS[c.field] not in known)
        self._told(fresh, _EXECUTION_FIELDS, HOW)
        executor = form.executor_organisation_id
        return {"how": how, "executor_organisation_id": executor, "why": why}

    def _executor(self) -> UUID | None:
        name = self.row.cells[EXECUTOR]
        if name == self.now.cells[EXECUTOR]:
            return self.now.executor_id
        found = self.names.get(name.casefold(), ())
        if name and len(found) != 1:
            self._wrong(EXECUTOR, SAME_NAME if found else NO_NAME)
        return found[0] if len(found) == 1 else None

    def _told(
        self, complaints: Iterator[Complaint], columns: Mapping[str, str], otherwise: str
    ) -> None:
        """Complaints of the rules of a step, each at its cell."""
        for one in complaints:
            self._wrong(columns.get(one.field, otherwise), one.problem, **one.values)
