"""Adding, changing and removing barriers, and attaching commitments to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.names import sort_key
from governance.base.views import add, add_all, change, lock, unchanged
from governance.commitments.barriers.forms import BarrierChange, BarrierForm, BarrierRemoval
from governance.commitments.barriers.rules import Cell, barrier_complaints, removal_complaints
from governance.commitments.barriers.tables import Barrier, BarrierCommitment
from governance.commitments.features.queries import RegionSeen, can_in, region_seen
from governance.commitments.features.rules import OFF
from governance.commitments.warning.rules import case_data
from governance.parties.tables import Grouping

_WHERE = "select grouping from barrier where id = $1"
_TITLES = "select title from barrier where grouping = $1 and id is distinct from $2"
_RAISED = """
select count(distinct k.commitment)::int as number from barrier_commitment k
join commitment c on c.id = k.commitment where k.barrier = $1"""
_GONE = (
    "delete from barrier_commitment where barrier = $1",
    "delete from barrier where id = $1",
)
_ATTACHED = """
select k.id, k.barrier, k.exploitation from barrier_commitment k where k.commitment = $1"""
_DETACH = "delete from barrier_commitment where id = any($1::uuid[])"
_GO_ON = """
select k.barrier, k.exploitation, k.commitment from barrier_commitment k
join barrier b on b.id = k.barrier join committee c on c.grouping = b.grouping
join agreement a on a.committee = c.id
where k.commitment = any($1::uuid[]) and a.id = $2 order by k.id"""
_FORGET = "delete from barrier_commitment where commitment = any($1::uuid[])"
_NAMES = "select id, title from barrier where id = any($1::uuid[])"


async def _region(region_id: UUID, verb: str, by: Actor) -> RegionSeen:
    """The region, locked, when the actor may keep its barriers and it uses them."""
    region = await region_seen(region_id, by=by)
    if not can_in(region, "barrier.keep", by):
        raise NotAllowed
    if not region.features.barriers:
        raise WrongState(verb, "off", OFF)
    await lock(Grouping, region_id)
    return region


async def _locked(barrier_id: UUID, verb: str, by: Actor) -> tuple[RegionSeen, dict[str, Any]]:
    rows = await DATABASE.fetch(_WHERE, barrier_id)
    if not rows:
        raise NotFound
    region = await _region(rows[0]["grouping"], verb, by)
    return region, await lock(Barrier, barrier_id)


async def _others(region_id: UUID, but: UUID | None) -> set[str]:
    rows = await DATABASE.fetch(_TITLES, region_id, but)
    return {row["title"].casefold() for row in rows}


def _values(form: BarrierForm | BarrierChange) -> dict[str, Any]:
    title = form.title.strip()
    return {"title": title, "sort_key": sort_key(title), "text": form.text.strip()}


async def add_barrier(
    region_id: UUID, form: BarrierForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Put a barrier on the list of a region."""
    async with DATABASE.transaction():
        region = await _region(region_id, "add_barrier", by)
        wrong = barrier_complaints(form, await _others(region_id, None))
        complain([*wrong, *case_data(form)], unread)
        values = _values(form)
        made = await add(Barrier(grouping=region_id, **values))
        told = {"region": region_id, "title": values["title"], "text": values["text"]}
        await record(region.chain, "add_barrier", "barrier", made, told, by=by, at=at)
    return made


async def change_barrier(
    barrier_id: UUID, form: BarrierChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change the words of a barrier."""
    async with DATABASE.transaction():
        region, row = await _locked(barrier_id, "change_barrier", by)
        wrong = barrier_complaints(form, await _others(region.id, barrier_id))
        complain([*wrong, *case_data(form, row.values())], unread)
        unchanged(row, form.version)
        values = _values(form)
        noted = changed(row, values, region=region.id)
        if not noted["after"]:
            return
        await change(Barrier, row, **values)
        await record(region.chain, "change_barrier", "barrier", barrier_id, noted, by=by, at=at)


async def remove_barrier(
    barrier_id: UUID, form: BarrierRemoval, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a barrier that no commitment raises off the list."""
    async with DATABASE.transaction():
        region, row = await _locked(barrier_id, "remove_barrier", by)
        [raised] = await DATABASE.fetch(_RAISED, barrier_id)
        complain(removal_complaints(raised["number"]), unread)
        unchanged(row, form.version)
        for statement in _GONE:
            await DATABASE.fetch(statement, barrier_id)
        told = {"region": region.id, "title": row["title"], "text": row["text"]}
        await record(region.chain, "remove_barrier", "barrier", barrier_id, told, by=by, at=at)


async def raise_barriers(
    commitment_id: UUID, wanted: set[Cell], *, by: Actor, at: datetime
) -> dict[str, tuple[list[Any], list[Any]]]:
    """Let a commitment raise these barriers and no others; gives what it raised before and
    raises after, where something changed. In the transaction of who notes what it does."""
    del by, at
    rows = await DATABASE.fetch(_ATTACHED, commitment_id)
    were = {(row["barrier"], row["exploitation"]): row["id"] for row in rows}
    if set(were) == wanted:
        return {}
    await DATABASE.fetch(_DETACH, [were[cell] for cell in were if cell not in wanted])
    await add_all(
        BarrierCommitment(barrier=barrier, commitment=commitment_id, exploitation=form)
        for barrier, form in sorted(wanted - set(were))
    )
    ids = sorted({barrier for barrier, _ in (*were, *wanted)})
    names = {row["id"]: row["title"] for row in await DATABASE.fetch(_NAMES, ids)}
    before, after = (
        [
            {"barrier": names[barrier], "exploitation": form}
            for barrier, form in sorted(cells, key=lambda one: (names[one[0]], one[1]))
        ]
        for cells in (were, wanted)
    )
    return {"raised": (before, after)}


async def raise_too(pairs: Mapping[UUID, UUID], agreement_id: UUID) -> set[UUID]:
    """Let each commitment raise what the one raises from which it goes on, where the region of
    its own agreement has that barrier; gives those that came to raise something. ``pairs``: the
    new one by the old one, of which nobody has said anything yet."""
    rows = await DATABASE.fetch(_GO_ON, sorted(pairs), agreement_id)
    await add_all(
        BarrierCommitment(
            barrier=row["barrier"],
            commitment=pairs[row["commitment"]],
            exploitation=row["exploitation"],
        )
        for row in rows
    )
    return {pairs[row["commitment"]] for row in rows}


async def raise_no_more(commitments: Sequence[UUID]) -> None:
    """Commitments that are taken out of a draft raise nothing."""
    await DATABASE.fetch(_FORGET, sorted(commitments))
