"""The features of a TopoJSON or GeoJSON file that have a code of ours, with their rings. Pure.

Whatever stands in a file at any place, it is read or told: nobody here wrote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused

LIMIT = 50 * 1024 * 1024
"""Bytes of a file."""
MOST = 5_000_000
"""Points of all shapes: the arcs of a small file can be named over and over."""
NAMES = ("code", "statcode", "gemeentecode", "gm_code", "vrcode", "regiocode")
"""Properties in which the code of a municipality or safety region stands."""
_CODE = re.compile(r"(GM[0-9]{4}|VR[0-9]{2})")
Point = tuple[float, float]
Ring = Sequence[Point]
Wrong = Callable[..., None]
_ODD = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError)
"""What comes of a thing that is not built as it should be."""
_LARGE = N_("This file has {size} MB; {limit} MB is the most that is read.")
_NOT_JSON = N_("This is no JSON: column {column} cannot be read.")
_NOT_MAP = N_("This is neither TopoJSON nor GeoJSON with features.")
_NO_GRID = N_("The grid of this TopoJSON (“transform”) cannot be read.")
_NO_SHAPE = N_("Feature {number} has no area: {kind}.")
_NO_ARC = N_("Feature {number} names arc {arc}, which is not there.")
_NO_POINT = N_("Feature {number} has a point that is none.")
_ODD_ARC = N_("Arc {number} has a point that is none.")
_MANY = N_("These boundaries have more than {most} points: take a file with simpler shapes.")


class _TooMany(Exception):  # noqa: N818 - told by who counts
    """More points than are drawn."""


class Feature(Struct, frozen=True):
    """A municipality or safety region as a file has it. ``number``: which of the file it is."""

    number: int
    code: str
    rings: tuple[Ring, ...]


def features(file: str, content: bytes, wrong: Wrong) -> list[Feature]:
    """The features that have a code of ours; ``wrong`` is told what is wrong with one.

    Raises :class:`Refused` where the file as a whole cannot be read.
    """
    said = _json(file, content)
    arcs = _arcs(file, said, wrong) if said["type"] == "Topology" else None
    found, left = [], MOST
    for number, one in enumerate(_given(file, said), 1):
        try:
            code = _code_of(one.get("properties") or {})
            rings = _rings(one, arcs, number, wrong, left) if code else []
        except _TooMany:
            raise _whole(file, _MANY, most=MOST) from None
        except _ODD:
            wrong(_NO_POINT, number=number)
            continue
        left -= sum(map(len, rings))
        if rings:
            found.append(Feature(number, code, tuple(rings)))
    return found


def _json(file: str, content: bytes) -> Mapping[str, Any]:
    if len(content) > LIMIT:
        megabyte = 1024 * 1024
        raise _whole(file, _LARGE, size=-(-len(content) // megabyte), limit=LIMIT // megabyte)
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        complaint = Complaint("file", _NOT_JSON, {"column": error.colno}, file, error.lineno)
        raise Refused([complaint]) from None
    except (ValueError, RecursionError):
        raise _whole(file, _NOT_MAP) from None
    kinds = {"Topology": "objects", "FeatureCollection": "features"}
    kind = said.get("type") if isinstance(said, dict) else None
    if not isinstance(kind, str) or kind not in kinds or not said.get(kinds[kind]):
        raise _whole(file, _NOT_MAP)
    found: Mapping[str, Any] = said
    return found


def _whole(file: str, problem: str, **values: Any) -> Refused:
    return Refused([Complaint("file", problem, values, file)])


def _given(file: str, said: Mapping[str, Any]) -> list[Any]:
    """Every feature of the file, in its order."""
    try:
        if said["type"] == "FeatureCollection":
            return list(said["features"])
        groups = said["objects"].values()
        return [one for group in groups for one in group.get("geometries", [])]
    except _ODD:
        raise _whole(file, _NOT_MAP) from None


def _code_of(properties: Mapping[str, Any]) -> str:
    lower = {str(name).lower(): value for name, value in properties.items()}
    for name in NAMES:
        found = _CODE.fullmatch(str(lower.get(name, "")).strip().upper())
        if found:
            return found[1]
    return ""


def _arcs(file: str, said: Mapping[str, Any], wrong: Wrong) -> list[list[Point]]:
    """The arcs of a topology: each point is a step from the one before, in a grid."""
    try:
        grid = said.get("transform")
        across, down = map(float, grid["scale"]) if grid else (1.0, 1.0)
        left, top = map(float, grid["translate"]) if grid else (0.0, 0.0)
        given = list(said["arcs"])
    except _ODD:
        raise _whole(file, _NO_GRID) from None
    found: list[list[Point]] = []
    for number, arc in enumerate(given):
        found.append([])
        try:
            x = y = 0.0
            for step in arc:
                x, y = (x * bool(grid) + float(step[0]), y * bool(grid) + float(step[1]))
                found[-1].append((x * across + left, y * down + top))
        except _ODD:
            wrong(_ODD_ARC, number=number)
    return found


def _rings(
    one: Mapping[str, Any], arcs: list[list[Point]] | None, number: int, wrong: Wrong, left: int
) -> list[Ring]:
    """The rings of a feature: of its polygons those around, and those of what is left out."""
    geometry = one if arcs is not None else one["geometry"]
    kind = geometry.get("type")
    parts = geometry.get("arcs" if arcs is not None else "coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not parts:
        wrong(_NO_SHAPE, number=number, kind=str(kind)[:50])
        return []
    polygons = [parts] if kind == "Polygon" else parts
    rings = [ring for polygon in polygons for ring in polygon]
    if arcs is None:
        _count((len(ring) for ring in rings), left)
        found: list[Ring] = [[(float(p[0]), float(p[1])) for p in ring] for ring in rings]
    else:
        found = _of_arcs(rings, arcs, number, wrong, left)
    if found and not any(found):
        wrong(_NO_SHAPE, number=number, kind=kind)
        return []
    return found


def _of_arcs(
    rings: Sequence[Sequence[int]], arcs: list[list[Point]], number: int, wrong: Wrong, left: int
) -> list[Ring]:
    missing = [i for ring in rings for i in ring if not -len(arcs) <= i < len(arcs)]
    if missing:
        wrong(_NO_ARC, number=number, arc=missing[0])
        return []
    _count((len(arcs[i]) if i >= 0 else len(arcs[~i]) for ring in rings for i in ring), left)
    return [joined(ring, arcs) for ring in rings]


def _count(points: Iterable[int], left: int) -> None:
    if sum(points) > left:
        raise _TooMany


def joined(ring: Iterable[int], arcs: Sequence[Ring]) -> list[Point]:
    """A ring of its arcs, one after another; a negative number is an arc the other way round.

    Where two arcs meet their point stands once.
    """
    found: list[Point] = []
    for at in ring:
        points = list(arcs[at]) if at >= 0 else list(reversed(arcs[~at]))
        found += points[1:] if found else points
    return found
