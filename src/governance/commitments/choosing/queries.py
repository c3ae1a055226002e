"""The kinds that somebody can choose for a commitment of an agreement."""

from __future__ import annotations

from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.library.kinds.folders import kinds
from governance.library.kinds.rules import OTHER, Kind

_USED = """
select array(select distinct c.kind from commitment c where c.agreement = a.id) as there
from agreement a join committee t on t.id = a.committee
left join region_features f on f.grouping = t.grouping
where a.id = $1 and t.grouping is not null and f.kinds is not true"""


async def kinds_for(agreement_id: UUID, *, by: Actor, also: str = "") -> tuple[Kind, ...]:
    """The kinds to choose from, in their order: 1 query. For who sees the agreement already.

    Every one that is shipped, but where a region does not use kinds: then those that commitments of
    the agreement have, because its model gave them, and other. ``also`` is the kind that stands in
    the form: what was agreed does not change by a setting.
    """
    del by
    rows = await DATABASE.fetch(_USED, agreement_id)
    if not rows:
        return tuple(kinds().values())
    known = {*rows[0]["there"], also, OTHER}
    return tuple(kind for key, kind in kinds().items() if key in known)
