"""Lines in full, as a file has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import may
from governance.commitments.finding.layout.rules import EXECUTION, PLAN, PRIORITY
from governance.commitments.finding.queries import USUALLY, Query, looked_for, order
from governance.commitments.finding.rules import Wanted
from governance.commitments.finding.shown.queries import DETAILS, FoundLine
from governance.commitments.hidden_days.queries import without_its_days
from governance.commitments.rules import ENDED
from governance.commitments.sharing.queries import told
from governance.commitments.standing.queries import NEXT_MILESTONE


class ExportedLine(FoundLine, frozen=True, rename="camel"):
    """A line in full, as a file has it; ``target`` in the unit.

    ``owed``: whether something is owed still while the agreement is in force; known to whoever
    sees all of it, as ``has_next`` (a milestone is open). ``how``, ``executor`` and ``why``: who
    carries it out for this party; ``execution_version`` 0: nothing was said of that.
    """

    words: str
    reason: str
    measure: str
    target: Decimal | None
    indicator_unit: str
    keeper_id: UUID
    committee_id: UUID | None
    owed: bool
    has_next: bool
    how: str
    executor: str
    executor_id: UUID | None
    why: str
    execution_version: int


_FULL = f"""
select {DETAILS}, {told("words", "''")} as words, {told("reason", "''")} as reason,
       {told("measure", "''")} as measure, c.target, c.indicator_unit, a.keeper as keeper_id,
       a.committee as committee_id,
       a.state = 'in_force' and l.state <> all($6::text[]) as owed,
       coalesce(k.whole and n.title is not null, false) as has_next,
       coalesce(x.how, 'agreed') as how, coalesce(e.name, '') as executor,
       x.executor_organisation as executor_id, coalesce(x.why, '') as why,
       coalesce(x.version, 0) as execution_version"""
_EXECUTION = """
left join line_execution x on x.commitment_line = l.id
left join organisation e on e.id = x.executor_organisation"""


async def exported(wanted: Wanted, *, by: Actor, today: date) -> list[ExportedLine]:
    """Every line of a list, in full and in its order: 1 query."""
    query = looked_for(wanted, by=by, today=today, also=[sorted(ENDED)])
    key, way = order(wanted, query)
    return await _read(query, f"{key} {way}, {USUALLY}")


async def exported_of(ids: Iterable[UUID], *, by: Actor, today: date) -> list[ExportedLine]:
    """These lines in full, of which the actor sees anything: 1 query."""
    query = looked_for(Wanted(), by=by, today=today, also=[sorted(ENDED)])
    query.only("l.id = any({value}::uuid[])", sorted(set(ids)))
    return await _read(query, USUALLY)


async def _read(query: Query, ordered: str) -> list[ExportedLine]:
    query.ahead = True
    asked = f"{_FULL} {query.lines(NEXT_MILESTONE, _EXECUTION)} order by {ordered}"
    rows = await DATABASE.fetch(asked, *query.values)
    return [without_its_days(ExportedLine(*row.values()), row["kind"]) for row in rows]


def opened_of(lines: Iterable[ExportedLine], by: Actor) -> list[frozenset[str]]:
    """Of each line the columns in which this actor may write something else.

    What a role allows is asked once for each organisation at each keeper and committee.
    """
    asked: dict[tuple[UUID, UUID, UUID | None], tuple[bool, bool, bool]] = {}
    opened = []
    for one in lines:
        of = one.organisation_id, one.keeper_id, one.committee_id
        if of not in asked:
            asked[of] = _allowed(*of, by)
        prioritise, replan, execute = asked[of]
        columns = [
            *(PRIORITY if prioritise else ()),
            *(PLAN if replan and one.owed and one.has_next and not one.days_hidden else ()),
            *(EXECUTION if execute and one.owed else ()),
        ]
        opened.append(frozenset(columns))
    return opened


def _allowed(own: UUID, keeper: UUID, committee: UUID | None, by: Actor) -> tuple[bool, bool, bool]:
    return (
        may(by, "commitment.prioritise", keeper=keeper, own=own),
        may(by, "commitment.replan", keeper=keeper, committee=committee),
        may(by, "commitment.execute", own=own),
    )
