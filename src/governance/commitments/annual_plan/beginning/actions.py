"""Beginning the annual plan of a party."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.base.views import add, add_all, change, unchanged
from governance.commitments.annual_plan.actions import said, taken_up
from governance.commitments.annual_plan.beginning.forms import BeginForm
from governance.commitments.annual_plan.begun.queries import Before, SafetyPlan, before
from governance.commitments.annual_plan.begun.rules import (
    Beginning,
    beginning_complaints,
    day_after,
)
from governance.commitments.annual_plan.of_party.queries import party_plan
from governance.commitments.annual_plan.rules import filled_rows
from governance.commitments.annual_plan.tables import AnnualPlan, AnnualPlanLine

_NOTHING: Mapping[str, Any] = {"version": 0}


async def begin_plan(
    party_id: UUID, form: BeginForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Say from what the plan of a party for a year begins.

    From the year before goes along what was planned for commitments that are not finished, where
    nothing is planned for them yet; what is planned already stays.

    Raises :class:`Refused` with every complaint, :class:`WrongState` where no plan is made,
    :class:`Overtaken` where somebody changed it first.
    """
    async with DATABASE.transaction():
        seen, rows = await taken_up(party_id, form.year, by)
        earlier = await before(party_id, form.year)
        stands = _stands(seen.begun.safety_plan)
        wrong = beginning_complaints(form, day(at), before=bool(earlier), stands=stands)
        complain(wrong, unread)
        row = dict(rows[0]) if rows else _NOTHING
        unchanged(row, form.version)
        kept = await party_plan(party_id, form.year, by=by)
        held = filled_rows(kept.lines)
        along = _along(form, earlier, {one.commitment_id for one in held})
        numbers = {one.commitment_id: one.number for one in kept.lines}
        now = {**_values(form), "annual_plan": said([*held, *along], numbers)}
        told = changed({**row, "annual_plan": said(held, numbers)}, now, year=form.year)
        if rows and not told["after"]:
            return
        await _write(party_id, form, row, along)
        on = ("agreement", seen.agreement_id)
        await record(
            seen.organisation_id, "begin_plan", *on, told, by=by, at=at, audience="committee"
        )


def _stands(of: SafetyPlan | None) -> tuple[str, ...]:
    """What is told of a safety plan: of this year, or of the year before, which is proposed."""
    return (of.title, of.adopted_by, of.priorities) if of else ()


def _along(form: BeginForm, earlier: Iterable[Before], held: Collection[UUID]) -> list[Before]:
    """What goes along from the year before."""
    if form.begins_from != Beginning.LAST_YEAR:
        return []
    return [one for one in earlier if one.goes_along and one.commitment_id not in held]


def _values(form: BeginForm) -> dict[str, Any]:
    """The columns of a plan that say what it begins from."""
    return {
        "begins_from": str(form.begins_from),
        "safety_plan": form.title.strip(),
        "adopted_by": form.adopted_by.strip(),
        "adopted_on": form.adopted_on,
        "holds_from": form.holds_from,
        "holds_until": day_after(form.last_day),
        "link": form.link.strip(),
        "priorities": form.priorities.strip(),
    }


async def _write(
    party_id: UUID, form: BeginForm, row: Mapping[str, Any], along: Iterable[Before]
) -> None:
    if row["version"]:
        plan = row["id"]
        await change(AnnualPlan, row, **_values(form))
    else:
        plan = await add(AnnualPlan(party=party_id, year=form.year, **_values(form)))
    await add_all(
        AnnualPlanLine(
            annual_plan=plan, commitment=one.commitment_id, fte=one.fte, euros=one.euros,
            cover=one.cover, purpose=one.purpose,
        )
        for one in along
    )  # fmt: skip
