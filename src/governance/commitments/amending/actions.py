"""Merging the commitments of an amendment into those of an agreement in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, add_all, change, lock
from governance.commitments.actions import open_lines
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.amending.forms import Part, own, part_of
from governance.commitments.amending.milestones import actions as milestones
from governance.commitments.measuring.hiding.rules import counts_people
from governance.commitments.queries import AgreementSeen, of_agreement, seen_agreement
from governance.commitments.rules import LineState
from governance.commitments.rules import Part as Role
from governance.commitments.tables import Commitment, CommitmentLine, CommitmentParty, LineHistory

Cause = tuple[str, UUID]
AMENDMENT = "amendment"
"""What the history of a line names as its cause; its id is that of the amendment."""
_LAPSING = """
select l.* from commitment_line l join commitment c on c.id = l.commitment
where c.id = $1 and l.state not in ('done', 'lapsed')
  and ($2::uuid[] is null or l.organisation <> all($2)) order by l.id for update of l"""
_LAPSED = """
select * from commitment_line where commitment = $1 and state = 'lapsed'
  and organisation = any($2) order by id for update"""
# Reports stand on a floor above: that one holds a figure is all that is read.
_GIVEN = """
select exists (select from commitment_line l where l.commitment = $1 and (
    exists (select from line_history h where h.commitment_line = l.id and h.value is not null)
    or exists (select from report_line r where r.commitment_line = l.id and r.value is not null)
)) as given"""
_PRIORITISE = """
update commitment_line set priority = $3, version = version + 1
where commitment = $1 and priority = $2 and state not in ('done', 'lapsed') returning id"""
_DROP_PARTIES = """
delete from commitment_party where commitment = $1 and party not in (
    select id from party where joined_on is null and participation = any($2))"""


class Merging(Struct, frozen=True):
    """An amendment that is merged: into which agreement, with its parties by organisation, from
    which day, and why a commitment lapses."""

    into: AgreementSeen
    parties: Mapping[UUID, UUID]
    on: date
    why: str
    by: Actor
    at: datetime
    cause: Cause


async def merge(
    agreement_id: UUID, parts: Sequence[Part], parties: Mapping[UUID, UUID],
    *, on: date, why: str, by: Actor, at: datetime, cause: Cause,
) -> None:  # fmt: skip
    """Let the commitments of an agreement in force be these, in this order.

    What is new opens lines, counted from the day ``on``; what changes keeps its lines, with their
    history and what was reached; what is not there any more lapses, because of ``why``. A
    commitment that nobody of the parties owes any more is left alone.
    """
    into = await seen_agreement(agreement_id, by=by)
    merging = Merging(into, parties, on, why, by, at, cause)
    there = {one.key: one for one in await of_agreement(agreement_id, by=by)}
    owed = {key for key, one in there.items() if part_of(one, parties).owners}
    kept = {part.key for part in parts}
    for key in owed - kept:
        await _lapse(there[key], merging)
    place = 0
    for place, part in enumerate(parts, 1):
        if part.key in there:
            await _change(there[part.key], part, place, merging)
        else:
            await _new(part, place, merging)
    await _last(there, kept, place)
    await open_lines(agreement_id, on, into.ends_on, since=on, by=by, at=at, cause=cause)


async def _last(there: Mapping[str, CommitmentView], kept: Iterable[str], place: int) -> None:
    """What does not hold any more stands behind what does."""
    gone = [one for key, one in there.items() if key not in set(kept)]
    for behind, one in enumerate(gone, place + 1):
        await change(Commitment, await lock(Commitment, one.id), position=behind)


async def _new(part: Part, place: int, merging: Merging) -> None:
    made = await add(Commitment(agreement=merging.into.id, position=place, **own(part)))
    await _parties(made, part, merging)
    await milestones.add_new(made, part.milestones)
    await _note("add_commitment", made, {"title": part.title}, merging)


async def _change(was: CommitmentView, part: Part, place: int, merging: Merging) -> None:
    """Put a commitment as the amendment has it; who does not owe it any more has its line lapse."""
    row = await lock(Commitment, was.id)
    before = part_of(was, merging.parties)
    if before == part:
        if row["position"] != place:
            await change(Commitment, row, position=place)
        return
    people = row["counted_people"] or await _counted_people(was, part)
    await change(Commitment, row, position=place, counted_people=people, **own(part))
    if (before.owners, before.contributors) != (part.owners, part.contributors):
        await _parties(was.id, part, merging)
        await _lapse_lines(was.id, part.owners, merging)
        await _again(was.id, part.owners, merging)
    if before.milestones != part.milestones:
        why = _because(merging)
        await milestones.change_plans(was, part.milestones, merging.into, merging.on, why)
    told: dict[str, Any] = {"title": part.title}
    if before.priority != part.priority:
        told |= {"priority": part.priority, "lines": await _prioritise(was, before, part)}
    await _note("amend_commitment", was.id, told, merging)


def _because(merging: Merging) -> milestones.Because:
    """What is kept of every milestone that the amendment plans for another day."""
    by, (_, cause) = merging.by.function[:200], merging.cause
    return milestones.Because(merging.at, merging.why, by, AMENDMENT, cause)


async def _prioritise(was: CommitmentView, before: Part, part: Part) -> int:
    """Open lines that have the priority that was agreed get the new one; where somebody chose
    another for a line, that stays. Gives how many."""
    values = (was.id, before.priority, part.priority)
    return len(await DATABASE.fetch(_PRIORITISE, *values))


async def _counted_people(was: CommitmentView, part: Part) -> bool:
    """Whether figures that were given may be of people, while the new unit might not say so."""
    if part.indicator_unit == was.indicator_unit or not counts_people(was.indicator_unit):
        return False
    return bool((await DATABASE.fetch(_GIVEN, was.id))[0]["given"])


async def _parties(commitment: UUID, part: Part, merging: Merging) -> None:
    """Who owes it and who helps; one that has still to sign keeps what it comes to owe."""
    await DATABASE.fetch(_DROP_PARTIES, commitment, sorted(SIGNING))
    await add_all(
        CommitmentParty(commitment=commitment, party=merging.parties[one], part=role)
        for role, of in ((Role.OWNER, part.owners), (Role.CONTRIBUTOR, part.contributors))
        for one in of
    )


async def _lapse(was: CommitmentView, merging: Merging) -> None:
    """A commitment that does not hold any more: its open lines lapse, what was done stays."""
    await change(Commitment, await lock(Commitment, was.id), lapsed_on=merging.on)
    lapsed = await _lapse_lines(was.id, None, merging)
    await _note("lapse_commitment", was.id, {"title": was.title, "lines": lapsed}, merging)


async def _lapse_lines(commitment: UUID, except_of: Sequence[UUID] | None, merging: Merging) -> int:
    """Let the open lines of a commitment lapse, but those of some organisations."""
    kept = list(except_of) if except_of is not None else None
    rows = await DATABASE.fetch(_LAPSING, commitment, kept)
    for row in rows:
        await _says(dict(row), merging, state=LineState.LAPSED, reason=merging.why)
        await milestones.lapse(row["id"])
    return len(rows)


async def _again(commitment: UUID, owners: Sequence[UUID], merging: Merging) -> None:
    """Who owes it again has its own line again, that lapsed before."""
    for row in await DATABASE.fetch(_LAPSED, commitment, list(owners)):
        await _says(dict(row), merging, state=LineState.PLANNED, reason="")
        await milestones.again(row["id"])


async def _says(row: dict[str, Any], merging: Merging, *, state: str, reason: str) -> None:
    """Put another state into a line, with its history."""
    at, (_, cause) = merging.at, merging.cause
    await change(CommitmentLine, row, changed_at=at, state=state, reason=reason)
    await add(
        LineHistory(
            commitment_line=row["id"], at=at, state=state, words=row["words"], reason=reason,
            forecast_on=row["forecast_on"], value=row["value"], cause_kind=AMENDMENT,
            cause_id=cause,
        )
    )  # fmt: skip


async def _note(verb: str, commitment: UUID, changes: dict[str, Any], merging: Merging) -> None:
    on = ("commitment", commitment)
    chain = merging.into.keeper
    by, at, cause = merging.by, merging.at, merging.cause
    await record(chain, verb, *on, changes, by=by, at=at, audience="committee", cause=cause)
