"""What a change of many commitments would do, line by line, and a change that was made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Refused
from governance.base.permissions import TABLE
from governance.commitments.changing.execution.rules import NOT_THERE
from governance.commitments.changing.fields.rules import FIELDS, outcome
from governance.commitments.changing.lines.queries import (
    lines_now,
    may_change,
    may_sql,
    planned,
    read,
)
from governance.commitments.changing.rules import (
    MOST,
    NOT_YOURS,
    LineNow,
    Outcome,
    Value,
    What,
    Wish,
    undo_until,
    why_not_undone,
)
from governance.commitments.finding.queries import looked_for
from governance.commitments.finding.rules import Wanted

CHANGES = TABLE["commitment.change_many"]


class LinePreview(Struct, frozen=True, rename="camel"):
    """What becomes of one line; ``version``: of what is changed, to send along.

    ``after`` is none where it is refused, for every reason of ``why_not``, or where it is so
    already.
    """

    id: UUID
    version: int
    number: int
    title: str
    organisation: str
    agreement: str
    before: Value
    after: Value | None
    why_not: tuple[Complaint, ...]


class Preview(Struct, frozen=True, rename="camel"):
    """What a change would do to the lines of a list of which one may change this, at most the
    first :data:`MOST` of these ``total``; ``others`` counts those of which one may not.
    ``names``: of organisations that carry out, by their id."""

    what: What
    names: dict[str, str]
    lines: tuple[LinePreview, ...]
    changing: int
    alike: int
    refused: int
    total: int
    others: int


class LineOfChange(Struct, frozen=True, rename="camel"):
    """A line of a change: what it was, what it became, and what it is now."""

    id: UUID
    number: int
    title: str
    organisation: str
    agreement: str
    before: Value
    after: Value
    now: Value


class ChangeShown(Struct, frozen=True, rename="camel"):
    """A change that was made; ``why_not_undone``: why it cannot be undone any more, none while it
    can, until ``undo_until``. ``names`` as in :class:`Preview`."""

    id: UUID
    version: int
    what: What
    made_at: datetime
    made_by_function: str
    why: str
    undone_at: datetime | None
    undo_until: datetime
    names: dict[str, str]
    lines: tuple[LineOfChange, ...]
    why_not_undone: Complaint | None


_NAMES = "select id, name from organisation where id = any($1::uuid[])"
_CHANGE = "select * from line_change where id = $1"
_CHANGED = "select commitment_line, before, after from line_change_line where line_change = $1"


def outcome_for(line: LineNow, wish: Wish, by: Actor) -> Outcome:
    """What a wish comes to for a line; of what one may not change nothing is told."""
    if not may_change(line, wish.what, by):
        return Outcome(line, 0, {}, None, (Complaint("", NOT_YOURS),))
    return outcome(line, wish)


async def preview(wanted: Wanted, wish: Wish, *, by: Actor, today: date) -> Preview:
    """What a wish would do to the lines of a list: 2 queries, 3 for milestones and for who carries
    out. Raises :class:`Refused` where the wish itself is not right."""
    query = looked_for(wanted, by=by, today=today)
    asked = f"select count(*)::int as number {query.lines()}"
    [every] = await DATABASE.fetch(asked, *query.values)
    query.where.append(may_sql(wish.what, query, by))
    lines, total = await read(query, limit=MOST)
    if wish.what is What.PLANNING:
        lines = await planned(lines)
    found = [outcome_for(one, wish, by) for one in lines]
    changing = sum(one.after is not None for one in found)
    refused = sum(bool(one.why_not) for one in found)
    alike = len(found) - changing - refused
    values = [value for one in found for value in (one.before, one.after or {})]
    return Preview(
        wish.what, await _names(wish.what, values), tuple(map(_shown, found)), changing, alike,
        refused, total, every["number"] - total,
    )  # fmt: skip


async def _names(what: What, values: Iterable[Value]) -> dict[str, str]:
    """What the organisations are called that carry out: 1 query, for that only.

    Raises :class:`Refused` for one that is not in the register.
    """
    if what is not What.EXECUTION:
        return {}
    asked = {UUID(value["executor"]) for value in values if value.get("executor")}
    rows = await DATABASE.fetch(_NAMES, sorted(asked))
    if len(rows) != len(asked):
        raise Refused([Complaint("executorOrganisationId", NOT_THERE)])
    return {str(row["id"]): row["name"] for row in rows}


def _shown(one: Outcome) -> LinePreview:
    line = one.line
    return LinePreview(
        line.id, one.version, line.number, line.title, line.organisation, line.agreement,
        one.before, one.after, one.why_not,
    )  # fmt: skip


async def change_shown(change_id: UUID, *, by: Actor, at: datetime) -> ChangeShown:
    """A change, for who may change each of its lines: 3 queries, 4 for milestones and for who
    carries out.

    Raises :class:`NotFound`.
    """
    rows = [dict(row) for row in await DATABASE.fetch(_CHANGE, change_id)]
    if not rows:
        raise NotFound
    change = rows[0]
    what, kept = What(change["what"]), await DATABASE.fetch(_CHANGED, change_id)
    here = await lines_now((row["commitment_line"] for row in kept), what, by=by, today=day(at))
    if len(here) != len(kept) or not all(may_change(one, what, by) for one in here.values()):
        raise NotFound
    values = {row["commitment_line"]: (_value(row["before"]), _value(row["after"])) for row in kept}
    lines = tuple(_changed(one, what, *values[one.id]) for one in here.values())
    others = [here[one.id].name for one in lines if one.now != one.after]
    why = why_not_undone(change["made_at"], change["undone_at"], others, at)
    names = await _names(what, (v for one in lines for v in (one.before, one.after, one.now)))
    return ChangeShown(
        change_id, change["version"], what, change["made_at"], change["made_by_function"],
        change["why"], change["undone_at"], undo_until(change["made_at"]), names, lines, why,
    )  # fmt: skip


def _changed(line: LineNow, what: What, before: Value, after: Value) -> LineOfChange:
    return LineOfChange(
        line.id, line.number, line.title, line.organisation, line.agreement, before, after,
        FIELDS[what].now(line),
    )  # fmt: skip


def _value(text: str) -> Value:
    found: Value = msgspec.json.decode(text)
    return found
