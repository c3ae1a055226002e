"""The tile map: every safety region at a place of its own, and it says what table and file say."""

from __future__ import annotations

import csv
import re

from tests.builders.fillings import filled, region
from tests.builders.registers import shared
from tests.builders.service import AT, service, signed_in

from governance.base.ids import new_id
from governance.overview.coverage.rules import FUNCTIONS, Place
from governance.overview.maps.rules import GRID, blocks, counted
from governance.parties.fillings.rules import State
from governance.parties.rules import FunctionKind
from governance.web.static import FOLDER


def place(name: str, code: str, state: State = State.FILLED) -> Place:
    return Place(
        id=new_id(), name=name, code="", region_code=code, region=f"regio {code}", may_ask=False,
        states=(state,) * len(FUNCTIONS),
    )  # fmt: skip


def test_each_of_the_25_safety_regions_has_one_place_in_map_and_style() -> None:
    codes = sorted(code for row in GRID for code in row if code)
    assert codes == [f"VR{number:02}" for number in range(1, 26)]
    style = (FOLDER / "coverage.css").read_text("utf-8")
    placed = dict(re.findall(r"\.tiles__region--(VR\d\d) \{ grid-area: (\d / \d); \}", style))
    assert placed == {
        code: f"{row} / {column}"
        for row, line in enumerate(GRID, 1)
        for column, code in enumerate(line, 1)
        if code
    }


def test_regions_stand_north_first_and_one_of_no_place_last() -> None:
    places = [place("z", "EIGEN"), place("a", "VR24"), place("b", "VR01"), place("c", "VR24")]
    found = blocks(places, FunctionKind.LINKING_PIN)
    assert [(one.code, one.at) for one in found] == [
        ("VR01", "VR01"), ("VR24", "VR24"), ("EIGEN", ""),
    ]  # fmt: skip
    assert [cell.place.name for cell in found[1].cells] == ["a", "c"]


def test_the_legend_counts_every_municipality_once() -> None:
    places = [place("a", "VR01"), place("b", "VR01", State.VACANT), place("c", "VR02")]
    found = counted(blocks(places, FunctionKind.LINKING_PIN))
    assert (found[State.FILLED], found[State.VACANT], sum(found.values())) == (2, 1, 3)


def test_the_safety_regions_of_the_map_are_those_of_the_register() -> None:
    with shared("nl_gemeenten_regios.csv").open(encoding="utf-8") as file:
        codes = {row["veiligheidsregiocode"] for row in csv.DictReader(file)}
    assert codes == {code for row in GRID for code in row if code}


async def test_map_table_and_file_say_the_same_of_each_municipality(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord", people.north, people.keeper, kind="safety_region", code="VR01")
        await region("Zuid", people.south, people.keeper, kind="safety_region", code="VR19")
        await filled(people.keeper, people.administrator, AT, serves_id=people.north)
        async with signed_in(transport, people.administrator) as client:
            english = {"accept-language": "en"}
            map_page = (await client.get("/dekking/kaart", headers=english)).text
            table = (await client.get("/dekking", headers=english)).text
            file = (await client.get("/dekking/uitvoer", headers=english)).text
        cells = re.findall(r'class="cell cell--(\w+)" href="[^"]+" title="([^:]+):', map_page)
        on_map = {name: state for state, name in cells}
        in_table = {
            name: states.split()[FUNCTIONS.index(FunctionKind.LINKING_PIN)]
            for name, states in (
                (row[0], " ".join(re.findall(r"cell cell--(\w+)", row[1])))
                for row in re.findall(
                    r'<th scope="row"><a href="/organisaties/[^"]+">([^<]+)</a>(.+?)</tr>', table
                )
            )
        }
        rows = list(csv.DictReader(file.removeprefix("\ufeff").splitlines(), delimiter=";"))
        in_file = {row["Municipality"]: row["linking pin"] for row in rows}
        assert on_map == {"Noordstad": "filled", "Zuiddorp": "vacant"}
        assert on_map == in_table == in_file


async def test_the_map_is_of_one_function_and_an_outsider_sees_none_of_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord", people.north, people.keeper, kind="safety_region", code="VR01")
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get("/dekking/kaart?function=contact_point&state=gap")).text
            assert "Contactpunt, stand op" in page and "Noordstad" in page
            assert (await client.get("/dekking/kaart?function=baas")).status_code == 404
        async with signed_in(transport, people.outsider) as client:
            page = (await client.get("/dekking/kaart")).text
            assert "Noordstad" not in page and "Verweg" in page
