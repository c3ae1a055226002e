"""Planning milestones of a line anew, and keeping every other date that they got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.agreements.visible.queries import TAKING_PART
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, entitled
from governance.base.views import add_all, change, encoded, lock, unchanged
from governance.commitments.milestones.actions import in_order
from governance.commitments.replanning.forms import ReplanningForm
from governance.commitments.replanning.rules import (
    NOT_IN_FORCE,
    NOTHING_OWED,
    What,
    moves,
    plan_complaints,
)
from governance.commitments.replanning.tables import Replanning
from governance.commitments.rules import ENDED, LineState
from governance.commitments.sharing.queries import WHOLE, sees
from governance.commitments.tables import CommitmentLine, MilestoneLine
from governance.commitments.warning.rules import case_data

_OF = f"""
select a.state, a.committee, a.keeper, a.entered_into_force_on, a.ends_on, {WHOLE} as whole
from commitment_line l join agreement a on a.id = l.agreement
where l.id = $5 and {TAKING_PART}"""  # noqa: S608 - constant text
_MILESTONES = """
select ml.id, ml.milestone, ml.planned_on, ml.state, m.title
from milestone_line ml join milestone m on m.id = ml.milestone
where ml.commitment_line = $1 order by ml.position for update of ml"""
_REPORTED = """
insert into replanning (id, milestone_line, at, what, before, after, reason, by_function,
                        cause_kind, cause_id)
select r.id, m.id, $2, 'forecast', m.forecast_on, r.forecast_on, r.reason, $3, $4, $5
from jsonb_to_recordset($1::jsonb) as r(id uuid, line_id uuid, milestone_line_id uuid,
                                        forecast_on date, reason text)
join milestone_line m on m.id = r.milestone_line_id and m.commitment_line = r.line_id
where m.forecast_on is distinct from r.forecast_on"""
_ASIDE = "update milestone_line set planned_on = planned_on + 1000000 where id = any($1::uuid[])"
# First out of the way: a day that another one had may not be there twice.


async def replan(
    line_id: UUID, form: ReplanningForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Plan open milestones of a line on other days; each change is kept, with its reason."""
    async with DATABASE.transaction():
        found = await DATABASE.fetch(_OF, *sees(by), line_id)
        if not found:
            raise NotFound
        of = found[0]
        entitled(by, TABLE["commitment.replan"].who, keeper=of["keeper"], committee=of["committee"])
        if not of["whole"]:
            raise NotFound
        row = await lock(CommitmentLine, line_id)
        if of["state"] != "in_force":
            raise WrongState("replan", row["state"], NOT_IN_FORCE)
        if LineState(row["state"]) in ENDED:
            raise WrongState("replan", row["state"], NOTHING_OWED)
        every = [dict(m) for m in await DATABASE.fetch(_MILESTONES, line_id)]
        running = {m["id"]: m for m in every if LineState(m["state"]) not in ENDED}
        taken = {(m["milestone"], m["planned_on"]) for m in every if m["id"] not in running}
        term = (of["entered_into_force_on"], of["ends_on"])
        wrong = [*plan_complaints(form, running, taken, *term), *case_data(form)]
        complain(wrong, unread)
        unchanged(row, form.version)
        told = await _move(running, moves(form, running), form.reason.strip(), by, at)
        await change(CommitmentLine, row, changed_at=at)
        await in_order(line_id)
        changes = {"milestones": told, "reason": form.reason.strip()}
        await record(
            row["organisation"], "replan", "commitment_line", line_id, changes,
            by=by, at=at, audience=row["audience"],
        )  # fmt: skip


async def _move(
    running: Mapping[UUID, dict[str, Any]], moved: Mapping[UUID, date], reason: str,
    by: Actor, at: datetime,
) -> list[dict[str, Any]]:  # fmt: skip
    rows = {one: await lock(MilestoneLine, one) for one in moved}
    await DATABASE.fetch(_ASIDE, sorted(moved))
    for one, planned_on in moved.items():
        await change(MilestoneLine, rows[one], planned_on=planned_on)
    await add_all(
        Replanning(
            milestone_line=one, at=at, what=What.PLANNED, before=running[one]["planned_on"],
            after=planned_on, reason=reason, by_function=by.function[:200], cause_kind="line",
        )
        for one, planned_on in moved.items()
    )  # fmt: skip
    return [
        {"title": running[one]["title"], "planned_on": planned_on}
        for one, planned_on in moved.items()
    ]


async def keep_forecasts(
    reached: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """Keep every other date that an accepted report expects, before it is written: 1 statement.

    ``reached`` are the milestones that it speaks of, each with the ``reason`` of its line.
    """
    rows = [{**one, "id": new_id()} for one in reached]
    await DATABASE.fetch(_REPORTED, encoded(rows), at, by.function[:200], *cause)
