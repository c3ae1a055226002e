"""The boundaries that are drawn: those of the newest file."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from governance.base.database import DATABASE
from governance.parties.boundaries.rules import box

_NEWEST = """
select b.code, b.path, s.attribution from boundary b
join (select id, attribution from boundary_set order by id desc limit 1) s on s.id = b.boundary_set
where b.code = any($1::text[]) order by b.code"""


_SHA256 = "select sha256 from boundary_set order by id desc limit 1"


class Outline(Struct, frozen=True):
    """Shapes by their code, the part of the drawing that they take, and whose these are."""

    paths: dict[str, str]
    left: int
    top: int
    width: int
    height: int
    attribution: str


async def outline(codes: Iterable[str]) -> Outline | None:
    """The shapes of municipalities and regions, as far as a file had them: 1 query. Nothing where
    no boundaries were imported. Boundaries are public: they tell of nobody."""
    rows = await DATABASE.fetch(_NEWEST, sorted(set(codes)))
    paths = {row["code"]: row["path"] for row in rows}
    municipal = [path for code, path in paths.items() if code.startswith("GM")]
    if not municipal:
        return None
    return Outline(paths, *box(municipal), rows[0]["attribution"])


async def drawn_now() -> str:
    """The hash of the file whose boundaries are drawn, or empty: 1 query."""
    rows = await DATABASE.fetch(_SHA256)
    return rows[0]["sha256"] if rows else ""
