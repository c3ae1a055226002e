"""Boundaries of a TopoJSON or GeoJSON file as shapes of one drawing. Pure.

Longitudes and latitudes (WGS84) and the Dutch grid (RD, in metres) are told apart by their range.
Shapes are rounded to whole units of a drawing that is ``WIDTH`` wide: more is never seen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from governance.base.errors import N_, Complaint, complain
from governance.parties.boundaries.reading.rules import NAMES, Feature, Point, Wrong, features

WIDTH = 1000
HIGHEST = 4 * WIDTH
"""A strip of the country is drawn no higher than this, and narrower."""
_MIDDLE = math.cos(math.radians(52.2))
"""How much narrower a degree is from west to east, in the middle of the country."""
_ELSEWHERE = N_("Feature {number} lies at {x}, {y}: that is not in the Netherlands.")
_NOBODY = N_("No feature has a code of a municipality (GM and four digits): looked for {names}.")
_TWICE = N_("Feature {number} has the code {code} of an earlier one.")
_FLAT = N_("No municipality of this file has an area that can be drawn.")


class Shape(Struct, frozen=True):
    """A municipality or safety region: its code, and its path in units of the drawing."""

    code: str
    path: str


class Drawn(Struct, frozen=True):
    """Every shape of a file, in one drawing of this size."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def drawn(file: str, content: bytes) -> Drawn:
    """The shapes of a file; raises :class:`Refused` with every complaint."""
    complaints: list[Complaint] = []

    def wrong(problem: str, **values: Any) -> None:
        complaints.append(Complaint("file", problem, values, file))

    found = features(file, content, wrong)
    if not complaints and not any(one.code.startswith("GM") for one in found):
        wrong(_NOBODY, names=", ".join(NAMES))
    placed = [one for one in found if _placed(one, wrong)]
    _once(placed, wrong)
    complain(complaints)
    made = _drawing(placed)
    if not any(one.code.startswith("GM") for one in made.shapes):
        wrong(_FLAT)
    complain(complaints)
    return made


def _placed(one: Feature, wrong: Wrong) -> bool:
    for ring in one.rings:
        for x, y in ring:
            if not (_is_degrees(x, y) or _is_grid(x, y)):
                wrong(_ELSEWHERE, number=one.number, x=round(x, 2), y=round(y, 2))
                return False
    return True


def _is_degrees(x: float, y: float) -> bool:
    return 3 <= x <= 7.5 and 50.5 <= y <= 54


def _is_grid(x: float, y: float) -> bool:
    return 0 <= x <= 300_000 and 300_000 <= y <= 630_000


def _once(features: Iterable[Feature], wrong: Wrong) -> None:
    seen: set[str] = set()
    for one in features:
        if one.code in seen:
            wrong(_TWICE, number=one.number, code=one.code)
        seen.add(one.code)


def _flat(x: float, y: float) -> Point:
    """A point on the plane, north above: what is wide in degrees is made as wide as it is."""
    return (x * _MIDDLE, -y) if _is_degrees(x, y) else (x, -y)


def _drawing(features: Sequence[Feature]) -> Drawn:
    flat = [[[_flat(*p) for p in ring] for ring in one.rings] for one in features]
    every = [point for rings in flat for ring in rings for point in ring]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    wide, high = max(x for x, _ in every) - left, max(y for _, y in every) - top
    scale = min(size / part for size, part in ((WIDTH, wide or 1), (HIGHEST, high or 1)))
    shapes = []
    for one, rings in zip(features, flat, strict=True):
        path = "".join(
            _path([(round((x - left) * scale), round((y - top) * scale)) for x, y in ring])
            for ring in rings
        )
        if path:
            shapes.append(Shape(one.code, path))
    return Drawn(WIDTH, max(1, round(high * scale)), tuple(shapes))


def _path(points: Sequence[tuple[int, int]]) -> str:
    """A ring as a path; what is smaller than a unit is not drawn."""
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    if len(set(kept)) < 3:
        return ""
    first, *rest = kept
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in rest) + "Z"


def box(paths: Iterable[str], margin: int = 8) -> tuple[int, int, int, int]:
    """The part of the drawing that some paths take: left, top, width and height."""
    numbers = [[int(n) for n in re.findall(r"[0-9]+", path)] for path in paths]
    xs = [x for one in numbers for x in one[::2]]
    ys = [y for one in numbers for y in one[1::2]]
    left, top = min(xs) - margin, min(ys) - margin
    return left, top, max(xs) - left + margin, max(ys) - top + margin
