"""How much an actor sees of a line, for every query that reads lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.commitments.rules import Standing
from governance.commitments.sharing.rules import (
    AUDIENCES,
    SEES,
    TOLD_TO_COMMITTEE,
    WHO,
    AdoptedMilestone,
    Reader,
    Sight,
    seen_by,
)
from governance.commitments.standing.queries import stands_sql
from governance.commitments.standing.rules import facts_of, stands, with_next
from governance.parties.rules import Audience

_OVER = "(a.keeper = any({}::uuid[]) or coalesce(a.committee = any({}::uuid[]), false))"
_IS = {
    Reader.OWN: "l.organisation = any($1::uuid[])",
    Reader.RECORDS: "a.keeper = any($3::uuid[])",
    Reader.OVERSEES: _OVER.format("$1", "$2"),
    Reader.PREPARES: _OVER.format("$4", "$4"),
    Reader.PARTY: "",
    Reader.OFFICIAL: """exists (select from party vp
        where vp.agreement = l.agreement and vp.organisation = any($4::uuid[])
          and (vp.left_on is null or not exists (select from party vo
            where vo.agreement = l.agreement and vo.organisation = any($1::uuid[])
              and vo.left_on is null)))""",
}
"""As what somebody meets a line ``l`` of an agreement ``a`` that it takes part in: of
:attr:`Reader.PARTY` nothing more is asked. In this order, so that most lines need the first."""


def sees(by: Actor) -> tuple[list[UUID], list[UUID], list[UUID], list[UUID]]:
    """By what the actor sees lines: the values of ``$1`` to ``$4`` of :data:`SIGHT`.

    Those of :func:`visible_to`; where one keeps the records; and where one is an official.
    """
    places = (Reach.KEEPER, Reach.PARTY, Reach.COMMITTEE)
    records = held_on(by, WHO[Reader.RECORDS], *places, past=True)
    official = held_on(by, (*WHO[Reader.PREPARES], *WHO[Reader.OFFICIAL]), *places, past=True)
    return (*visible_to(by), sorted(records), sorted(official))


def _of(table: str, audiences: tuple[Audience, ...]) -> str:
    """That an audience is one of these; nothing where that is so of each."""
    if audiences == AUDIENCES:
        return ""
    return f"{table}.audience in ({', '.join(repr(str(one)) for one in audiences)})"


def _any(sight: Sight, *tables: str) -> str:
    """Who sees so much of a line: all of it that is read (the ``tables``) must allow it."""
    ways = []
    for reader, asked in _IS.items():
        if sight in SEES[reader].values():
            allowed = (_of(table, seen_by(reader, sight)) for table in tables)
            ways.append(" and ".join(one for one in (*allowed, asked) if one))
    return f"({' or '.join(ways)})"


WHOLE = _any(Sight.WHOLE, "l")
"""Whether one sees all of the line ``l`` of the agreement ``a``; parameters of :func:`sees`."""


def left(agreement: str) -> str:
    """Whether one only was a party to an agreement, or is so until a day to come; of ``$1``.

    Asked once of all agreements, not of each line.
    """
    return f"""({agreement} in (select vl.agreement from party vl
    where vl.organisation = any($1::uuid[])
    group by vl.agreement having bool_and(vl.left_on is not null)))"""  # noqa: S608 - constant text


def left_at(agreement: str) -> str:
    """The moment from which on what is adopted is not for who left; only asked of who did."""
    return f"""(select max(vl.left_on)::timestamp at time zone 'Europe/Amsterdam' from party vl
    where vl.agreement = {agreement} and vl.organisation = any($1::uuid[]))"""  # noqa: S608 - constant text


_LEFT, _LEFT_AT = left("l.agreement"), left_at("l.agreement")
SIGHT = f"""
left join adopted_line s on s.commitment_line = l.id and (s.latest or s.parting)
    and case when {_LEFT} then s.adopted_at < {_LEFT_AT}
        and coalesce(s.replaced_at >= {_LEFT_AT}, true) else s.latest end
    and {_any(Sight.ADOPTED, "l", "s")}
cross join lateral (select {WHOLE} as whole) k"""
"""Joins ``k.whole`` and, where something was adopted that one may know, ``s``: how it was last, for
who left the agreement: before that."""
SEEN = """case when k.whole then 'whole' when s.id is not null then 'adopted' else 'promise' end"""
"""The :class:`Sight` of a line."""


def planned_then(moment: str) -> str:
    """The day for which the milestone ``ml`` was planned at a moment; today's where that is null.

    What it was planned for is what the first replanning since then changed.
    """
    return f"""coalesce((select r.before from replanning r
        where r.milestone_line = ml.id and r.what = 'planned' and r.at >= {moment}
        order by r.at, r.id limit 1), ml.planned_on)"""  # noqa: S608 - constant text


def line_planned_then(moment: str) -> str:
    """The day for which the line ``l`` was planned at a moment."""
    return f"""(select max({planned_then(moment)}) from milestone_line ml
        where ml.commitment_line = l.id)"""  # noqa: S608 - constant text


def day_planned(whole: str = "k.whole", adopted_at: str = "s.adopted_at") -> str:
    """The planned day of the milestone ``ml`` of the line ``l`` as the reader may know it: of what
    was adopted as it was at that moment, else for who left the agreement as it was then."""
    moment = f"coalesce({adopted_at}, case when {_LEFT} then {_LEFT_AT} end)"
    return f"case when {whole} then ml.planned_on else {planned_then(moment)} end"


def _planned(left: str) -> str:
    """The day of the line ``l`` as the reader may know it; ``left``: for who left the agreement,
    where nothing was adopted."""
    known = f"coalesce(s.planned_on, case when {_LEFT} then {left} else l.planned_on end)"
    return f"case when k.whole then l.planned_on else {known} end"


PLANNED = _planned(line_planned_then(_LEFT_AT))
"""The day for which the line ``l`` is planned as the reader may know it."""
LISTED_DAY = _planned("null::date")
"""The same in a list of thousands: none for who left where nothing was adopted until then. What the
day was would be looked up per line, and makes the database plan the whole list for that."""
OFFICIALLY = f"({' or '.join(_IS[one] for one in (Reader.OWN, Reader.RECORDS, Reader.PREPARES))})"
"""Whether one is of the organisation that owes the line ``l``, or an official over it."""
MAY_KNOW = f"({WHOLE} or {_any(Sight.ADOPTED, 'l')})"
"""Whether one may ever know how the line ``l`` stands: at once, or once it is adopted."""
FOR_COMMITTEE = _of("l", TOLD_TO_COMMITTEE)
"""The lines (``l``) of which the papers of a steering committee speak."""
ADOPTED_SO = _of("s", TOLD_TO_COMMITTEE)
"""That what was adopted (``s``) was in such a paper."""


LAPSED_OPENLY = """(l.state = 'lapsed' and not exists (
        select from line_history h where h.commitment_line = l.id and h.cause_kind = 'report'
          and h.state = 'lapsed'))"""
"""That the line ``l`` lapsed because of its agreement, which everybody knows who takes part in it;
and not because its party reported so."""


def told(column: str, nothing: str = "null") -> str:
    """A column of a line as the reader may know it; ``nothing`` where nothing was adopted."""
    return f"case when k.whole then l.{column} else coalesce(s.{column}, {nothing}) end"


def told_next(column: str) -> str:
    """A column of the first open milestone (``n``) as the reader may know it."""
    return f"case when k.whole then n.{column} else s.next_{column} end"


def seen_standing(today: str) -> str:
    """How a line stands for this reader: as of ``today`` or as adopted; null where not shared."""
    return f"case when k.whole then {stands_sql(today)} else s.standing end"


def standing_of(row: dict[str, Any], today: date) -> Standing | None:
    """How a row of a line stands for its reader; takes the columns that only say so out of it."""
    adopted = row.pop("adopted_standing")
    behind_from, accepted_until = row["behind_from"], row["accepted_until"]
    if row["sight"] != Sight.WHOLE:
        return Standing(adopted) if adopted else None
    own = facts_of(
        row["state"], row["planned_on"], row["forecast_on"], row["done_on"], today,
        behind_from=behind_from, accepted_until=accepted_until,
    )  # fmt: skip
    ahead = None
    if row["next_state"] is not None:
        days = (row["next_planned_on"], row["next_forecast_on"])
        ahead = facts_of(row["next_state"], *days, None, today)
    return stands(with_next(own, ahead))


_MILESTONES = """
select milestones from adopted_line
where commitment_line = $1 and (adopted_at = $2 or $2::timestamptz is null and latest)"""


async def adopted_milestones(
    line_id: UUID, adopted_at: datetime | None = None
) -> dict[UUID, AdoptedMilestone]:
    """The milestones of a line as they were adopted then, or last, by milestone of the line:
    1 query."""
    rows = await DATABASE.fetch(_MILESTONES, line_id, adopted_at)
    if not rows:
        return {}
    kept = msgspec.json.decode(rows[0]["milestones"], type=list[AdoptedMilestone])
    return {one.id: one for one in kept}
