"""Letting lists under a name look at who goes on for an organisation that ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.names import sort_key
from governance.base.views import change
from governance.commitments.finding.views.tables import SavedView

_NARROWED = "update saved_view set query = replace(query, $1, $2) where query like '%' || $1 || '%'"
_SHARED = """
select v.*, o.short_name from saved_view v join organisation o on o.id = v.organisation
where v.organisation = $1 order by v.id for update of v"""
_TAKEN = "select from saved_view where organisation = $1 and sort_key = $2"
LONGEST = 120
"""Characters of a name."""


async def carry_views(
    was: UUID, to: UUID, *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """Lists that are shared with who ends are shared with its successor, and those that are
    narrowed to it are narrowed to the successor. Of two with one name, the second says whose it
    was."""
    await DATABASE.fetch(_NARROWED, f"organisation={was}", f"organisation={to}")
    for row in [dict(one) for one in await DATABASE.fetch(_SHARED, was)]:
        whose, name = row.pop("short_name"), row["name"]
        while await DATABASE.fetch(_TAKEN, to, sort_key(name)[:140]):
            more = f" ({whose})"
            name = name[: LONGEST - len(more)] + more
            whose += "+"
        values = {"organisation": to, "name": name, "sort_key": sort_key(name)[:140]}
        await change(SavedView, row, **values)
        told = {"before": {"organisation": was}, "after": {"organisation": to}, "name": name}
        await record(to, "carry_over", "saved_view", row["id"], told, by=by, at=at, cause=cause)
