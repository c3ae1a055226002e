"""Changing many commitments at once, as a whole or not at all, and taking that back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    N_,
    Complaint,
    NotAllowed,
    NotFound,
    Refused,
    Unread,
    WrongState,
    complain,
)
from governance.base.permissions import behalf
from governance.base.views import add, add_all, change, encoded, lock, unchanged
from governance.base.words import translate
from governance.commitments.changing.audience import actions as audience
from governance.commitments.changing.execution import actions as execution
from governance.commitments.changing.fields.rules import LONGEST, wish_complaints
from governance.commitments.changing.forms import ChangeForm, ChangeUndoing
from governance.commitments.changing.lines.queries import lines_now
from governance.commitments.changing.planning import actions as planning
from governance.commitments.changing.priority import actions as priority
from governance.commitments.changing.queries import (
    CHANGES,
    ChangeShown,
    change_shown,
    outcome_for,
)
from governance.commitments.changing.rules import Outcome, What, chosen_complaints
from governance.commitments.changing.tables import LineChange, LineChanged
from governance.commitments.prioritising.actions import undo_priority
from governance.commitments.prioritising.forms import PriorityUndoing

_LOCK = "select id from commitment_line where id = any($1::uuid[]) order by id for update"
_APPLY: Mapping[What, Callable[..., Awaitable[UUID | None]]] = {
    What.PRIORITY: priority.apply,
    What.EXECUTION: execution.apply,
    What.AUDIENCE: audience.apply,
    What.PLANNING: planning.apply,
}
_RESTORE: Mapping[What, Callable[..., Awaitable[None]]] = {
    What.EXECUTION: execution.restore,
    What.AUDIENCE: audience.restore,
    What.PLANNING: planning.restore,
}
THING = ("commitments", SERVICE)
UNDONE = N_("Undone: {why}")
"""Why a line is as it was: it is Dutch, whoever undoes it."""


async def change_many(form: ChangeForm, *, by: Actor, at: datetime, unread: Unread = ()) -> UUID:
    """Change the chosen lines: each of them, or none. Gives the change, by which it is undone.

    Raises :class:`Refused` with what is wrong with what is wanted, and with each line that is
    refused or was changed since; :class:`NotFound` where one of them is not seen.
    """
    if not CHANGES.held_by(by):
        raise NotAllowed
    async with DATABASE.transaction():
        outcomes = await _outcomes(form, unread, by, at)
        undoes = await _APPLY[form.what](outcomes, form, by=by, at=at)
        made = await add(
            LineChange(
                what=form.what, made_at=at, made_by_function=behalf(by)[:200],
                why=form.why.strip(), priority_change=undoes,
            )
        )  # fmt: skip
        await add_all(
            LineChanged(
                line_change=made, commitment_line=one.line.id, before=encoded(one.before),
                after=encoded(one.after),
            )
            for one in outcomes
        )  # fmt: skip
        await _noted("change_many", form.what, len(outcomes), by, at)
    return made


async def _outcomes(form: ChangeForm, unread: Unread, by: Actor, at: datetime) -> Sequence[Outcome]:
    """What becomes of each chosen line, locked; raises every complaint at once."""
    complain(wish_complaints(form), unread)
    ids = sorted({one.id for one in form.lines})
    await DATABASE.fetch(_LOCK, ids)
    here = await lines_now(ids, form.what, by=by, today=day(at))
    if len(here) != len(ids):
        raise NotFound
    outcomes = {line: outcome_for(here[line], form, by) for line in ids}
    complain(chosen_complaints([(one.id, one.version) for one in form.lines], outcomes))
    return list(outcomes.values())


async def undo_change(
    change_id: UUID, form: ChangeUndoing, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Give each line of a change what it was before, while nobody changed that since.

    Raises :class:`Refused` where somebody did, where it was undone already or is too long ago;
    then nothing is undone.
    """
    async with DATABASE.transaction():
        shown = await change_shown(change_id, by=by, at=at)
        row = await lock(LineChange, change_id)
        await DATABASE.fetch(_LOCK, sorted(one.id for one in shown.lines))
        shown = await change_shown(change_id, by=by, at=at)
        complain((), unread)
        unchanged(row, form.version)
        complain([shown.why_not_undone] if shown.why_not_undone else [])
        await _restored(row, shown, by, at)
        await change(LineChange, row, undone_at=at)
        await _noted("undo_change", shown.what, len(shown.lines), by, at)


async def _restored(row: Mapping[str, Any], shown: ChangeShown, by: Actor, at: datetime) -> None:
    why = translate("nl", UNDONE).format(why=shown.why)[:LONGEST] if shown.why else ""
    if shown.what is What.PRIORITY:
        await _priority_restored(row["priority_change"], why, by, at)
        return
    here = await lines_now((one.id for one in shown.lines), shown.what, by=by, today=day(at))
    for one in shown.lines:
        await _RESTORE[shown.what](here[one.id], one.before, why, by=by, at=at)


async def _priority_restored(change_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """As one; that a line got another priority since, and this one again, is told as well."""
    try:
        await undo_priority(change_id, PriorityUndoing(), why=why, by=by, at=at)
    except WrongState as wrong:
        raise Refused([Complaint("", wrong.why)]) from None


async def _noted(verb: str, what: What, lines: int, by: Actor, at: datetime) -> None:
    told = {"changed_field": what, "commitments_changed": lines}
    await record(SERVICE, verb, *THING, told, by=by, at=at)
