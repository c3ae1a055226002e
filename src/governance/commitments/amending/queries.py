"""What an amendment means for commitments that run, per commitment and party, before it is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.amending.forms import Part, part_of
from governance.commitments.amending.rules import FIELDS
from governance.commitments.queries import seen_agreement
from governance.commitments.sharing.queries import LAPSED_OPENLY, SIGHT, sees, told


class LineEffect(Struct, frozen=True, rename="camel"):
    """What it means for one party. ``what``: new_line, goes_on, lapses, stays_done, or
    lapses_unless_done where the reader is not told how it stands: then there is no ``state``.
    ``done`` of ``milestones`` are reached already, as far as that is told."""

    organisation: str
    what: str
    state: str = ""
    done: int = 0
    milestones: int = 0


class Effect(Struct, frozen=True, rename="camel"):
    """What it means for one commitment: new, changed or lapses; ``fields`` that change."""

    key: str
    title: str
    what: str
    fields: tuple[str, ...]
    lines: tuple[LineEffect, ...]


_LINES = f"""
select l.commitment, l.organisation, o.name,
       case when {LAPSED_OPENLY} then 'lapsed' else {told("state", "''")} end as state,
       m.done, m.milestones
from commitment_line l join agreement a on a.id = l.agreement
join organisation o on o.id = l.organisation
{SIGHT}
cross join lateral (
    select (count(*) filter (where x.state = 'done'))::int as done,
           (count(*) filter (where x.state <> 'lapsed'))::int as milestones
    from (
        select ml.state from milestone_line ml where k.whole and ml.commitment_line = l.id
        union all
        select y.state from jsonb_to_recordset(case when k.whole then '[]' else s.milestones end)
            as y(state text)) x) m
where l.agreement = $5 and {TAKING_PART} order by o.sort_key"""  # noqa: S608 - constant text


async def effects_of(
    agreement_id: UUID, there: Sequence[CommitmentView], parts: Sequence[Part],
    names: Mapping[UUID, str], *, by: Actor,
) -> list[Effect]:  # fmt: skip
    """What becomes of the commitments of an agreement when these are its ``parts``: 2 queries. Of
    the line of another party no more is told than its committee adopted."""
    await seen_agreement(agreement_id, by=by)
    lines: dict[UUID, list[Any]] = {}
    for row in await DATABASE.fetch(_LINES, *sees(by), agreement_id):
        lines.setdefault(row["commitment"], []).append(row)
    was = {one.key: one for one in there}
    wanted = {part.key: part for part in parts}
    return [
        *(one for part in parts for one in _one(was.get(part.key), part, lines, names)),
        *(_lapses(one, lines) for one in there if one.key not in wanted and one.owners),
    ]


def _one(
    was: CommitmentView | None, part: Part, lines: Mapping[UUID, list[Any]],
    names: Mapping[UUID, str],
) -> Iterator[Effect]:  # fmt: skip
    if was is None:
        opened = tuple(LineEffect(names.get(one, ""), "new_line") for one in part.owners)
        yield Effect(part.key, part.title, "new", (), opened)
        return
    before = part_of(was, names)
    fields = tuple(name for name in FIELDS if getattr(before, name) != getattr(part, name))
    if fields:
        rows = lines.get(was.id, [])
        running = {row["organisation"] for row in rows if row["state"] != "lapsed"}
        new = (LineEffect(names.get(o, ""), "new_line") for o in part.owners if o not in running)
        kept = (_line(row, row["organisation"] in part.owners) for row in rows)
        shown = (one for one in kept if one.state != "lapsed")
        yield Effect(part.key, part.title, "changed", fields, (*shown, *new))


def _lapses(was: CommitmentView, lines: Mapping[UUID, list[Any]]) -> Effect:
    rows = (row for row in lines.get(was.id, []) if row["state"] != "lapsed")
    return Effect(
        was.key, was.title, "lapses", (), tuple(_line(row, goes_on=False) for row in rows)
    )


def _line(row: Any, goes_on: bool) -> LineEffect:
    lapses = "lapses" if row["state"] else "lapses_unless_done"
    what = "stays_done" if row["state"] == "done" else "goes_on" if goes_on else lapses
    return LineEffect(row["name"], what, row["state"], row["done"], row["milestones"])
