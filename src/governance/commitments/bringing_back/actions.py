"""Carrying a file of commitments out that came back: all that it changes, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from typing import IO, Any, TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    Complaint,
    NotAllowed,
    NotFound,
    Overtaken,
    Refused,
    Unread,
    complain,
    complain_of_ids,
)
from governance.base.permissions import TABLE
from governance.base.settings import Settings
from governance.commitments.bringing_back.forms import BringBackForm, LineChange
from governance.commitments.bringing_back.lines.rules import LineOf, carrying_complaints
from governance.commitments.bringing_back.measured.rules import (
    STALE_VALUE,
    carrying_value_complaints,
)
from governance.commitments.bringing_back.queries import Differences, differences
from governance.commitments.executing.actions import execute_otherwise
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.finding.exported.queries import exported_of
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import MeasurementForm
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising.actions import prioritise
from governance.commitments.prioritising.forms import LineSeen, PriorityForm
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.files.actions import look_over
from governance.files.rules import Kind
from governance.library.kinds.folders import hides_dates
from governance.web.uploading import Upload

WANTED = (Kind.XLSX, Kind.CSV)
"""What a list of commitments comes back as."""
THING = ("commitments", SERVICE)
_LOCK = "select id from commitment_line where id = any($1::uuid[]) order by id for update"


class BroughtBack(Struct, frozen=True, rename="camel"):
    """What carrying a file out came to. ``priority_changes``: by which each can be undone."""

    lines: int
    measurements: int
    priority_changes: tuple[UUID, ...]


async def read_back(
    upload: Upload | None, *, settings: Settings, by: Actor, at: datetime
) -> Differences:
    """What a file would change; nothing is changed, and the file is not kept.

    Raises :class:`Refused` with everything that is wrong in it.
    """
    _door(by)
    named = "".join(filter(str.isprintable, upload.filename))[:200] if upload else ""
    try:
        found, sealed, file = await look_over(
            upload, WANTED, SERVICE, THING, settings=settings, by=by, at=at
        )
    except Refused as refused:
        raise Refused(replace(one, file=named) for one in refused.complaints) from None
    content = await asyncio.to_thread(_whole, file)
    return await differences(found.name, content, sealed, by=by, today=day(at))


async def bring_back(
    form: BringBackForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> BroughtBack:
    """Carry out what a file changes: all of it, or nothing.

    Raises :class:`Refused` with every line that somebody changed since, and with what is wrong
    with one; :class:`NotFound` where one of them is not seen or may not be changed.
    """
    _door(by)
    complain_of_ids(unread)
    ids = sorted({one.id for one in form.lines})
    every = sorted({*ids, *(one.line_id for one in form.measurements)})
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, every)
        lines = await exported_of(every, by=by, today=day(at))
        if len(lines) != len(every):
            raise NotFound
        here = {one.id: _of(one) for one in lines}
        names = {of: line.name for of, line in here.items()}
        wrong = [*carrying_complaints(form, here)]
        wrong += carrying_value_complaints(form.measurements, names)
        complain(wrong, unread)
        refusals = _Refusals()
        for place, one in enumerate(form.lines):
            at_line = partial(refusals.at, f"lines.{place}", names[one.id], one.cells)
            await _of_line(one, form, at_line, by=by, at=at)
        await _measurements(form, names, refusals, by=by, at=at)
        complain(refusals.every())
        made = await _priorities(form.lines, by=by, at=at)
        measured = len(form.measurements)
        noted = {"sha256": form.sha256, "commitments_changed": len(ids)}
        noted |= {"measurements_changed": measured} if measured else {}
        await record(SERVICE, "bring_back", *THING, noted, by=by, at=at)
    return BroughtBack(len(ids), measured, tuple(made))


def _door(by: Actor) -> None:
    if not TABLE["commitment.bring_back"].held_by(by):
        raise NotAllowed


def _of(one: Any) -> LineOf:
    hides = hides_dates(one.kind)
    return LineOf(one.version, one.execution_version, _called(one), hides_days=hides)


def _called(one: Any) -> str:
    return f"{one.agreement}, {one.number} {one.organisation}"


class _Refusals:
    """What is refused of a file, row by row: gathered, so that all of it is told at once."""

    def __init__(self) -> None:
        self._told: list[Complaint] = []
        self._asked: list[Complaint] = []

    @contextmanager
    def at(self, row: str, name: str, cells: Mapping[str, str]) -> Iterator[None]:
        """Gather what is wrong with a row, each with the cell that it came from."""
        try:
            yield
        except Refused as refused:
            for one in refused.complaints:
                if one.field == _TICK:
                    self._asked = [one]
                    continue
                field = _FIELDS.get(one.field, one.field)
                told = replace(one, field=f"{row}.{field}", file=cells.get(field, ""), about=name)
                self._told.append(told)

    def every(self) -> list[Complaint]:
        """All of it; what one tick answers is asked once."""
        return [*self._told, *self._asked]


_FIELDS = {"milestones.0.plannedOn": "nextPlannedOn", "milestones.0.id": "nextMilestoneId"}
_TICK = "notCaseData"
_At: TypeAlias = Callable[[], AbstractContextManager[None]]


async def _of_line(
    one: LineChange, of: BringBackForm, here: _At, *, by: Actor, at: datetime
) -> None:
    """Another day, and who carries it out; what is refused of the one is told with the other."""
    looked = {"not_case_data": of.not_case_data}
    if one.next_milestone_id:
        moved = [NewDay(one.next_milestone_id, one.next_planned_on)]
        anew = ReplanningForm(one.reason, moved, one.version, **looked)
        with here():
            await replan(one.id, anew, by=by, at=at)
    if one.how:
        other, seen = one.executor_organisation_id, one.execution_version
        said = ExecutionForm(one.how, other, one.why, seen, **looked)
        with here():
            await execute_otherwise(one.id, said, by=by, at=at)


async def _measurements(
    of: BringBackForm, names: Mapping[UUID, str], refusals: _Refusals, *, by: Actor, at: datetime
) -> None:
    """Give each value, by the action that gives one, as of how many there were."""
    for place, one in enumerate(of.measurements):
        given = MeasurementForm(
            period_from=one.period_from, value=one.value, reason=one.reason,
            version=one.version, not_case_data=of.not_case_data,
        )  # fmt: skip
        with refusals.at(f"measurements.{place}", names[one.line_id], one.cells):
            try:
                await enter_measurement(one.line_id, one.indicator_id, given, by=by, at=at)
            except Overtaken:
                raise Refused([Complaint("version", STALE_VALUE)]) from None


async def _priorities(lines: Sequence[LineChange], *, by: Actor, at: datetime) -> list[UUID]:
    """Give each its priority, those that get the same one at once, so that it can be undone."""
    made: list[UUID] = []
    for priority in Priority:
        chosen = [
            LineSeen(id=one.id, version=(one.version or 0) + bool(one.next_milestone_id))
            for one in lines
            if one.priority == priority
        ]
        if chosen:
            form = PriorityForm(priority=priority, lines=chosen)
            made.append(await prioritise(form, by=by, at=at))
    return made


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
