"""Boundaries: from TopoJSON and GeoJSON, drawn once; what is wrong is told with its place."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.fillings import filled, region
from tests.builders.registers import shared
from tests.builders.service import AT, service, signed_in

from governance.audit.rules import SERVICE, THE_SERVICE
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.parties.boundaries.actions import import_boundaries
from governance.parties.boundaries.queries import outline
from governance.parties.boundaries.reading.rules import joined
from governance.parties.boundaries.rules import WIDTH, box, drawn


def square(left: float, top: float, size: float = 0.5) -> list[list[float]]:
    right, bottom = left + size, top + size
    return [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]


def feature(code: str, *rings: list[list[float]], name: str = "code") -> dict[str, Any]:
    polygons = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "properties": {name: code}, "geometry": polygons}


def geojson(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


TWO = geojson(
    feature("GM0001", square(5, 52)), feature("gm0002", square(5.5, 52), name="StatCode"),
    feature("VR01", square(5, 52, 1)), feature("NL", square(4, 51)),
)  # fmt: skip
TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [5, 52]},
    # Two squares that share the arc between them, which the second goes the other way.
    "arcs": [
        [[5, 0], [0, 5]],
        [[5, 5], [-5, 0], [0, -5], [5, 0]],
        [[5, 5], [5, 0], [0, -5], [-5, 0]],
    ],
    "objects": {
        "gm": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "properties": {"code": "GM0001"}, "arcs": [[0, 1]]},
                {"type": "Polygon", "properties": {"code": "GM0002"}, "arcs": [[-3, -1]]},
            ],
        }
    },
}


def points(path: str) -> set[tuple[int, int]]:
    numbers = [int(n) for n in re.findall(r"\d+", path)]
    return set(zip(numbers[::2], numbers[1::2], strict=True))


def test_both_forms_give_the_same_squares_side_by_side() -> None:
    flat = drawn(
        "a.json", geojson(feature("GM0001", square(5, 52)), feature("GM0002", square(5.5, 52)))
    )
    topo = drawn("a.json", json.dumps(TOPOLOGY).encode())
    assert (flat.width, flat.height) == (topo.width, topo.height) == (WIDTH, 816)
    for one, other in zip(flat.shapes, topo.shapes, strict=True):
        assert one.code == other.code and points(one.path) == points(other.path)
    left, right = (points(one.path) for one in flat.shapes)
    assert left & right == {(500, 0), (500, 816)}, "they meet"


def test_codes_are_found_by_any_of_their_names_and_others_are_left_out() -> None:
    assert [one.code for one in drawn("a.json", TWO).shapes] == ["GM0001", "GM0002", "VR01"]


def test_the_dutch_grid_is_read_in_metres() -> None:
    found = drawn("a.json", geojson(feature("GM0001", square(190000, 310000, 1000))))
    assert (found.width, found.height) == (WIDTH, WIDTH)


@given(
    st.lists(st.lists(st.tuples(st.integers(), st.integers()), min_size=2, max_size=5), min_size=1),
    st.data(),
)
def test_an_arc_the_other_way_round_gives_the_same_points_backwards(
    arcs: list[list[tuple[int, int]]], data: st.DataObject
) -> None:
    ring = data.draw(st.lists(st.integers(-len(arcs), len(arcs) - 1), min_size=1, max_size=6))
    there = joined(ring, arcs)
    back = joined([~at for at in reversed(ring)], arcs)
    ends = [(arcs[at] if at >= 0 else arcs[~at][::-1]) for at in ring]
    meets = all(one[-1] == other[0] for one, other in pairwise(ends))
    assert len(there) == len(back)
    assert not meets or there == back[::-1]


def test_the_part_that_is_drawn_holds_every_shape() -> None:
    assert box(["M10 20L30 40L10 40Z", "M50 5L60 5L60 9Z"], margin=0) == (10, 5, 50, 35)


BROKEN = {
    "no JSON": (b"{,}", 1, "column"),
    "no map": (b'{"type": "Feature"}', 0, "TopoJSON"),
    "a list": (b"[]", 0, "TopoJSON"),
    "no codes": (geojson(feature("X", square(5, 52))), 0, "GM and four"),
    "no area": (
        geojson({"properties": {"code": "GM0001"}, "geometry": {"type": "Point"}}),
        0, "Feature 1",
    ),
    "no point": (geojson(feature("GM0001", [[5, 52], ["x", 52]])), 0, "Feature 1"),
    "elsewhere": (geojson(feature("GM0001", square(12, 48))), 0, "12"),
    "twice": (geojson(*2 * [feature("GM0001", square(5, 52))]), 0, "GM0001"),
    "too deep": (b"[" * 200_000, 0, "TopoJSON"),
    "too many points": (
        json.dumps({
            **TOPOLOGY, "objects": {"gm": {"geometries": [
                {"type": "Polygon", "properties": {"code": f"GM{n:04}"}, "arcs": [[0, 1] * 2000]}
                for n in range(700)
            ]}}
        }).encode(), 0, "points",
    ),
    "an arc too far": (
        json.dumps({**TOPOLOGY, "arcs": TOPOLOGY["arcs"][:2]}).encode(), 0, "arc -3",
    ),
}  # fmt: skip


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
    | st.sampled_from([1e400, -1e400, float("nan"), 10**400, "GM0001", "Polygon"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)  # fmt: skip
PLAIN: dict[str, Any] = json.loads(TWO)


def places(said: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON thing, but the whole."""
    if not isinstance(said, dict | list):
        return []
    pairs = said.items() if isinstance(said, dict) else enumerate(said)
    return [one for key, value in pairs for one in [(*at, key), *places(value, (*at, key))]]


@pytest.mark.parametrize("whole", [PLAIN, TOPOLOGY], ids=["GeoJSON", "TopoJSON"])
@given(st.data())
def test_whatever_stands_at_any_place_is_drawn_or_told(
    whole: dict[str, Any], data: st.DataObject
) -> None:
    said = json.loads(json.dumps(whole))
    *way, last = data.draw(st.sampled_from(places(said)))
    inside = said
    for key in way:
        inside = inside[key]
    inside[last] = data.draw(ANYTHING)
    try:
        found = drawn("kaart.json", json.dumps(said).encode())
    except Refused as refused:
        assert refused.complaints
    else:
        assert found.shapes and 0 < found.height < 10_000


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_with_its_place(name: str) -> None:
    content, line, said = BROKEN[name]
    with pytest.raises(Refused) as refused:
        drawn("kaart.json", content)
    first = refused.value.complaints[0]
    assert (first.file, first.line) == ("kaart.json", line)
    assert said in first.problem.format(**first.values)


async def test_the_newest_file_is_drawn_and_the_same_file_changes_nothing(
    database: Database,
) -> None:
    assert await outline(["GM0001"]) is None
    keep = {"by": THE_SERVICE, "at": AT, "cause": None}
    first, later = drawn("a", TWO), drawn("b", geojson(feature("GM0001", square(5, 52))))
    assert await import_boundaries(first, "a", "1", "CBS", **keep)  # type: ignore[arg-type]
    assert not await import_boundaries(first, "a", "1", "CBS", **keep)  # type: ignore[arg-type]
    found = await outline(["GM0001", "VR01", "GM9999"])
    assert found and sorted(found.paths) == ["GM0001", "VR01"]
    assert found.attribution == "CBS"
    assert await import_boundaries(later, "b", "2", "X", **keep)  # type: ignore[arg-type]
    assert await outline(["GM0002"]) is None
    rows = await DATABASE.fetch(
        "select organisation_id from trail_entry where verb = 'import_boundaries'"
    )
    assert [row["organisation_id"] for row in rows] == [SERVICE, SERVICE]


async def test_the_command_imports_and_the_page_draws_what_it_says_in_the_list(
    owner_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "kaart.json"
    file.write_bytes(TWO)
    given_ = {"GOVERNANCE_DATABASE_URL": owner_url, "GOVERNANCE_DATA": str(tmp_path / "d")}
    call = [sys.executable, "-m", "governance.cli.main", "--language", "nl", "import-boundaries"]

    def run() -> str:
        return subprocess.run(
            [*call, str(file), "--attribution", "Onszelf"], env={**os.environ, **given_},
            check=True, capture_output=True, text=True,
        ).stderr  # fmt: skip

    async with service(owner_url) as (transport, people):
        assert "Grenzen ingelezen: 3" in await asyncio.to_thread(run)
        assert "er verandert niets" in await asyncio.to_thread(run)
        for of, code in ((people.north, "GM0001"), (people.south, "GM0002")):
            await DATABASE.fetch("update organisation set cbs_code = $2 where id = $1", of, code)
        await region("Noord", people.north, people.south, people.keeper, kind="safety_region",
                     code="VR01")  # fmt: skip
        await filled(people.keeper, people.administrator, AT, serves_id=people.north)
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get("/dekking/kaart", headers={"accept-language": "en"})).text
        shapes = re.findall(r'<path class="shape shape--(\w+)"[^>]+><title>([^:]+):', page)
        tiles = re.findall(r'class="cell cell--(\w+)" href="[^"]+" title="([^:]+):', page)
        assert shapes == tiles == [("filled", "Noordstad"), ("vacant", "Zuiddorp")]
        assert "Onszelf" in page and 'role="img"' in page


def test_the_boundaries_of_2023_are_read_whole_and_small() -> None:
    content = shared("nl-gemeenten-veiligheidsregios-2023.topo.json").read_bytes()
    found = drawn("nl.json", content)
    codes = [one.code for one in found.shapes]
    assert sum(code.startswith("GM") for code in codes) == 342
    assert sum(code.startswith("VR") for code in codes) == 25
    assert sum(len(one.path) for one in found.shapes) < 400_000
    assert 1000 < found.height < 1400
