"""What was asked of organisations about their functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE as ROWS
from governance.base.permissions import Reach, holds, in_turn, may
from governance.parties.asking.rules import Outcome
from governance.parties.rules import FunctionKind
from governance.parties.visible.queries import SIGHT, organisation_in_sight, sight_of


class RequestView(Struct, frozen=True, rename="camel"):
    """Somebody asked an organisation to fill a function. ``outcome`` is empty while it is open.

    ``may_fill``, ``may_decline`` and, of one question, ``may_withdraw``: this reader."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    function: FunctionKind
    note: str
    asked_by_function: str
    asked_at: datetime
    answered_at: datetime | None
    outcome: Outcome
    answer: str
    may_fill: bool
    may_decline: bool
    may_withdraw: bool


_LIST = f"""with {SIGHT}
select r.id, r.version, r.organisation as organisation_id, o.name as organisation, r.function,
       r.note, r.asked_by_function, r.asked_at, r.answered_at, r.outcome, r.answer,
       o.keeper
from filling_request r join organisation o on o.id = r.organisation
where {organisation_in_sight("r.organisation")} and ($6::uuid is null or r.id = $6)
  and ($7::uuid[] is null or r.organisation = any($7)) and (not $8 or r.answered_at is null)
order by r.answered_at is not null, r.asked_at desc, r.id limit $9"""  # noqa: S608 - constant text
_PLACES = """
select m."grouping" as region, c.id as committee from membership m
left join committee c on c."grouping" = m."grouping"
where m.organisation = $1 and m.valid_from <= $2
  and (m.valid_until is null or m.valid_until > $2)"""


def _view(row: Any, by: Actor) -> RequestView:
    own = {row["organisation_id"], row["keeper"]} - {None}
    is_open = not row["outcome"]
    fills = is_open and any(may(by, "filling.fill", own=one) for one in own)
    declines = is_open and any(may(by, "filling_request.decline", own=one) for one in own)
    values = {n: v for n, v in dict(row).items() if n != "keeper"}
    values |= {"function": FunctionKind(row["function"]), "outcome": Outcome(row["outcome"])}
    return RequestView(**values, may_fill=fills, may_decline=declines, may_withdraw=False)


async def requests(
    by: Actor,
    today: date,
    *,
    of: Iterable[UUID] | None = None,
    only_open: bool = True,
    limit: int = 200,
) -> list[RequestView]:
    """What was asked of organisations in sight, what is open first: 1 query."""
    wanted = None if of is None else sorted(of)
    rows = await DATABASE.fetch(_LIST, *sight_of(by, today), None, wanted, only_open, limit)
    return [_view(row, by) for row in rows]


async def request_of(request_id: UUID, *, by: Actor, today: date) -> RequestView:
    """One question: 2 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_LIST, *sight_of(by, today), request_id, None, False, 1)
    if not rows:
        raise NotFound
    view = _view(rows[0], by)
    asks = await ways_to_ask(by, view.organisation_id, today) is not None
    return replace(view, may_withdraw=asks and not view.outcome)


async def ways_to_ask(by: Actor, organisation_id: UUID, today: date) -> Actor | None:
    """The actor by the role by which it may ask an organisation; none where it may not: 1 query."""
    rows = await DATABASE.fetch(_PLACES, organisation_id, today)
    regions = {row["region"] for row in rows}
    committees = {row["committee"] for row in rows} - {None}
    who = ROWS["filling_request.ask"].who
    places: list[dict[str, UUID | None]] = [{Reach.OWN: organisation_id}]
    places += [{Reach.REGION: one} for one in sorted(regions)]
    places += [{Reach.COMMITTEE: one} for one in sorted(committees)]
    for way in in_turn(by):
        if any(holds(way, who, **on) for on in places):
            return way
    return None
