"""The register of organisations: for whoever is signed in, for nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import parties

from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.parties.queries import (
    PAGE_SIZE,
    authorities,
    committees,
    organisation,
    organisations,
)
from governance.parties.register.queries import Wanted, register

TODAY = date(2026, 11, 24)


async def test_whoever_is_signed_in_reads_the_register_by_name(database: Database) -> None:
    cast = await parties.cast()
    before = DATABASE.queries
    found = await organisations(cast.outsider)
    assert DATABASE.queries - before == 1
    assert [o.name for o in found] == [
        "Noordstad", "Politie", "Region office", "RIEC", "Verweg", "Zuiddorp",
    ]  # fmt: skip
    riec = await organisation(cast.riec, by=cast.outsider)
    assert (riec.acting_body_id, riec.acting_body) == (cast.keeper, "Region office")
    assert [c.name for c in await committees(cast.outsider)] == ["Stuurgroep mensenhandel"]


async def test_nobody_reads_nothing(database: Database) -> None:
    cast = await parties.cast()
    assert await organisations(None) == []
    assert await authorities([cast.north], by=None) == []
    assert await committees(None) == []
    assert (await register(None, Wanted(), today=TODAY)).total == 0
    with pytest.raises(NotFound):
        await organisation(cast.north, by=None)


async def test_search_finds_the_beginning_of_words_and_a_kind(database: Database) -> None:
    cast = await parties.cast()
    await parties.organisation("'s-Gravenhage")
    by = cast.pin_north
    assert [o.name for o in await organisations(by, "grav")] == ["'s-Gravenhage"]
    assert [o.name for o in await organisations(by, kind="riec")] == ["RIEC"]
    assert await organisations(by, "oord") == []


async def test_authorities_of_many_organisations_come_in_one_query(database: Database) -> None:
    cast = await parties.cast()
    before = DATABASE.queries
    found = await authorities([cast.north, cast.police, cast.north], by=cast.administrator)
    assert DATABASE.queries - before == 1
    assert [a.id for a in found] == [cast.north_executive, cast.north_mayor, cast.police_chief]
    assert await authorities([], by=cast.administrator) == []


async def test_the_register_comes_in_pages_of_two_queries(database: Database) -> None:
    cast = await parties.cast()
    for number in range(PAGE_SIZE):
        await parties.organisation(f"Dorp {number:03}")
    before = DATABASE.queries
    second = await register(cast.pin_north, Wanted(), today=TODAY, page=2)
    assert DATABASE.queries - before == 2
    assert (second.total, second.pages, len(second.organisations)) == (PAGE_SIZE + 6, 2, 6)
    assert second.organisations[-1].name == "Zuiddorp"
