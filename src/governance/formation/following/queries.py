"""The succession of a draft as it is shown."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.following.queries import MayFollow, may_follow
from governance.base.actor import Actor
from governance.commitments.following.queries import Followed, followed


class SuccessionView(Struct, frozen=True, rename="camel"):
    """Which agreement one follows (``predecessor_id``), which it may follow, and what becomes of
    the open commitments of the one that it follows."""

    predecessor_id: UUID | None
    version: int
    may_follow: tuple[MayFollow, ...]
    open: tuple[Followed, ...]


async def succession(agreement_id: UUID, *, by: Actor) -> SuccessionView:
    """The succession of an agreement. Raises :class:`NotFound`."""
    view = await agreements.agreement(agreement_id, by=by)
    found = await may_follow(agreement_id, by=by) if view.state == "draft" else []
    before = view.predecessor
    seen = {one.id for one in found}
    rows = await followed(before, agreement_id, by=by) if before in seen and before else []
    return SuccessionView(before, view.version, tuple(found), tuple(rows))
