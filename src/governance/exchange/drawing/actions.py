"""Handing boundaries in, and drawing them on the map as they were seen, or putting them aside."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, entitled
from governance.base.settings import Settings
from governance.base.views import unchanged
from governance.exchange.drawing.forms import BoundariesForm, HandInBoundariesForm
from governance.exchange.drawing.queries import THING, read_again
from governance.exchange.drawing.rules import DRAWN_ALREADY, ENDED, WANTED
from governance.exchange.drawing.tables import BoundaryImport
from governance.exchange.receiving.actions import decided, kept, opened, put_aside, received
from governance.exchange.receiving.rules import State
from governance.parties.boundaries.actions import import_boundaries
from governance.parties.boundaries.rules import drawn
from governance.web.uploading import Upload

_ALONE = "select pg_advisory_xact_lock(hashtextextended('hand in boundaries', 4))"
_SAME = """
select id from boundary_import where state = 'handed_in' and sha256 = $1 and attribution = $2"""


async def hand_in_boundaries(
    upload: Upload | None, form: HandInBoundariesForm, *, settings: Settings, by: Actor,
    at: datetime, unread: Unread = (),
) -> UUID:  # fmt: skip
    """Keep a file of boundaries that can be drawn; gives its id.

    Nothing is drawn yet. The same file, of the same owner, is handed in once. Raises
    :class:`Refused` with everything that is wrong in it.
    """
    entitled(by, TABLE["network.draw"].who)
    made = new_id()
    found, content = await received(
        upload, WANTED, (THING, made), settings=settings, by=by, at=at, unread=unread
    )
    await asyncio.to_thread(drawn, found.name, content)
    async with DATABASE.transaction():
        await DATABASE.fetch(_ALONE)
        there = await DATABASE.fetch(_SAME, found.sha256, form.attribution)
        if there:
            same: UUID = there[0]["id"]
            return same
        own = {"attribution": form.attribution}
        return await kept(BoundaryImport, found, (THING, made), by, at, **own)


async def draw_boundaries(
    boundary_import_id: UUID, form: BoundariesForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Draw the map with boundaries that were handed in, from now on."""
    entitled(by, TABLE["network.draw"].who)
    found, shapes = await read_again(boundary_import_id, by=by)
    async with DATABASE.transaction():
        row = await opened(BoundaryImport, boundary_import_id, "draw_boundaries", ENDED)
        complain((), unread)
        unchanged(row, form.version)
        others = await import_boundaries(
            shapes, found.name, found.sha256, found.attribution, by=by, at=at,
            cause=(THING, boundary_import_id),
        )  # fmt: skip
        complain([] if others else [Complaint("", DRAWN_ALREADY)])
        await decided(BoundaryImport, row, State.CARRIED_OUT, by, at)


async def put_boundaries_aside(
    boundary_import_id: UUID, form: BoundariesForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Do not draw boundaries. Their file is kept with what was decided."""
    entitled(by, TABLE["network.draw"].who)
    thing, verb = (THING, boundary_import_id), "put_boundaries_aside"
    await put_aside(BoundaryImport, thing, verb, ENDED, form.version, by=by, at=at, unread=unread)
