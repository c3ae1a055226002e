"""Files of boundaries that were handed in, for who chooses those of the map."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.exchange.drawing.rules import Contents, Here, contents
from governance.exchange.receiving.queries import COLUMNS, PAGE_SIZE, HandedIn, paged, read_file
from governance.parties.boundaries.queries import drawn_now
from governance.parties.boundaries.rules import Drawn, drawn

THING = "boundary_import"
"""The kind of thing that a file of boundaries is of."""


class BoundariesView(HandedIn, frozen=True, rename="camel", kw_only=True):
    """Boundaries that were handed in. ``attribution``: whose these are."""

    attribution: str


class BoundariesPage(Struct, frozen=True, rename="camel"):
    """One page of boundaries that were handed in, the newest first; ``pages`` is at least 1."""

    boundaries: tuple[BoundariesView, ...]
    total: int
    page: int
    pages: int


_COLUMNS = f"""
select {COLUMNS}, i.attribution
from boundary_import i join stored_file f on f.id = i.file"""  # noqa: S608 - constant text
_LISTED = f"{_COLUMNS} where $1 order by i.handed_in_at desc, i.id desc limit $2 offset $3"
_ONE = f"{_COLUMNS} where $1 and i.id = $2"
_TOTAL = "select count(*)::int as number from boundary_import where $1"
_HERE = """
select cbs_code as code, name, sort_key,
    coalesce(valid_from <= $2, true) and coalesce(valid_until > $2, true) as now
from organisation where $1 and kind = 'municipality' and cbs_code <> ''
union all
select code, name, sort_key, true from "grouping"
where $1 and kind = 'safety_region' and code <> '' order by sort_key"""


def visible_to(by: Actor) -> bool:
    """Who chooses the boundaries of the map sees all that were handed in; nobody else any."""
    return may(by, "network.draw")


async def boundaries(by: Actor, *, page: int = 1) -> BoundariesPage:
    """One page of boundaries that were handed in: 2 queries. A page too far is the last."""
    if not visible_to(by):
        raise NotFound
    [counted] = await DATABASE.fetch(_TOTAL, visible_to(by))
    number, pages, start = paged(counted["number"], page)
    rows = await fetch(BoundariesView, _LISTED, visible_to(by), PAGE_SIZE, start)
    return BoundariesPage(tuple(rows), counted["number"], number, pages)


async def boundary_import(boundary_import_id: UUID, *, by: Actor) -> BoundariesView:
    """Boundaries that were handed in: 1 query. Raises :class:`NotFound`."""
    rows = await fetch(BoundariesView, _ONE, visible_to(by), boundary_import_id)
    if not rows:
        raise NotFound
    return rows[0]


async def preview(boundary_import_id: UUID, *, by: Actor, today: date) -> Contents:
    """What a file holds of the municipalities and regions that are here: 5 queries."""
    found, shapes = await read_again(boundary_import_id, by=by)
    here = [
        Here(row["code"], row["name"], row["now"])
        for row in await DATABASE.fetch(_HERE, visible_to(by), today)
    ]
    newest = await drawn_now()
    codes = [one.code for one in shapes.shapes]
    return contents(codes, here, drawn_already=bool(newest) and newest == found.sha256)


async def read_again(boundary_import_id: UUID, *, by: Actor) -> tuple[BoundariesView, Drawn]:
    """Boundaries that were handed in with their shapes, proved by the hash: 3 queries."""
    found = await boundary_import(boundary_import_id, by=by)
    return found, await read_file(found, (THING, boundary_import_id), drawn, by=by)
