"""Which milestones lie on which days, and for whom one can look at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound
from governance.base.permissions import somewhere
from governance.commitments.days.rules import WhomKind, moved
from governance.commitments.finding.queries import looked_for
from governance.commitments.finding.rules import EVERYTHING, Wanted
from governance.commitments.rules import LineState, Standing
from governance.commitments.sharing.queries import WHOLE
from governance.commitments.standing.rules import standing
from governance.library.kinds.folders import hide_dates


class Whom(Struct, frozen=True, rename="camel"):
    """For whom a calendar is; ``id`` is that of the organisation or committee, and of one's own
    calendar none."""

    kind: WhomKind
    id: UUID | None
    name: str


MINE = Whom(WhomKind.PERSON, None, "")


class DayShown(Struct, frozen=True, rename="camel"):
    """A milestone as one organisation keeps it. ``day`` is when it was reached, else when it is
    expected, else when it is planned; ``sequence`` grows with every change of it."""

    id: UUID
    line_id: UUID
    agreement_id: UUID
    agreement: str
    number: int
    commitment: str
    theme: str
    organisation: str
    title: str
    state: LineState
    planned_on: date
    forecast_on: date | None
    done_on: date | None
    day: date
    cancelled: bool
    sequence: int
    changed_at: datetime
    standing: Standing


class MonthView(Struct, frozen=True, rename="camel"):
    """One month: the first day of it and of its neighbours, and what lies in it, by day."""

    month: date
    previous: date
    next: date
    whom: Whom
    choices: list[Whom]
    days: list[DayShown]


_DAY = "coalesce(ml.done_on, ml.forecast_on, ml.planned_on)"
_DETAILS = f"""
select ml.id, l.id as line_id, a.id as agreement_id, a.short_title as agreement,
       c.position as number, c.title as commitment, c.theme, o.short_name as organisation,
       m.title, ml.state, ml.planned_on, ml.forecast_on, ml.done_on, {_DAY} as day,
       ml.state = 'lapsed' or (l.state = 'lapsed' and ml.state <> 'done') as cancelled,
       ml.version + m.version + c.version + l.version - 4 as sequence, l.changed_at
from milestone_line ml
join milestone m on m.id = ml.milestone
join commitment_line l on l.id = ml.commitment_line
join commitment c on c.id = l.commitment
join agreement a on a.id = l.agreement
join organisation o on o.id = l.organisation"""  # noqa: S608 - constant text
_WHOSE = {WhomKind.ORGANISATION: "l.organisation", WhomKind.COMMITTEE: "a.committee"}
_ORDER = "order by day, a.sort_key, c.position, o.sort_key, ml.position, ml.id"
_CHOICES = """
select 'organisation' as kind, o.id, o.name, o.sort_key from organisation o
where o.id = any($1::uuid[])
union all
select 'committee', c.id, c.name, c.sort_key from committee c
where c.id = any($2::uuid[]) or c.organisation = any($1::uuid[])
order by 1 desc, 4, 3"""
MOST = 2_000
"""So many milestones a calendar holds at most, the earliest first."""


async def whom_choices(by: Actor) -> list[Whom]:
    """For whom the actor can look at a calendar: oneself, the organisations that one acts for, and
    the committees that one belongs to or whose work one's organisation keeps: 1 query."""
    rows = await DATABASE.fetch(_CHOICES, sorted(by.organisations), sorted(by.committees))
    return [MINE, *(Whom(WhomKind(row["kind"]), row["id"], row["name"]) for row in rows)]


def whom_of(for_id: UUID | None, choices: Sequence[Whom]) -> Whom:
    """The choice with this id; :class:`NotFound` for what cannot be chosen."""
    found = next((one for one in choices if one.id == for_id), None)
    if found is None:
        raise NotFound
    return found


async def days(
    whom: Whom, since: date, until: date | None, *,
    by: Actor, today: date, wanted: Wanted = EVERYTHING,
) -> list[DayShown]:  # fmt: skip
    """The milestones from a day up to another, by day, with those that were cancelled: 1 query.

    Of what the actor sees whole, never of other parties, and never of commitments that hide their
    days: an inspection that is announced is none. ``wanted``: of the commitments of a list.
    """
    query = looked_for(wanted, by=by, today=today)
    of_list = "$5::date is not null"
    if wanted.narrowed:
        of_list = f"l.id in (select l.id {query.lines()})"
    on, put = _DAY, query.put
    narrowed = [
        TAKING_PART, WHOLE, of_list, f"c.kind <> all({put(hide_dates())}::text[])",
        f"{on} >= {put(since)}::date", *([f"{on} < {put(until)}::date"] if until else []),
    ]  # fmt: skip
    if whom.id is not None:
        narrowed.append(f"{_WHOSE[whom.kind]} = {put(whom.id)}")
    asked = f"{_DETAILS} where {' and '.join(narrowed)} {_ORDER} limit {MOST}"
    return [_shown(row, today) for row in await DATABASE.fetch(asked, *query.values)]


def _shown(row: Any, today: date) -> DayShown:
    stands = standing(row["state"], row["planned_on"], row["forecast_on"], row["done_on"], today)
    if row["cancelled"]:
        stands = Standing.LAPSED
    return DayShown(**{**dict(row), "state": LineState(row["state"])}, standing=stands)


async def month(
    month: date, for_id: UUID | None, *, by: Actor, today: date, wanted: Wanted = EVERYTHING
) -> MonthView:
    """One month of a calendar, of the commitments of a list, without what was cancelled:
    2 queries."""
    if not somewhere(by, "calendar.read"):
        raise NotAllowed
    choices = await whom_choices(by)
    whom, after = whom_of(for_id, choices), moved(month, 1)
    found = await days(whom, month, after, by=by, today=today, wanted=wanted)
    held = [one for one in found if not one.cancelled]
    return MonthView(month, moved(month, -1), after, whom, choices, held)
