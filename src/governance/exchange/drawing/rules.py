"""What a file of boundaries holds, beside the municipalities and regions that are here. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from governance.base.errors import N_
from governance.exchange.receiving.rules import State
from governance.files.rules import Kind

WANTED = (Kind.JSON,)
"""What boundaries may be."""
ENDED = N_("These boundaries were drawn or put aside before.")
DRAWN_ALREADY = N_("These boundaries are drawn already: nothing changes.")
STATE_WORDS: Mapping[str, str] = {
    State.HANDED_IN: N_("not drawn yet"),
    State.CARRIED_OUT: N_("drawn"),
    State.PUT_ASIDE: N_("put aside"),
}


class Here(Struct, frozen=True):
    """A municipality or safety region that is here. ``now``: whether it is there today."""

    code: str
    name: str
    now: bool


class Contents(Struct, frozen=True, rename="camel"):
    """What a file of boundaries holds. ``municipalities`` and ``regions``: how many of these are
    here; ``unknown``: codes that are not; ``without``: names of municipalities of today that have
    no boundary in it; ``drawnAlready``: whether the map has these boundaries now."""

    municipalities: int
    regions: int
    unknown: tuple[str, ...]
    without: tuple[str, ...]
    drawn_already: bool


def contents(codes: Iterable[str], here: Iterable[Here], *, drawn_already: bool) -> Contents:
    """What the codes of a file come to."""
    known, found = {one.code: one for one in here}, set(codes)
    municipal = {code for code in found & known.keys() if code.startswith("GM")}
    return Contents(
        len(municipal),
        len((found & known.keys()) - municipal),
        tuple(sorted(found - known.keys())),
        tuple(
            one.name
            for code, one in known.items()
            if one.now and code.startswith("GM") and code not in found
        ),
        drawn_already,
    )
