"""Letting a commitment wait for others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add_all
from governance.commitments.dependence.queries import names_of
from governance.commitments.dependence.tables import CommitmentDependence

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('commitment_dependence'))"
_WERE = "select waits_for from commitment_dependence where commitment = $1"
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
