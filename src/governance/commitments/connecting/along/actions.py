"""Letting connections go along to the agreement that follows, and go with what is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, change, lock
from governance.commitments.aiming.actions import serve_no_more, serve_too
from governance.commitments.barriers.actions import raise_no_more, raise_too
from governance.commitments.connecting.tables import CommitmentConnection
from governance.commitments.dependence.actions import hold_all, wait_no_more, wait_too

_PAIRS = """
select c.id as old, d.id as new, d.title, d.position, exists (
    select from commitment_connection x where x.commitment = d.id) as said
from commitment c join commitment d on d.agreement = $2 and d.key = c.key
where c.agreement = $1 and c.lapsed_on is null and d.lapsed_on is null order by d.position"""
_ROWS = "select * from commitment_connection where commitment = any($1::uuid[]) for update"
_FORGET = "delete from commitment_connection where commitment = any($1::uuid[])"


async def connect_as_before(
    predecessor: UUID, agreement_id: UUID, *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """What commitments serve, raise and wait for, they do under the same key in the agreement
    that follows theirs; not where somebody has said otherwise of the new one already."""
    rows = await DATABASE.fetch(_PAIRS, predecessor, agreement_id)
    await hold_all(by=by, at=at)
    pairs = {row["old"]: row["new"] for row in rows}
    said = {row["new"] for row in rows if row["said"]}
    fresh = {old: new for old, new in pairs.items() if new not in said}
    touched = await serve_too(fresh, agreement_id) | await raise_too(fresh, agreement_id)
    touched |= await wait_too(pairs, said, by=by)
    await _grown(touched)
    if named := [f"{r['position']}. {r['title']}" for r in rows if r["new"] in touched]:
        keeper = (await lock(Agreement, agreement_id))["keeper"]
        on = ("agreement", agreement_id)
        await record(keeper, "connect", *on, {"commitments": named}, by=by, at=at, cause=cause)


async def _grown(commitments: set[UUID]) -> None:
    """Whoever has the form of one of these open is told that it changed."""
    there = {row["commitment"]: row for row in await DATABASE.fetch(_ROWS, sorted(commitments))}
    for one in sorted(commitments):
        if one in there:
            await change(CommitmentConnection, dict(there[one]))
        else:
            await add(CommitmentConnection(commitment=one))


async def forget(commitments: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    """What is taken out of a draft has to do with nothing any more, and nothing waits for it."""
    if not commitments:
        return
    await hold_all(by=by, at=at)
    await serve_no_more(commitments)
    await raise_no_more(commitments)
    await wait_no_more(commitments)
    await DATABASE.fetch(_FORGET, sorted(commitments))
