"""Where the 25 safety regions stand on the tile map, so that it resembles the country. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from governance.overview.coverage.rules import Place, by_region
from governance.parties.fillings.rules import State
from governance.parties.rules import FunctionKind

GRID = (
    ("", "", "VR02", "VR01", ""),
    ("", "VR10", "", "VR03", ""),
    ("VR12", "VR11", "VR25", "VR04", "VR05"),
    ("VR16", "VR13", "VR14", "VR06", ""),
    ("VR15", "VR09", "VR07", "", ""),
    ("VR17", "VR18", "VR08", "", ""),
    ("VR19", "VR20", "VR21", "VR23", ""),
    ("", "", "VR22", "VR24", ""),
)
"""Each safety region at its place, north above: of our own making."""
FEW = 4
"""So many regions stand under one another, with the names of their municipalities."""
_CODES = frozenset(code for row in GRID for code in row if code)


class Cell(Struct, frozen=True, rename="camel"):
    """A municipality on the map, and how the function stands there."""

    place: Place
    state: State


class Block(Struct, frozen=True, rename="camel"):
    """A safety region on the map with its municipalities; ``at``: its place, or nothing for one
    that has none of its own."""

    code: str
    name: str
    at: str
    cells: tuple[Cell, ...]


def blocks(places: Iterable[Place], function: FunctionKind) -> list[Block]:
    """Municipalities in their safety regions, in the order of the country: north first."""
    found = [
        Block(
            code, name, code if code in _CODES else "",
            tuple(Cell(place, place.state(function)) for place in inside),
        )
        for (code, name), inside in by_region(places).items()
    ]  # fmt: skip
    order = {code: number for number, code in enumerate(c for row in GRID for c in row if c)}
    return sorted(found, key=lambda block: order.get(block.code, len(order)))


def counted(shown: Iterable[Block]) -> dict[State, int]:
    """How many municipalities stand so, for the legend."""
    found = dict.fromkeys(State, 0)
    for block in shown:
        for cell in block.cells:
            found[cell.state] += 1
    return found
