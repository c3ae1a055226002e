"""Boundaries of a TopoJSON or GeoJSON file as shapes of one drawing. Pure.

Longitudes and latitudes (WGS84) and the Dutch grid (RD, in metres) are told apart by their range.
Shapes are rounded to whole units of a drawing that is ``WIDTH`` wide: more is never seen.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused

WIDTH = 1000
LIMIT = 50 * 1024 * 1024
"""Bytes of a file."""
NAMES = ("code", "statcode", "gemeentecode", "gm_code", "vrcode", "regiocode")
"""Properties in which the code of a municipality or safety region stands."""
_CODE = re.compile(r"(GM[0-9]{4}|VR[0-9]{2})")
_MIDDLE = math.cos(math.radians(52.2))
"""How much narrower a degree is from west to east, in the middle of the country."""
Point = tuple[float, float]
Ring = Sequence[Point]
_LARGE = N_("This file has {size} MB; {limit} MB is the most that is read.")
_NOT_JSON = N_("This is no JSON: column {column} cannot be read.")
_NOT_MAP = N_("This is neither TopoJSON nor GeoJSON with features.")
_NO_SHAPE = N_("Feature {number} has no area: {kind}.")
_NO_ARC = N_("Feature {number} names arc {arc}, which is not there.")
_NO_POINT = N_("Feature {number} has a point that is none.")
_ELSEWHERE = N_("Feature {number} lies at {x}, {y}: that is not in the Netherlands.")
_NOBODY = N_("No feature has a code of a municipality (GM and four digits): looked for {names}.")
_TWICE = N_("Feature {number} has the code {code} of an earlier one.")


class Shape(Struct, frozen=True):
    """A municipality or safety region: its code, and its path in units of the drawing."""

    code: str
    path: str


class Drawn(Struct, frozen=True):
    """Every shape of a file, in one drawing of this size."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


class _Feature(Struct, frozen=True):
    number: int
    code: str
    rings: tuple[Ring, ...]


def drawn(file: str, content: bytes) -> Drawn:
    """The shapes of a file; raises :class:`Refused` with every complaint."""
    said = _json(file, content)
    complaints: list[Complaint] = []

    def wrong(problem: str, **values: Any) -> None:
        complaints.append(Complaint("file", problem, values, file))

    features = list(_features(said, wrong))
    if not complaints and not any(one.code.startswith("GM") for one in features):
        wrong(_NOBODY, names=", ".join(NAMES))
    placed = [one for one in features if _placed(one, wrong)]
    _once(placed, wrong)
    if complaints:
        raise Refused(complaints)
    return _drawing(placed)


def _json(file: str, content: bytes) -> Mapping[str, Any]:
    if len(content) > LIMIT:
        megabyte = 1024 * 1024
        values = {"size": -(-len(content) // megabyte), "limit": LIMIT // megabyte}
        raise Refused([Complaint("file", _LARGE, values, file)])
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        complaint = Complaint("file", _NOT_JSON, {"column": error.colno}, file, error.lineno)
        raise Refused([complaint]) from None
    except (UnicodeDecodeError, RecursionError):
        raise Refused([Complaint("file", _NOT_MAP, {}, file)]) from None
    kinds = {"Topology": "objects", "FeatureCollection": "features"}
    kind = said.get("type") if isinstance(said, dict) else None
    if kind not in kinds or not said.get(kinds[kind]):
        raise Refused([Complaint("file", _NOT_MAP, {}, file)])
    found: Mapping[str, Any] = said
    return found


def _features(said: Mapping[str, Any], wrong: Callable[..., None]) -> Iterator[_Feature]:
    """The features that have a code of ours, with their rings of points."""
    if said["type"] == "Topology":
        arcs = _arcs(said)
        given = [one for group in said["objects"].values() for one in group.get("geometries", [])]
    else:
        arcs = None
        given = list(said["features"])
    for number, one in enumerate(given, 1):
        code = _code_of(one.get("properties") or {})
        geometry = one if arcs is not None else one.get("geometry") or {}
        if not code:
            continue
        rings = _rings(geometry, arcs, number, wrong)
        if rings:
            yield _Feature(number, code, tuple(rings))


def _code_of(properties: Mapping[str, Any]) -> str:
    lower = {str(name).lower(): value for name, value in properties.items()}
    for name in NAMES:
        found = _CODE.fullmatch(str(lower.get(name, "")).strip().upper())
        if found:
            return found[1]
    return ""


def _arcs(said: Mapping[str, Any]) -> list[list[Point]]:
    """The arcs of a topology: each point is a step from the one before, in a grid."""
    transform = said.get("transform")
    scale = transform["scale"] if transform else (1, 1)
    offset = transform["translate"] if transform else (0, 0)
    found = []
    for arc in said.get("arcs", []):
        x = y = 0.0
        points = []
        for step in arc:
            x, y = (x + step[0], y + step[1]) if transform else (step[0], step[1])
            points.append((x * scale[0] + offset[0], y * scale[1] + offset[1]))
        found.append(points)
    return found


def _rings(
    geometry: Mapping[str, Any], arcs: list[list[Point]] | None, number: int,
    wrong: Callable[..., None],
) -> list[Ring]:  # fmt: skip
    kind = str(geometry.get("type"))
    parts = geometry.get("arcs" if arcs is not None else "coordinates") or []
    if kind not in ("Polygon", "MultiPolygon") or not parts:
        wrong(_NO_SHAPE, number=number, kind=kind)
        return []
    polygons = [parts] if kind == "Polygon" else parts
    rings = [ring for polygon in polygons for ring in polygon]
    if arcs is None:
        return _points(rings, number, wrong)
    missing = [i for ring in rings for i in ring if not -len(arcs) <= i < len(arcs)]
    if missing:
        wrong(_NO_ARC, number=number, arc=missing[0])
        return []
    return [joined(ring, arcs) for ring in rings]


def _points(rings: Iterable[Any], number: int, wrong: Callable[..., None]) -> list[Ring]:
    try:
        return [[(float(p[0]), float(p[1])) for p in ring] for ring in rings]
    except (TypeError, ValueError, IndexError, KeyError):
        wrong(_NO_POINT, number=number)
        return []


def joined(ring: Iterable[int], arcs: Sequence[Ring]) -> list[Point]:
    """A ring of its arcs, one after another; a negative number is an arc the other way round.

    Where two arcs meet their point stands once.
    """
    found: list[Point] = []
    for at in ring:
        points = list(arcs[at]) if at >= 0 else list(reversed(arcs[~at]))
        found += points[1:] if found else points
    return found


def _placed(one: _Feature, wrong: Callable[..., None]) -> bool:
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


def _once(features: Iterable[_Feature], wrong: Callable[..., None]) -> None:
    seen: set[str] = set()
    for one in features:
        if one.code in seen:
            wrong(_TWICE, number=one.number, code=one.code)
        seen.add(one.code)


def _flat(x: float, y: float) -> Point:
    """A point on the plane, north above: what is wide in degrees is made as wide as it is."""
    return (x * _MIDDLE, -y) if _is_degrees(x, y) else (x, -y)


def _drawing(features: Sequence[_Feature]) -> Drawn:
    flat = [[[_flat(*p) for p in ring] for ring in one.rings] for one in features]
    every = [point for rings in flat for ring in rings for point in ring]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    wide, high = max(x for x, _ in every) - left, max(y for _, y in every) - top
    scale = WIDTH / wide if wide else 1
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
