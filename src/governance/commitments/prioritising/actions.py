"""Giving many commitments a priority at once, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, WrongState, complain, complain_of_ids
from governance.base.permissions import behalf, entitled
from governance.base.views import add, add_all, change, lock, unchanged
from governance.commitments.prioritising.forms import PriorityForm, PriorityUndoing
from governance.commitments.prioritising.queries import WHO, change_shown
from governance.commitments.prioritising.rules import priority_complaints
from governance.commitments.prioritising.tables import PriorityChange, PriorityChangeLine
from governance.web.addresses import page

_LOCKED = f"""
select l.id, l.version, l.priority, l.organisation, l.agreement, a.keeper, c.position as number,
       o.short_name as whose
from commitment_line l join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
where l.id = any($3::uuid[]) and {TAKING_PART}
order by l.id for update of l"""  # noqa: S608 - constant text
_WRITE = """
update commitment_line l set priority = r.priority, version = l.version + 1
from unnest($1::uuid[], $2::text[]) as r(id, priority) where l.id = r.id"""
_LINES_OF = """
select commitment_line as id, before from priority_change_line where priority_change = $1"""


async def prioritise(
    form: PriorityForm, *, by: Actor, at: datetime, unread: Unread = (), why: str = ""
) -> UUID:
    """Give these lines a priority; those that have it already stay as they are. ``why`` is told in
    the trail.

    Raises :class:`NotFound` where one of them is not seen, and
    :class:`~governance.base.errors.Overtaken` where one was changed since it was seen.
    """
    complain_of_ids(unread)
    async with DATABASE.transaction():
        seen = {one.id: one.version for one in form.lines}
        rows = await _locked(seen, by)
        differing = [row for row in rows if row["priority"] != form.priority]
        complain(priority_complaints(len(seen), len(differing)), unread)
        for row in rows:
            unchanged(row, seen[row["id"]])
        made = await add(
            PriorityChange(priority=form.priority, made_at=at, made_by_function=behalf(by))
        )
        await add_all(
            PriorityChangeLine(
                priority_change=made, commitment_line=row["id"], before=row["priority"]
            )
            for row in differing
        )
        await _write("prioritise", differing, dict.fromkeys(seen, form.priority), why, by, at)
        return made


async def undo_priority(
    change_id: UUID, form: PriorityUndoing, *,
    by: Actor, at: datetime, unread: Unread = (), why: str = "",
) -> None:  # fmt: skip
    """Give each line of a change the priority that it had, while nobody changed it since.

    Raises :class:`WrongState` where that is not so, or where it was undone already.
    """
    async with DATABASE.transaction():
        await change_shown(change_id, by=by)
        row = await lock(PriorityChange, change_id)
        before = {one["id"]: one["before"] for one in await DATABASE.fetch(_LINES_OF, change_id)}
        lines = await _locked(before, by)
        complain((), unread)
        unchanged(row, form.version)
        if why_not := (await change_shown(change_id, by=by)).why_not_undone:
            back = page("commitments", "priorities", change_id)
            raise WrongState("undo_priority", row["priority"], why_not, back)
        await change(PriorityChange, row, undone_at=at)
        await _write("undo_priority", lines, before, why, by, at)


async def _locked(lines: Iterable[UUID], by: Actor) -> list[dict[str, Any]]:
    """The lines, locked in one order, when the actor may change the priority of each."""
    ids = sorted(lines)
    rows = [dict(row) for row in await DATABASE.fetch(_LOCKED, *visible_to(by), ids)]
    if len(rows) != len(ids):
        raise NotFound
    for row in rows:
        entitled(by, WHO, keeper=row["keeper"], own=row["organisation"])
    return rows


async def _write(
    verb: str, rows: list[dict[str, Any]], priorities: dict[UUID, str], why: str,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Write the priorities; the trail of each keeper has an entry for what changed alike."""
    ids = [row["id"] for row in rows]
    await DATABASE.fetch(_WRITE, ids, [str(priorities[one]) for one in ids])

    def alike(row: dict[str, Any]) -> tuple[UUID, UUID, str, str]:
        return row["keeper"], row["agreement"], row["priority"], str(priorities[row["id"]])

    ordered = sorted(rows, key=lambda row: (*alike(row), row["number"], row["whose"]))
    for (keeper, agreement, old, new), lines in groupby(ordered, alike):
        named = [f"{row['number']} {row['whose']}" for row in lines]
        facts = {"lines": named, "reason": why} if why else {"lines": named}
        told = changed({"priority": old}, {"priority": new}, **facts)
        await record(keeper, verb, "agreement", agreement, told, by=by, at=at)
