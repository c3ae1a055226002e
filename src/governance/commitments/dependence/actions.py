"""Letting a commitment wait for others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, add_all
from governance.commitments.dependence.queries import names_of, waits_from
from governance.commitments.dependence.rules import ring
from governance.commitments.dependence.tables import CommitmentDependence

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('commitment_dependence'))"
_WERE = "select waits_for from commitment_dependence where commitment = $1"
_AROUND = """
select commitment, waits_for from commitment_dependence
where commitment = any($1::uuid[]) or waits_for = any($1::uuid[]) order by id"""
_FORGET = """
delete from commitment_dependence
where commitment = any($1::uuid[]) or waits_for = any($1::uuid[])"""
_NO_MORE = """
delete from commitment_dependence where commitment = $1 and waits_for = any($2::uuid[])"""


async def hold_all(*, by: Actor, at: datetime) -> None:
    """Let nobody else say what waits for what until the transaction ends: two at once could each
    close half of a ring."""
    del by, at
    await DATABASE.fetch(_ONE_AT_A_TIME)


async def wait_for(
    commitment_id: UUID,
    wanted: Collection[UUID],
    seen: Collection[UUID],
    *,
    by: Actor,
    at: datetime,
) -> dict[str, tuple[list[str], list[str]]]:
    """Let a commitment wait for these, and no longer for others of those that the actor sees.

    What it waits for in agreements that the actor takes no part in stays. Gives what it waited
    for before and waits for after, where something changed. In the transaction of who notes it,
    behind :func:`hold_all`.
    """
    del at
    were = {row["waits_for"] for row in await DATABASE.fetch(_WERE, commitment_id)}
    gone, new = (were & set(seen)) - set(wanted), set(wanted) - were
    if not gone and not new:
        return {}
    await DATABASE.fetch(_NO_MORE, commitment_id, sorted(gone))
    await add_all(
        CommitmentDependence(commitment=commitment_id, waits_for=one) for one in sorted(new)
    )
    names = await names_of(were | new, by=by)
    before, after = (
        [names[one] for one in sorted(of) if one in names] for of in (were, (were - gone) | new)
    )
    return {"waits_for": (before, after)}


async def wait_too(pairs: Mapping[UUID, UUID], said: Collection[UUID], *, by: Actor) -> set[UUID]:
    """What waits and is waited for goes along to the commitments that go on; gives those of which
    it changed. Behind :func:`hold_all`.

    ``pairs``: the new one by the old one; of those in ``said`` a person has said already what they
    wait for. What waited for an old one in another agreement waits for the new one. Nothing comes
    to wait for itself.
    """
    touched: set[UUID] = set()
    for edge in await DATABASE.fetch(_AROUND, sorted(pairs)):
        waits, waited = edge["commitment"], edge["waits_for"]
        one, other = pairs.get(waits, waits), pairs.get(waited, waited)
        if one in said and waits in pairs:
            continue
        if waits not in pairs:
            await DATABASE.fetch(_NO_MORE, waits, [waited])
            touched.add(waits)
        graph = await waits_from([one, other], by=by)
        if one == other or other in graph.get(one, ()) or ring(one, [other], graph):
            continue
        await add(CommitmentDependence(commitment=one, waits_for=other))
        touched.add(one)
    return touched


async def wait_no_more(commitments: Collection[UUID]) -> None:
    """Commitments that are taken out of a draft wait for nothing, and nothing waits for them."""
    await DATABASE.fetch(_FORGET, sorted(commitments))
