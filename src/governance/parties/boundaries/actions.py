"""Importing boundaries: the newest file is the one that is drawn."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, add_all
from governance.parties.boundaries.queries import drawn_now
from governance.parties.boundaries.rules import Drawn
from governance.parties.boundaries.tables import Boundary, BoundarySet

_ALONE = "select pg_advisory_xact_lock(hashtextextended('import boundaries', 4))"


async def import_boundaries(
    shapes: Drawn, name: str, sha256: str, attribution: str, *, by: Actor, at: datetime,
    cause: tuple[str, UUID] | None,
) -> bool:  # fmt: skip
    """Keep the boundaries of a file, to be drawn from now on; gives whether these are others than
    those that are drawn already. Whether the actor may is decided on a higher floor."""
    async with DATABASE.transaction():
        await DATABASE.fetch(_ALONE)
        if await drawn_now() == sha256:
            return False
        made = await add(
            BoundarySet(
                name=name[:200], sha256=sha256, attribution=attribution[:200],
                width=shapes.width, height=shapes.height, made_at=at,
            )
        )  # fmt: skip
        await add_all(
            Boundary(boundary_set=made, code=one.code, path=one.path) for one in shapes.shapes
        )
        noted = {"file": name, "sha256": sha256, "shapes": len(shapes.shapes)}
        await record(SERVICE, "import_boundaries", "boundary_set", made, noted, by=by, at=at,
                     cause=cause)  # fmt: skip
        return True
