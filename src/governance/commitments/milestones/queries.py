"""Milestones as shown; whoever calls has made sure that the reader sees the agreement."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.rules import Standing, standing


class MilestonePlan(Struct, frozen=True, rename="camel"):
    """A milestone as the agreement plans it, by rule."""

    id: UUID
    commitment: UUID
    position: int
    title: str
    rule: str
    months: int | None
    on_date: date | None


class MilestoneShown(Struct, frozen=True, rename="camel"):
    """One milestone of a line: planned, forecast and actual day."""

    id: UUID
    title: str
    state: str
    planned_on: date
    forecast_on: date | None
    done_on: date | None
    standing: Standing = Standing.ON_SCHEDULE


class Said(Struct, frozen=True, rename="camel"):
    """What the line said after one accepted change."""

    at: datetime
    state: str
    words: str
    reason: str
    forecast_on: date | None
    value: Decimal | None
    cause_kind: str
    cause_id: UUID | None


_PLANNED = """
select m.id, m.commitment, m.position, m.title, m.rule, m.months, m.on_date
from milestone m join commitment c on c.id = m.commitment
where c.agreement = $1 and ($2::uuid is null or c.id = $2) and m.lapsed_on is null
order by m.position"""
_KEPT = """
select ml.id, m.title, ml.state, ml.planned_on, ml.forecast_on, ml.done_on
from milestone_line ml join milestone m on m.id = ml.milestone
where ml.commitment_line = $1 order by ml.position"""
_HISTORY = """
select at, state, words, reason, forecast_on, value, cause_kind, cause_id
from line_history where commitment_line = $1 order by at desc, id desc limit 200"""


async def planned(agreement_id: UUID, commitment_id: UUID | None = None) -> list[MilestonePlan]:
    """The milestones of an agreement, of one commitment where it is given, in order."""
    return await fetch(MilestonePlan, _PLANNED, agreement_id, commitment_id)


async def kept(line_id: UUID, *, today: date) -> list[MilestoneShown]:
    """The milestones of one line in order of their planned days, with how each stands."""
    return [
        MilestoneShown(
            **dict(m),
            standing=standing(m["state"], m["planned_on"], m["forecast_on"], m["done_on"], today),
        )
        for m in await DATABASE.fetch(_KEPT, line_id)
    ]


async def history_of(line_id: UUID) -> list[Said]:
    """What a line said after each accepted change, newest first, the last 200."""
    return await fetch(Said, _HISTORY, line_id)
