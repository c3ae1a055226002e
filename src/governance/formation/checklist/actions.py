"""Answering a point of the checklist, and keeping how the text was judged when it is put up."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.steps.actions import note, stepping
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Overtaken, Unread, complain
from governance.base.views import add, change, encoded
from governance.formation.checklist.forms import PointForm
from governance.formation.checklist.queries import judged_now, of_draft, point_of
from governance.formation.checklist.rules import answer_complaints
from governance.formation.checklist.tables import ChecklistAnswer, ChecklistResult
from governance.formation.queries import Forming, forming
from governance.library.checklists.judging.rules import points
from governance.library.checklists.rules import Judged, PointState

_LOCKED = "select id from agreement where id = $1 for update"
_THERE = "select * from checklist_answer where agreement = $1 and rule = $2"
_FORGET = "delete from checklist_answer where agreement = $1"


async def answer_checklist(
    agreement_id: UUID,
    rule: str,
    form: PointForm,
    *,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> None:
    """Answer a point of the checklist of a draft, or answer it again.

    Raises :class:`Overtaken` where somebody answered it since it was seen. The same answer
    once more changes nothing.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "answer_checklist", by)
        whole = await forming(agreement_id, by=by)
        _, point = point_of(await of_draft(whole), rule)
        complain(answer_complaints(form, point, day(at)), unread)
        found = await DATABASE.fetch(_THERE, agreement_id, rule)
        before = dict(found[0]) if found else {}
        if form.version is not None and form.version != before.get("version", 0):
            raise Overtaken
        values = _values(form)
        noted = changed(before, values)
        if noted["after"]:
            await _keep(whole, rule, before, values, by, at)
            told = {"changed": [point.question], "rule": rule, **noted}
            await note(row, "answer_checklist", told, by, at)


def _values(form: PointForm) -> dict[str, Any]:
    return {
        "outcome": form.outcome,
        "reason": form.reason.strip(),
        "rests_on": form.rests_on.strip(),
        "decided_on": form.decided_on,
    }


async def _keep(
    whole: Forming,
    rule: str,
    before: dict[str, Any],
    values: dict[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    values = values | {
        "agreement_version": whole.version.id,
        "answered_at": at,
        "answered_by": by.person_id,
        "answered_by_function": by.function,
    }
    if before:
        await change(ChecklistAnswer, before, **values)
    else:
        await add(ChecklistAnswer(agreement=whole.agreement.id, rule=rule, **values))


async def judged_at_last(whole: Forming) -> tuple[Judged, ...]:
    """How a draft stands by the checklist, held so until the transaction ends: 2 queries.

    An answer that is given at this moment waits, so that what is kept is what was judged.
    """
    await DATABASE.fetch(_LOCKED, whole.agreement.id)
    return await judged_now(whole)


async def keep_judged(
    whole: Forming, found: tuple[Judged, ...], *, by: Actor, at: datetime
) -> None:
    """Keep how a text was judged on the day that it is put up; it is part of its record."""
    text = encoded(found)
    missing = sum(point.state is PointState.MISSING for point in points(found))
    sealed = hashlib.sha256(text.encode()).hexdigest()
    await add(
        ChecklistResult(
            agreement_version=whole.version.id,
            judged_on=day(at),
            judged=text,
            sha256=sealed,
            open_points=missing,
        )
    )
    row = {"id": whole.agreement.id, "keeper": whole.agreement.keeper_id}
    told = {"version": whole.version.number, "sha256": sealed, "open_points": missing}
    await note(row, "keep_checklist", told, by, at)


async def forget(agreement_id: UUID) -> None:
    """Take away what was answered of a draft that is removed, in the transaction of that."""
    await DATABASE.fetch(_FORGET, agreement_id)
