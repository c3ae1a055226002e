"""The matrix of who may do what: every line has its words, and the file says what the page says."""

from __future__ import annotations

import csv
import io

import pytest
from tests.builders.service import service, signed_in

from governance.base.actor import RoleKind
from governance.base.permissions import TABLE, Held, Reach, read_row
from governance.overview.permissions.rules import lines, table


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
    [shut] = [
        row for row in rows if row[1] == "de ondertekening vastleggen" and "beheert" in row[3]
    ]
    assert shut[4:] == ["ter besluitvorming", "", "nee"]
    assert page.text.count("alleen mensen, geen API-token") > 20


def test_what_one_role_may_leaves_out_the_others() -> None:
    shown = table(RoleKind.LINKING_PIN)
    assert [line.action for line in shown["report"]] == ["read", "edit", "approve", "submit"]
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
