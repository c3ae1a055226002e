"""What a change of many commitments would do, line by line, and a change that was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Refused
from governance.base.permissions import TABLE, may
from governance.commitments.changing.execution.rules import NOT_THERE
from governance.commitments.changing.fields.rules import FIELDS, outcome
from governance.commitments.changing.rules import (
    MOST,
    NOT_YOURS,
    LineNow,
    MilestonePlanned,
    Outcome,
    Value,
    What,
    Wish,
    undo_until,
    why_not_undone,
)
from governance.commitments.finding.queries import USUALLY, Query, looked_for
from governance.commitments.finding.rules import EVERYTHING, Wanted
from governance.commitments.rules import ENDED, LineState

CHANGES = TABLE["commitment.change_many"]


class LinePreview(Struct, frozen=True, rename="camel"):
    """What becomes of one line; ``version``: of what is changed, to send along.

    ``after`` is none where it is refused, for every reason of ``why_not``, or where it is so
    already. Of a line that one may not change ``before`` is empty.
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
    """What a change would do to the lines of a list, of the first :data:`MOST` of them; ``total``
    counts all of the list. ``names``: of organisations that carry out, by their id."""

    what: What
    names: dict[str, str]
    lines: tuple[LinePreview, ...]
    changing: int
    alike: int
    refused: int
    total: int


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


_LINE = """
select l.id, l.version, a.id as agreement_id, a.short_title as agreement, c.position as number,
       c.title, o.id as organisation_id, o.short_name as organisation, a.keeper as keeper_id,
       a.committee as committee_id, k.whole, a.state as agreement_state,
       coalesce(a.entered_into_force_on, 'epoch'::date) as entered_on, a.ends_on, l.state,
       l.priority, l.audience,
       (select max(y.adopted_on) from adopted_line y
        where y.commitment_line = l.id and y.audience <> 'own') as adopted_on,
       exists (select from line_history h
         where h.commitment_line = l.id and h.cause_kind = 'report') as reported,
       coalesce(x.how, 'agreed') as how, x.executor_organisation as executor_id,
       coalesce(x.why, '') as why, coalesce(x.version, 0) as execution_version"""
_EXECUTION = "\nleft join line_execution x on x.commitment_line = l.id"
_NAMES = "select id, name from organisation where id = any($1::uuid[])"
_MILESTONES = """
select ml.commitment_line, ml.id, ml.milestone, m.title, ml.planned_on, ml.state
from milestone_line ml join milestone m on m.id = ml.milestone
where ml.commitment_line = any($1::uuid[]) order by ml.commitment_line, ml.position, ml.id"""
_FIELDS = tuple(name for name in LineNow.__struct_fields__ if name != "milestones")
_CHANGE = "select * from line_change where id = $1"
_CHANGED = "select commitment_line, before, after from line_change_line where line_change = $1"


async def _read(query: Query, *, limit: int) -> tuple[list[LineNow], int]:
    """Lines as they are now, with how many there are in all."""
    lines = query.lines(more=_EXECUTION, read="k.whole")
    asked = f"{_LINE}, count(*) over ()::int as total {lines} order by {USUALLY} limit {limit}"
    rows = await DATABASE.fetch(asked, *query.values)
    total = rows[0]["total"] if rows else 0
    return [LineNow(*(row[name] for name in _FIELDS)) for row in rows], total


async def _planned(lines: Sequence[LineNow]) -> list[LineNow]:
    """The same lines with their milestones: 1 query."""
    found: dict[UUID, list[MilestonePlanned]] = {}
    for row in await DATABASE.fetch(_MILESTONES, [one.id for one in lines]):
        runs = LineState(row["state"]) not in ENDED
        milestone = (row["id"], row["milestone"], row["title"], row["planned_on"], runs)
        found.setdefault(row["commitment_line"], []).append(MilestonePlanned(*milestone))
    return [replace(one, milestones=tuple(found.get(one.id, ()))) for one in lines]


async def lines_now(
    ids: Iterable[UUID], what: What, *, by: Actor, today: date
) -> dict[UUID, LineNow]:
    """These lines as they are now, of which the actor sees anything: 1 query, 2 for milestones."""
    query, wanted = looked_for(EVERYTHING, by=by, today=today), sorted(set(ids))
    query.only("l.id = any({value}::uuid[])", wanted)
    lines, _ = await _read(query, limit=max(1, len(wanted)))
    if what is What.PLANNING:
        lines = await _planned(lines)
    return {one.id: one for one in lines}


def may_change(line: LineNow, what: What, by: Actor) -> bool:
    """Whether this actor may change this field of a line."""
    on = {"keeper": line.keeper_id, "own": line.organisation_id, "committee": line.committee_id}
    return line.whole and may(by, FIELDS[what].permission, **on)


def outcome_for(line: LineNow, wish: Wish, by: Actor) -> Outcome:
    """What a wish comes to for a line; of what one may not change nothing is told."""
    if not may_change(line, wish.what, by):
        return Outcome(line, 0, {}, None, (Complaint("", NOT_YOURS),))
    return outcome(line, wish)


async def preview(wanted: Wanted, wish: Wish, *, by: Actor, today: date) -> Preview:
    """What a wish would do to the lines of a list: 1 query, 2 for milestones and for who carries
    out. Raises :class:`Refused` where the wish itself is not right."""
    lines, total = await _read(looked_for(wanted, by=by, today=today), limit=MOST)
    if wish.what is What.PLANNING:
        lines = await _planned(lines)
    found = [outcome_for(one, wish, by) for one in lines]
    changing = sum(one.after is not None for one in found)
    refused = sum(bool(one.why_not) for one in found)
    alike = len(found) - changing - refused
    values = [value for one in found for value in (one.before, one.after or {})]
    return Preview(
        wish.what, await _names(wish.what, values), tuple(map(_shown, found)), changing, alike,
        refused, total,
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
