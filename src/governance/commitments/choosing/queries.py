"""The kinds that somebody can choose for a commitment of an agreement."""

from __future__ import annotations

from uuid import UUID

from governance.base.actor import Actor
from governance.library.kinds.folders import kinds
from governance.library.kinds.rules import Kind


async def kinds_for(agreement_id: UUID, *, by: Actor, also: str = "") -> tuple[Kind, ...]:
    """The kinds to choose from, in their order: every one that is shipped. No query.

    ``also`` is the kind that a commitment has already. It stays a choice where a region came to
    do without it: what was agreed does not change by a setting.
    """
    del agreement_id, by, also
    return tuple(kinds().values())
