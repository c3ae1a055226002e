"""Letting a successor owe what its predecessors still owed; their own lines keep their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add, add_all, change
from governance.commitments.rules import LineState, Part
from governance.commitments.sharing.rules import narrowest
from governance.commitments.succeeding.rules import least_far
from governance.commitments.tables import (
    CommitmentLine,
    CommitmentParty,
    LineHistory,
    MilestoneLine,
)
from governance.parties.rules import Audience

Cause = tuple[str, UUID]
_LOCK = "select * from commitment_line where id = any($1::uuid[]) order by id for update"
_OWN = "select * from commitment_line where commitment = $1 and party = $2 for update"
_PART = "select from commitment_party where commitment = $1 and party = $2"
_HELPS = """
select cp.commitment from commitment_party cp where cp.party = $1 and cp.part = 'contributor'
  and not exists (select from commitment_party x
                  where x.commitment = cp.commitment and x.party = $2)"""
_OWES_LATER = """
update commitment_party cp set party = $2 where cp.party = $1 and not exists (
    select from commitment_party x where x.commitment = cp.commitment and x.party = $2)"""
_SAME_MILESTONES = """
select m.id, t.id as there from milestone_line m join milestone_line t
  on t.milestone = m.milestone and t.planned_on = m.planned_on and t.commitment_line = $2
where m.commitment_line = $1"""
_SAYS = (
    "state", "words", "reason", "measure", "planned_on", "forecast_on", "done_on", "value",
    "measured_on", "audience", "behind_from", "accepted_until", "priority",
)  # fmt: skip


class Heir(Struct, frozen=True):
    """Who owes from now on: its entry in the agreement, and its organisation."""

    party: UUID
    organisation: UUID


class Moved(Struct, frozen=True):
    """What became of the lines of predecessors, and of their milestones."""

    lines: dict[UUID, dict[UUID, UUID]]
    """From the line of a predecessor, by the organisation of the successor, to its line there."""
    chosen: set[tuple[UUID, UUID]]
    """Of these, from which line to which the state went on: where several come together, one."""
    milestones: dict[tuple[UUID, UUID], UUID]
    """From a milestone of a predecessor's line and the new line to the milestone there."""


async def _says(line: UUID, row: Mapping[str, Any], at: datetime, cause: Cause) -> None:
    await add(
        LineHistory(
            commitment_line=line, at=at, state=row["state"], words=row["words"],
            reason=row["reason"], forecast_on=row["forecast_on"], value=row["value"],
            cause_kind=cause[0], cause_id=cause[1],
        )
    )  # fmt: skip


async def inherit(
    heirs: Mapping[UUID, Sequence[Heir]], names: str, *, by: Actor, at: datetime, cause: Cause
) -> Moved:
    """Let successors owe the commitments of lines: ``heirs`` by line.

    Where several lines of one commitment come together, the one goes on that is least far. The
    lines of the predecessors lapse: ``names`` says who goes on.
    """
    rows = {row["id"]: dict(row) for row in await DATABASE.fetch(_LOCK, sorted(heirs))}
    grouped: dict[tuple[UUID, Heir], list[dict[str, Any]]] = {}
    for line, who in heirs.items():
        for heir in who:
            grouped.setdefault((rows[line]["commitment"], heir), []).append(rows[line])
    moved = Moved({}, set(), {})
    for (commitment, heir), sources in grouped.items():
        await _one(commitment, heir, sources, moved, by, at, cause)
    for row in rows.values():
        await change(CommitmentLine, row, state=LineState.LAPSED, reason=names, changed_at=at)
        await _says(row["id"], {**row, "state": LineState.LAPSED, "reason": names}, at, cause)
        on, told = ("commitment", row["commitment"]), {"organisation": row["organisation"]}
        chain = row["organisation"]
        await record(chain, "hand_over_line", *on, told, by=by, at=at, cause=cause)
    return moved


async def _one(
    commitment: UUID, heir: Heir, sources: Sequence[dict[str, Any]], moved: Moved,
    by: Actor, at: datetime, cause: Cause,
) -> None:  # fmt: skip
    """The line of a successor of one commitment: new, or its own as far as the slowest, and for as
    few people as any that comes together there: evidence and history come along."""
    own = [dict(row) for row in await DATABASE.fetch(_OWN, commitment, heir.party)]
    chosen = least_far([*own, *sources])
    if own and own[0]["state"] == LineState.LAPSED:
        chosen = least_far(sources)
    line: UUID = own[0]["id"] if own else new_id()
    says = {name: chosen[name] for name in _SAYS}
    says["audience"] = narrowest(Audience(row["audience"]) for row in (*own, *sources))
    if not own:
        await add(
            CommitmentLine(
                id=line, commitment=commitment, party=heir.party, agreement=chosen["agreement"],
                organisation=heir.organisation, changed_at=at, **says,
            )
        )  # fmt: skip
        if not await DATABASE.fetch(_PART, commitment, heir.party):
            await add(CommitmentParty(commitment=commitment, party=heir.party, part=Part.OWNER))
    elif chosen["id"] != line or says["audience"] != own[0]["audience"]:
        await change(CommitmentLine, own[0], **says, changed_at=at)
    if chosen["id"] != line:
        await _milestones(chosen["id"], line, moved)
        await _says(line, chosen, at, cause)
        moved.chosen.add((chosen["id"], line))
    for source in sources:
        moved.lines.setdefault(source["id"], {})[heir.organisation] = line
        await _beside(source["id"], line, moved)
    told = {"organisation": heir.organisation, "state": chosen["state"]}
    on = ("commitment", commitment)
    await record(heir.organisation, "inherit_line", *on, told, by=by, at=at, cause=cause)


async def _milestones(source: UUID, line: UUID, moved: Moved) -> None:
    """The milestones of a line as they stand, at the line that goes on from it."""
    there = await MilestoneLine.select().where(MilestoneLine.commitment_line == line)
    known = {(row["milestone"], row["planned_on"]): row for row in there}
    fresh = []
    for row in await MilestoneLine.select().where(MilestoneLine.commitment_line == source):
        own = known.get((row["milestone"], row["planned_on"]))
        if own is not None:
            says = {name: row[name] for name in ("state", "forecast_on", "done_on")}
            await change(MilestoneLine, own, **says)
        made = own["id"] if own is not None else new_id()
        moved.milestones[(row["id"], line)] = made
        if own is None:
            values = {**row, "id": made, "version": 1, "commitment_line": line}
            fresh.append(MilestoneLine(None, **values))
    await add_all(fresh)


async def _beside(source: UUID, line: UUID, moved: Moved) -> None:
    """Which milestone of a line is which at the line that goes on, also where another went on."""
    for row in await DATABASE.fetch(_SAME_MILESTONES, source, line):
        moved.milestones.setdefault((row["id"], line), row["there"])


async def owe_at_entry(party: UUID, heir: Heir) -> None:
    """What a party of a signed agreement comes to owe at its entry, its successor comes to owe."""
    await DATABASE.fetch(_OWES_LATER, party, heir.party)


async def contribute_too(party: UUID, heir: Heir) -> None:
    """Of a successor a contribution is asked where it was asked of its predecessor."""
    await add_all(
        CommitmentParty(commitment=row["commitment"], party=heir.party, part=Part.CONTRIBUTOR)
        for row in await DATABASE.fetch(_HELPS, party, heir.party)
    )
