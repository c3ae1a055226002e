"""How milestones are planned anew. Steps of ``commitments.amending``, in its transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import asdict

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add_all, change, encoded, fetch, lock
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.amending.rules import REPEATED, Kept, paired, replanned
from governance.commitments.forms import MilestoneForm
from governance.commitments.milestones.actions import in_order, last_planned
from governance.commitments.milestones.rules import planned_days
from governance.commitments.queries import AgreementSeen
from governance.commitments.replanning.rules import What
from governance.commitments.replanning.tables import Replanning
from governance.commitments.rules import LineState
from governance.commitments.tables import Milestone, MilestoneLine

_LINES = """
select id from commitment_line
where commitment = $1 and state not in ('done', 'lapsed') order by id"""
_KEPT = """
select id, state, planned_on from milestone_line where commitment_line = $1 and milestone = $2"""
_LAPSE = """
update milestone_line set version = version + 1, state = 'lapsed'
where commitment_line = $1 and state not in ('done', 'lapsed')
  and ($2::uuid is null or milestone = $2)"""
_AGAIN = """
update milestone_line ml set version = ml.version + 1, state = 'planned' from milestone m
where ml.commitment_line = $1 and ml.state = 'lapsed' and m.id = ml.milestone
  and m.lapsed_on is null"""
_ASIDE = """
update milestone_line m set planned_on = m.planned_on + 1000000
from jsonb_to_recordset($1::jsonb) as r(id uuid, planned_on date) where m.id = r.id"""
# First out of the way: a day that another one had may not be there twice.
_MOVE = """
update milestone_line m set version = m.version + 1, planned_on = r.planned_on
from jsonb_to_recordset($1::jsonb) as r(id uuid, planned_on date) where m.id = r.id"""
_BEYOND = """
update milestone_line m set version = m.version + 1, state = 'lapsed' from commitment_line l
where l.id = m.commitment_line and l.agreement = $1 and m.planned_on >= $2
  and m.state not in ('done', 'lapsed') and l.state not in ('done', 'lapsed')
returning l.id"""


class Because(Struct, frozen=True):
    """When, why, by whom and by which amendment a milestone gets another day, as is kept of it."""

    at: datetime
    reason: str
    by_function: str
    cause_kind: str
    cause_id: UUID


def _row(commitment: UUID, form: MilestoneForm, place: int) -> dict[str, Any]:
    return {
        "commitment": commitment, "position": place, "title": form.title.strip(),
        "rule": form.rule, "months": form.months, "on_date": form.on_date,
        "weight": form.weight, "checkpoint": form.checkpoint,
    }  # fmt: skip


async def add_new(commitment: UUID, forms: Sequence[MilestoneForm]) -> None:
    """The milestones of a commitment that is new; its lines are opened after that."""
    await add_all(Milestone(**_row(commitment, form, n)) for n, form in enumerate(forms, 1))


async def change_plans(
    was: CommitmentView, forms: Sequence[MilestoneForm], of: AgreementSeen, on: date, why: Because
) -> None:
    """Plan the milestones of a commitment that runs anew: what was reached stays as it was, and
    so does the line of who has done it all; each other day is kept with its reason."""
    lines = [row["id"] for row in await DATABASE.fetch(_LINES, was.id)]
    for place, (old, new) in enumerate(paired(was.milestones, forms), 1):
        if new is None:
            await _gone(old.id, lines, on)
            continue
        values = _row(was.id, new, place)
        if old is None:
            milestone: UUID = new_id()
            await add_all([Milestone(id=milestone, **values)])
        else:
            milestone = old.id
            await change(Milestone, await lock(Milestone, milestone), **values)
        for line in lines:
            await _replan(line, milestone, new, of, why)
    for line in lines:
        await in_order(line)


async def _gone(milestone: UUID, lines: Sequence[UUID], on: date) -> None:
    """A milestone that is left out: open ones lapse, and it is kept for what was reached."""
    await change(Milestone, await lock(Milestone, milestone), lapsed_on=on)
    for line in lines:
        await DATABASE.fetch(_LAPSE, line, milestone)


async def _replan(
    line: UUID, milestone: UUID, plan: MilestoneForm, of: AgreementSeen, why: Because
) -> None:
    since: date | None = of.entered_into_force_on
    if since is None:
        return
    days = planned_days(plan.rule, plan.months, plan.on_date, since, of.ends_on)
    kept = await fetch(Kept, _KEPT, line, milestone)
    found = replanned(kept, days, repeated=plan.rule in REPEATED)
    await _move(found.moved, {one.id: one.planned_on for one in kept}, why)
    for one in found.gone:
        row = await lock(MilestoneLine, one)
        await change(MilestoneLine, row, state=LineState.LAPSED)
    await add_all(
        MilestoneLine(
            commitment_line=line, milestone=milestone, position=0,
            state=LineState.PLANNED, planned_on=day,
        )
        for day in found.come
    )  # fmt: skip


async def _move(moved: Mapping[UUID, date], was: Mapping[UUID, date], why: Because) -> None:
    rows = encoded([{"id": one, "planned_on": day} for one, day in moved.items()])
    await DATABASE.fetch(_ASIDE, rows)
    await DATABASE.fetch(_MOVE, rows)
    await add_all(
        Replanning(milestone_line=one, what=What.PLANNED, before=was[one], after=day, **asdict(why))
        for one, day in moved.items()
    )


async def lapse(line: UUID) -> None:
    """Let the open milestones of a line lapse with it."""
    await DATABASE.fetch(_LAPSE, line, None)


async def again(line: UUID) -> None:
    """Plan the milestones of a line again that had lapsed with it."""
    await DATABASE.fetch(_AGAIN, line)


async def cut(agreement_id: UUID, ends_on: date) -> None:
    """Let open milestones lapse that are planned after the end of a term that became shorter."""
    rows = await DATABASE.fetch(_BEYOND, agreement_id, ends_on)
    for line in sorted({row["id"] for row in rows}):
        await last_planned(line)
