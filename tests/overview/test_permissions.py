"""The matrix of who may do what: every line has its words, and the file says what the page says."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.builders.service import service, signed_in

from governance.base.actor import RoleKind
from governance.base.permissions import TABLE, Held, Reach, read_row
from governance.overview.permissions.rules import MATRIX, ORDER, areas, lines, table


async def test_every_line_stands_in_the_file_in_words(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.pin_north) as client,
    ):
        page = await client.get("/rechten", headers={"accept-language": "nl"})
        assert page.status_code == 200
        assert "ter besluitvorming aanbieden" in page.text
        one = await client.get("/rechten?role=member", headers={"accept-language": "nl"})
        assert "ter besluitvorming aanbieden" not in one.text
        file = await client.get("/rechten/uitvoer", headers={"accept-language": "nl"})
        told = (await client.get("/api/v1/rechten")).json()
    rows = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Onderdeel", "Handeling", "Rol", "Waarop", "Stand",
                       "Vraagt opnieuw wie u bent", "Ook met API-token"]  # fmt: skip
    assert len(rows) - 1 == len(told) == len(list(lines()))
    assert ["Afspraken", "het concept verwijderen", "beheerder",
            "van de eigen organisatie, die het beheert", "concept", "", "ja"] in rows  # fmt: skip
    shut = [
        row[4:] for row in rows if row[1] == "de ondertekening vastleggen" and "beheert" in row[3]
    ]
    assert shut == [["ter besluitvorming", "", "nee"], ["in werking", "", "nee"]]
    assert page.text.count("alleen mensen, geen API-token") > 10


def test_what_one_role_may_leaves_out_the_others() -> None:
    shown = table(RoleKind.LINKING_PIN)
    assert [one for line in shown["report"] for one in line.actions] == [
        "read",
        "edit",
        "approve",
        "submit",
    ]
    for area in shown.values():
        for line in area:
            assert line.open_to or all(RoleKind.LINKING_PIN in who.roles for who in line.who)


def test_a_row_that_cannot_be_read_is_named() -> None:
    assert read_row("a.b", ["chair, member of committee in draft"]).who == (
        Held(RoleKind.CHAIR, Reach.COMMITTEE, ("draft",)),
        Held(RoleKind.MEMBER, Reach.COMMITTEE, ("draft",)),
    )
    with pytest.raises(ValueError, match=r"a\.b: 'nobody'"):
        read_row("a.b", "nobody")
    with pytest.raises(ValueError, match=r"a\.b: 'chair'"):
        read_row("a.b", ["chair"])
    with pytest.raises(ValueError, match="boss"):
        read_row("a.b", ["boss of committee"])
    assert all(row.who or row.public or row.anyone for row in TABLE.values())


async def test_the_page_begins_with_the_work_and_shows_one_area_where_that_is_asked(
    owner_url: str,
) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.pin_north) as client,
    ):
        page = (await client.get("/rechten", headers={"accept-language": "nl"})).text
        heads = re.findall(r'<h2 id="(\w+)">', page)
        assert heads[:2] == ["agreement", "commitment"]
        assert heads[-1] == "service"
        assert page.count("<details>") == len(heads), "each opens by itself"
        one = (await client.get("/rechten?area=session", headers={"accept-language": "nl"})).text
        assert re.findall(r'<h2 id="(\w+)">', one) == ["session"]
        assert "de eigen sessies bekijken" in one
        assert one.count("<details open>") == 1 and "<details>" not in one
        mine = (await client.get("/rechten?role=reader", headers={"accept-language": "nl"})).text
        assert "<details open>" in mine and "<details>" not in mine
        assert '<th scope="row">lezen' not in one


def test_actions_that_the_same_people_may_do_stand_on_one_line_and_none_is_lost() -> None:
    assert set(areas()) == set(ORDER), "an area that nobody gave a place"
    shown = {(area, one) for area, rows in table().items() for row in rows for one in row.actions}
    assert shown == {(line.area, line.action) for line in lines()}
    assert sum(map(len, table().values())) < len(MATRIX) * 0.75
    for area, rows in table().items():
        for row in rows:
            for one in row.actions:
                held = MATRIX[f"{area}.{one}"]
                assert (row.asks_again, row.people) == (held.asks_again, held.people)
                assert [who for _, held in row.by_states for who in held] == sorted(
                    row.who, key=lambda who: [s for s, _ in row.by_states].index(who.states)
                )
                said = {(kind, who.reach) for who in row.who for kind in who.roles}
                assert said == {(who.kind, who.reach.value) for who in held.who}
