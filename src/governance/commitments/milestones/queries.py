"""Milestones as shown; whoever calls has made sure that the reader sees the agreement."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.measuring.hiding.rules import Shown, figure
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import adopted_milestones, day_planned
from governance.commitments.sharing.rules import Sight, as_adopted
from governance.commitments.standing.rules import standing


class MilestonePlan(Struct, frozen=True, rename="camel"):
    """A milestone as the agreement plans it, by rule."""

    id: UUID
    commitment: UUID
    position: int
    title: str
    rule: str
    months: int | None
    on_date: date | None
    weight: int = 1
    checkpoint: bool = False


class MilestoneShown(Struct, frozen=True, rename="camel"):
    """One milestone of a line: planned, forecast and actual day; no state if not shared.

    ``weight`` counts where the region uses weights; ``checkpoint``: it is an ijkmoment.
    """

    id: UUID
    title: str
    state: str
    planned_on: date
    forecast_on: date | None
    done_on: date | None
    weight: int = 1
    checkpoint: bool = False
    standing: Standing | None = Standing.ON_SCHEDULE


class Said(Struct, frozen=True, rename="camel"):
    """What the line said after one accepted change; ``figure``: what is shown of its figure."""

    at: datetime
    state: str
    words: str
    reason: str
    forecast_on: date | None
    figure: Shown | None
    cause_kind: str
    cause_id: UUID | None


_PLANNED = """
select m.id, m.commitment, m.position, m.title, m.rule, m.months, m.on_date, m.weight, m.checkpoint
from milestone m join commitment c on c.id = m.commitment
where c.agreement = $1 and ($2::uuid is null or c.id = $2) and m.lapsed_on is null
order by m.position"""
_KEPT = f"""
select ml.id, m.title, ml.state, {day_planned("$3::bool", "$4::timestamptz")} as planned_on,
       ml.forecast_on, ml.done_on, m.weight, m.checkpoint
from milestone_line ml join milestone m on m.id = ml.milestone
join commitment_line l on l.id = ml.commitment_line
where l.id = $2 order by planned_on, ml.position"""  # noqa: S608 - constant text
# Reports stand on a floor above: that of their round nothing is adopted yet is all that is read.
_HISTORY = """
select at, state, words, reason, forecast_on, value, cause_kind, cause_id
from line_history h
where commitment_line = $1 and ($2::text = 'whole' or $2 = 'adopted' and at <= $3
  and not exists (select from report r join regional_report g on g.round = r.round
    where h.cause_kind = 'report' and r.id = h.cause_id and coalesce(g.adopted_at > $3, true)))
order by at desc, id desc limit 200"""


async def planned(agreement_id: UUID, commitment_id: UUID | None = None) -> list[MilestonePlan]:
    """The milestones of an agreement, of one commitment where it is given, in order."""
    return await fetch(MilestonePlan, _PLANNED, agreement_id, commitment_id)


async def kept(
    line_id: UUID, sight: str, as_of: datetime | None = None, *, by: Actor, today: date
) -> list[MilestoneShown]:
    """The milestones of one line in order of their planned days, with how each stands.

    Who does not see the whole line is told of each what was adopted ``as_of`` a moment, and its
    plan: as it was then, or when it left the agreement, where it did and nothing was adopted.
    """
    then = as_of if sight == Sight.ADOPTED else None
    seen = (visible_to(by)[0], line_id, sight == Sight.WHOLE, then)
    found = await fetch(MilestoneShown, _KEPT, *seen)
    if sight != Sight.WHOLE:
        told = sight == Sight.ADOPTED
        adopted = await adopted_milestones(line_id, as_of) if told else {}
        found = [replace(one, **as_adopted(one, adopted)) for one in found]
    return [replace(one, standing=_stands(one, today)) for one in found]


def _stands(one: MilestoneShown, today: date) -> Standing | None:
    if not one.state:
        return None
    return standing(one.state, one.planned_on, one.forecast_on, one.done_on, today)


async def history_of(
    line_id: UUID, sight: str, as_of: datetime | None, unit: str, *, people: bool, own: bool
) -> list[Said]:
    """What a line said after each accepted change, newest first, the last 200.

    Who does not see the whole line is told what was said before the adoption that it sees
    (``as_of``), if any, and in no round that was not adopted by then; small numbers of people in
    the ``unit`` of its figure are told to its ``own`` organisation alone. ``people``: an earlier
    unit counted them.
    """
    rows = map(dict, await DATABASE.fetch(_HISTORY, line_id, sight, as_of))
    return [
        Said(figure=figure(row.pop("value"), unit, people=people, own=own), **row) for row in rows
    ]
