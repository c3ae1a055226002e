"""Commitments as one looks through them, over every agreement that one takes part in.

Whatever a list is narrowed to, sorted by or counted by is what its reader may know of a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.searching import anywhere, like
from governance.commitments.finding.rules import NOT_SHARED, TITLE, Column, Wanted
from governance.commitments.finding.shown.queries import (
    DETAILS,
    PRIORITY,
    STANDING,
    FoundLine,
    lines_of,
)
from governance.commitments.hidden_days.queries import days_told
from governance.commitments.sharing.queries import LISTED_DAY, SIGHT, sees, told, told_next
from governance.commitments.standing.queries import NEXT_MILESTONE, NEXT_STATE
from governance.library.kinds.folders import hide_dates, kinds
from governance.parties.visible.queries import holding

PAGE_SIZE = 50


class Found(Struct, frozen=True, rename="camel"):
    """One page of commitments; ``total`` counts all that were found, ``pages`` is at least 1."""

    lines: tuple[FoundLine, ...]
    total: int
    page: int
    pages: int


_JOINED = """
join agreement a on a.id = l.agreement join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation"""
OF_LINE = _JOINED + SIGHT
"""What is read with a line ``l``."""
_REPORTED = """
case when k.whole then not exists (
    select from line_history h where h.commitment_line = l.id and h.cause_kind = 'report'
      and h.at >= {day}::date::timestamp at time zone 'Europe/Amsterdam')
else coalesce(s.adopted_on < {day}::date, true) end"""
_IN_REGION = f"""l.organisation in (select m.organisation from membership m
    where m."grouping" = {{value}} and {holding("m", "$5::date")})"""  # noqa: S608 - constant text
_SORTED = {
    TITLE: "lower(c.title)",
    Column.ORGANISATION: "o.sort_key",
    Column.AGREEMENT: "a.sort_key",
    Column.THEME: "lower(c.theme)",
    Column.KIND: "array_position({kinds}::text[], c.kind::text)",
    Column.NATURE: "c.nature",
    Column.FUNCTION: "lower(c.owner_function)",
    Column.PRIORITY: f"array_position(array['high', 'normal', 'low'], ({PRIORITY})::text)",
    Column.STANDING: "array_position(array['late', 'at_risk', 'accepted', 'on_schedule', 'done', "
    f"'lapsed'], ({STANDING})::text)",
    Column.STATE: "array_position(array['blocked', 'delayed', 'planned', 'started', 'on_track', "
    f"'done', 'lapsed'], ({told('state')})::text)",
    Column.PLANNED: LISTED_DAY,
    Column.FORECAST: told("forecast_on"),
    Column.DONE: told("done_on"),
    Column.NEXT: f"lower({told_next('title')})",
    Column.NEXT_PLANNED: told_next("planned_on"),
}
"""By what a column is sorted: what is worst, or asks most, comes first."""
USUALLY = "a.sort_key, c.position, o.sort_key, l.id"
_SIGHTED = "k.whole"
"""In every expression that depends on how much the reader sees of a line."""


class Query(Struct):
    """The parts of a query that looks lines through, and its values from ``$1`` on."""

    values: list[Any]
    where: list[str] = []
    ahead: bool = False
    """Whether the first open milestone is asked about."""

    def put(self, value: Any) -> str:
        """Add a value and give the name of its parameter."""
        self.values.append(value)
        return f"${len(self.values)}"

    def known(self, day: str) -> str:
        """A day of a line, of an inspection to come for who sees all of the line alone."""
        return f"case when {days_told(self.put(hide_dates()))} then {day} end"

    def only(self, condition: str, value: Any) -> None:
        """Narrow the list: ``{value}`` in the condition is the value."""
        self.where.append(condition.format(value=self.put(value)))

    def lines(
        self, next_milestone: str = NEXT_STATE, more: str = "", *, read: str = _SIGHTED
    ) -> str:
        """From which lines, each once, and which of them; ``more`` is joined to each.

        ``read``: what is read of them. Where neither that nor what narrows the list asks how much
        the reader sees of a line, it is not looked up, of thousands.
        """
        narrowed = " and ".join([TAKING_PART, "$5::date is not null", *self.where])
        sight = SIGHT if _SIGHTED in read or _SIGHTED in narrowed else ""
        joined = (next_milestone if self.ahead else "") + more
        return f"from commitment_line l {_JOINED}{sight}{joined} where {narrowed}"


def looked_for(wanted: Wanted, *, by: Actor, today: date, also: Iterable[Any] = ()) -> Query:
    """What narrows a list; the reader and the day are ``$1`` to ``$5``, what is ``also`` asked of
    a line follows these."""
    query = Query([*sees(by), today, *also])
    if wanted.search:
        first, text = query.put(like(wanted.search)), query.put(anywhere(wanted.search))
        query.where.append(
            f"(' ' || o.search_key like {first}::text or ' ' || a.search_key like {first}"
            f" or lower(c.title) like {text} or lower(c.text) like {text})"
        )
    for column, value in (
        ("l.agreement", wanted.agreement), ("l.organisation", wanted.organisation),
        ("c.theme", wanted.theme), ("c.kind", wanted.kind), ("c.nature", wanted.nature),
        (told("state"), wanted.state), (PRIORITY, wanted.priority),
    ):  # fmt: skip
        if value:
            query.only(f"{column} = {{value}}", value)
    if wanted.region:
        query.only(_IN_REGION, wanted.region)
    if wanted.until:
        query.only(f"{query.known(LISTED_DAY)} <= {{value}}::date", wanted.until)
    if wanted.since:
        query.where.append(_REPORTED.format(day=query.put(wanted.since)))
    if wanted.standing:
        query.ahead = True
        if wanted.standing == NOT_SHARED:
            query.where.append(f"{STANDING} is null")
        else:
            query.only(f"{STANDING} = {{value}}::text", wanted.standing)
    return query


_AHEAD = frozenset({Column.STANDING, Column.NEXT, Column.NEXT_PLANNED})
_DAYS = frozenset({Column.PLANNED, Column.FORECAST, Column.NEXT, Column.NEXT_PLANNED})


def order(wanted: Wanted, query: Query) -> tuple[str, str]:
    """By what a list is sorted first, and which way; the query asks what that needs."""
    column = wanted.sort.removeprefix("-")
    way = "desc nulls last" if wanted.sort.startswith("-") else "asc nulls last"
    query.ahead = query.ahead or column in _AHEAD
    key = _SORTED[column] if column else "null::int"
    if column in _DAYS:
        key = query.known(key)
    if column == Column.KIND:
        key = key.format(kinds=query.put(list(kinds())))
    return key, way


async def found(
    wanted: Wanted, *, by: Actor, today: date, page: int = 1, size: int = PAGE_SIZE
) -> Found:
    """One page of a list, with how many there are in all: 1 query. A page too far is the last."""
    query = looked_for(wanted, by=by, today=today)
    key, way = order(wanted, query)
    limit, number = query.put(size), query.put(page)
    full = NEXT_MILESTONE if wanted.sort.endswith(Column.NEXT) else NEXT_STATE
    rows = await DATABASE.fetch(
        f"""
with looked as materialized (
    select l.id, {key} as key, a.sort_key, c.position, o.sort_key as whose
    {query.lines(full, read=key)}),
counted as (select count(*)::int as total,
    greatest(1, ceil(count(*)::numeric / {limit}::int))::int as pages from looked),
picked as materialized (
    select looked.*, total, pages, least(greatest({number}::int, 1), pages) as page
    from looked, counted order by key {way}, sort_key, position, whose, id
    limit {limit}::int offset (
        select (least(greatest({number}::int, 1), pages) - 1) * {limit}::int from counted))
select p.total, p.page, p.pages, {DETAILS}
from picked p join lateral (select * from commitment_line where id = p.id offset 0) l on true
{OF_LINE} {NEXT_MILESTONE} order by p.key {way}, p.sort_key, p.position, p.whose, p.id""",  # noqa: S608 - put together from our own text
        *query.values,
    )
    return page_of(rows)


def page_of(rows: list[Any]) -> Found:
    """Rows that each say of which page they are."""
    if not rows:
        return Found((), 0, 1, 1)
    first = rows[0]
    return Found(tuple(lines_of(rows)), first["total"], first["page"], first["pages"])
