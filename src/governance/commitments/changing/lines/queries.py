"""Lines as they are now, with all that a change of many asks of them, and who may change what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.commitments.changing.fields.rules import FIELDS
from governance.commitments.changing.rules import LineNow, MilestonePlanned, What
from governance.commitments.finding.queries import USUALLY, Query, looked_for
from governance.commitments.finding.rules import EVERYTHING
from governance.commitments.rules import ENDED, LineState
from governance.library.kinds.folders import hides_dates

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
       coalesce(x.why, '') as why, coalesce(x.version, 0) as execution_version, c.kind"""
_EXECUTION = "\nleft join line_execution x on x.commitment_line = l.id"
_MILESTONES = """
select ml.commitment_line, ml.id, ml.milestone, m.title, ml.planned_on, ml.state
from milestone_line ml join milestone m on m.id = ml.milestone
where ml.commitment_line = any($1::uuid[]) order by ml.commitment_line, ml.position, ml.id"""
_FIELDS = tuple(
    name for name in LineNow.__struct_fields__ if name not in ("milestones", "hides_days")
)


async def read(query: Query, *, limit: int) -> tuple[list[LineNow], int]:
    """Lines as they are now, with how many there are in all."""
    lines = query.lines(more=_EXECUTION, read="k.whole")
    asked = f"{_LINE}, count(*) over ()::int as total {lines} order by {USUALLY} limit {limit}"
    rows = await DATABASE.fetch(asked, *query.values)
    total = rows[0]["total"] if rows else 0
    made = [LineNow(*(row[name] for name in _FIELDS)) for row in rows]
    return [replace(one, hides_days=hides_dates(one.kind)) for one in made], total


async def planned(lines: Sequence[LineNow]) -> list[LineNow]:
    """The same lines with their milestones: 1 query."""
    found: dict[UUID, list[MilestonePlanned]] = {}
    for row in await DATABASE.fetch(_MILESTONES, [one.id for one in lines]):
        runs = LineState(row["state"]) not in ENDED
        milestone = (row["id"], row["milestone"], row["title"], row["planned_on"], runs)
        found.setdefault(row["commitment_line"], []).append(MilestonePlanned(*milestone))
    return [replace(one, milestones=tuple(found.get(one.id, ()))) for one in lines]


def may_sql(what: What, query: Query, by: Actor) -> str:
    """Of which lines the actor may change a field."""
    who = TABLE[FIELDS[what].permission].who
    on = {Reach.KEEPER: "a.keeper", Reach.OWN: "l.organisation", Reach.COMMITTEE: "a.committee"}
    ways = (
        f"coalesce({column} = any({query.put(sorted(held_on(by, who, reach)))}::uuid[]), false)"
        for reach, column in on.items()
    )
    return f"({' or '.join(ways)})"


async def lines_now(
    ids: Iterable[UUID], what: What, *, by: Actor, today: date
) -> dict[UUID, LineNow]:
    """These lines as they are now, of which the actor sees anything: 1 query, 2 for milestones."""
    query, wanted = looked_for(EVERYTHING, by=by, today=today), sorted(set(ids))
    query.only("l.id = any({value}::uuid[])", wanted)
    lines, _ = await read(query, limit=max(1, len(wanted)))
    if what is What.PLANNING:
        lines = await planned(lines)
    return {one.id: one for one in lines}


def may_change(line: LineNow, what: What, by: Actor) -> bool:
    """Whether this actor may change this field of a line."""
    on = {"keeper": line.keeper_id, "own": line.organisation_id, "committee": line.committee_id}
    return line.whole and may(by, FIELDS[what].permission, **on)
