"""What a sheet of measurements that comes back says, and what it changes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.base.signs import why_unfit
from governance.commitments.bringing_back.lines.rules import CellChange, Fields
from governance.commitments.bringing_back.measured.reading.rules import (
    Key,
    MeasuredRow,
    MeasuredRows,
)
from governance.commitments.bringing_back.reading.rules import FORMULA
from governance.commitments.finding.measured.rules import (
    INDICATOR,
    LOCKED,
    MARK,
    OPENED,
    VALUE,
    VERSION,
    WHY,
    mark_of,
)
from governance.commitments.measuring.entering.rules import value_complaints
from governance.commitments.rules import TOO_LONG

MOST = 300
"""Measurements that one file changes, at most."""
LONGEST = 2_000
NOT_HERE = N_("This is no measurement that you can fill in: take the list out once more.")
HERE_TWICE = N_("This measurement stands in row {first} already: keep one of the two.")
LOCKED_HERE = N_("This is not changed by a file. Put back what stood here: “{now}”.")
LOCKED_EMPTY = N_("This is not changed by a file. Nothing stood here: make it empty again.")
NOT_YOURS = N_("You cannot change this of this commitment.")
STALE_VALUE = N_("Somebody gave this value or corrected it since: take the list out once more.")
NO_NUMBER = N_("Write the number itself here, or yes or no; not “{said}”.")
EMPTIED = N_("A value is not taken away by a file: put it back, or correct it with the reason.")
TOO_MANY_VALUES = N_("A file changes at most {limit} measurements at once: split it.")
VALUE_TWICE = N_("This measurement stands here twice.")


class Own(Struct, frozen=True):
    """A measurement as it is now. ``view``: its indicator; ``value``: what stands, none where
    nothing was given; ``opened``: whether who brings the file back may give one."""

    cells: Mapping[str, str]
    view: Any
    value: Decimal | None
    opened: bool


class ChangedValue(Struct, frozen=True):
    """What a row of the sheet changes."""

    key: Key
    row: int
    cells: tuple[CellChange, ...]
    fields: Fields


def compared_values(
    file: MeasuredRows, here: Mapping[Key, Own]
) -> tuple[list[ChangedValue], list[Complaint]]:
    """What the sheet changes of the measurements that are here, and all that is wrong with it."""
    changed: list[ChangedValue] = []
    wrong = list(file.complaints)
    known: dict[Key, int] = {}
    for row in file.rows:
        if row.key in known:
            wrong.append(file.wrong(row, INDICATOR, HERE_TWICE, first=known[row.key]))
            continue
        known[row.key] = row.number
        if row.key not in here:
            wrong.append(file.wrong(row, INDICATOR, NOT_HERE))
            continue
        found, complaints = _changes(file, row, here[row.key])
        wrong += complaints
        if found and len(changed) == MOST:
            wrong.append(file.wrong(row, VALUE, TOO_MANY_VALUES, limit=MOST))
            break
        if found:
            changed.append(found)
    return changed, wrong


def _changes(
    file: MeasuredRows, row: MeasuredRow, now: Own
) -> tuple[ChangedValue | None, list[Complaint]]:
    """What one row changes; none where nothing does, or where it cannot be told."""
    fixed, opened = mark_of(row.cells).split(".")
    as_fixed, _, as_opened = row.cells[MARK].partition(".")
    if (fixed, opened) == (as_fixed, as_opened):
        return None, []
    wrong = list(_locked(file, row, now)) if fixed != as_fixed else []
    differing = [
        name for name in OPENED
        if name not in row.broken and row.cells[name] != now.cells[name]
    ]  # fmt: skip
    if wrong or not differing or opened == as_opened:
        return None, wrong
    wrong = list(_opened(file, row, now))
    if wrong or row.broken:
        return None, wrong
    cells = tuple(
        CellChange(
            name, file.grid.name(row.number, file.columns[name]), now.cells[name], row.cells[name]
        )
        for name in differing
    )
    fields = {"value": Decimal(row.cells[VALUE]), "reason": row.why}
    return ChangedValue(row.key, row.number, cells, fields), []


def _locked(file: MeasuredRows, row: MeasuredRow, now: Own) -> Iterator[Complaint]:
    """What the service says itself and the sheet says otherwise."""
    if row.cells[VERSION] != now.cells[VERSION]:
        yield file.wrong(row, VERSION, STALE_VALUE)
        return
    for name in LOCKED:
        said = now.cells[name]
        if name not in row.broken and row.cells[name] != said:
            told = {"now": said} if said else {}
            yield file.wrong(row, name, LOCKED_HERE if said else LOCKED_EMPTY, **told)


def _opened(file: MeasuredRows, row: MeasuredRow, now: Own) -> Iterator[Complaint]:
    """What is wrong with a value or a reason that was filled in."""
    if not now.opened:
        yield file.wrong(row, VALUE, NOT_YOURS)
        return
    if row.cells[VERSION] != now.cells[VERSION]:
        yield file.wrong(row, VERSION, STALE_VALUE)
        return
    if len(row.why) > LONGEST:
        yield file.wrong(row, WHY, TOO_LONG, limit=LONGEST)
    elif row.why.startswith("="):
        yield file.wrong(row, WHY, FORMULA)
    elif row.why and (unfit := why_unfit(row.why, lines=True)):
        yield file.wrong(row, WHY, unfit[0], **unfit[1])
    said = row.cells[VALUE]
    if not said:
        yield file.wrong(row, VALUE, EMPTIED)
        return
    number = _number(said)
    if number is None:
        yield file.wrong(row, VALUE, NO_NUMBER, said=said[:40])
        return
    for one in value_complaints(now.view, number, row.why, now.value):
        yield file.wrong(row, {"reason": WHY}.get(one.field, VALUE), one.problem, **one.values)


def _number(said: str) -> Decimal | None:
    try:
        found = Decimal(said)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def carrying_value_complaints(measurements: Any, names: Mapping[UUID, str]) -> Iterator[Complaint]:
    """What is wrong with the measurements that are carried out, before each is looked at by its
    own rules. ``names``: what each line is called."""
    if len(measurements) > MOST:
        yield Complaint("measurements", TOO_MANY_VALUES, {"limit": MOST})
    seen: set[Any] = set()
    for place, one in enumerate(measurements):
        key = (one.line_id, one.indicator_id, one.period_from)
        if key in seen:
            about = names.get(one.line_id, "")
            yield Complaint(f"measurements.{place}.periodFrom", VALUE_TWICE, about=about)
        seen.add(key)
