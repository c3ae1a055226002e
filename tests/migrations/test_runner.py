"""Migrations run once, in order, by one process at a time, and never backwards."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from tests.builders.servers import named, run

from governance.app.tables import TABLES
from governance.base.errors import Unusable
from governance.migrations.difference import difference
from governance.migrations.runner import migrate, migrations


async def test_the_tables_in_python_are_those_of_the_migrations(owner_url: str) -> None:
    assert await difference(TABLES, owner_url) == []


async def test_a_change_of_a_table_shows_as_a_difference(owner_url: str) -> None:
    await run(
        owner_url,
        "alter table article drop column title cascade",
        "alter table article alter column text drop not null",
        "drop table remark",
        "drop index seat_committee",
    )
    said = "\n".join(await difference(TABLES, owner_url))
    assert "alter table article add column title varchar(200) not null;" in said
    assert "alter table article add column searched tsvector not null;" in said
    assert "alter table article alter column text set not null;" in said
    assert "create table remark (" in said
    assert "create index seat_committee on seat (committee);" in said


async def test_a_second_run_does_nothing(owner_url: str) -> None:
    assert await migrate(owner_url) == []


async def test_two_processes_at_once_migrate_once(owner_url: str, server_url: str) -> None:
    empty = owner_url.rpartition("/")[2].partition("?")[0] + "_e"
    await run(named(server_url, "postgres"), f"create database {empty}")
    url = named(server_url, empty)
    ran = await asyncio.gather(migrate(url), migrate(url))
    assert sorted(map(len, ran)) == [0, len(migrations())]
    await run(named(server_url, "postgres"), f"drop database {empty}")


async def test_a_database_of_a_newer_version_is_left_alone(owner_url: str) -> None:
    await run(owner_url, "insert into migration (name, sha256) values ('9999_later', '')")
    with pytest.raises(Unusable, match="9999_later"):
        await migrate(owner_url)


async def test_a_changed_migration_is_refused(owner_url: str) -> None:
    await run(owner_url, "update migration set sha256 = 'x'")
    with pytest.raises(Unusable, match="changed"):
        await migrate(owner_url)


async def test_a_function_cannot_be_filled_twice_at_once(owner_url: str) -> None:
    organisation = "00000000-0000-7000-8000-000000000001"
    add = (
        "insert into filling (id, version, organisation, function, holder_function, valid_from,"
        " valid_until) values (gen_random_uuid(), 1, '{0}', '{1}', 'adviseur', '{2}', {3})"
    )
    await run(
        owner_url,
        "insert into organisation (id, version, kind, name, short_name, sort_key, search_key,"
        " cbs_code, tooi_uri, oin, kvk, legal_personality) values"
        f" ('{organisation}', 1, 'municipality', 'A', 'A', 'a', 'a', '', '', '', '', true)",
        add.format(organisation, "linking_pin", "2025-01-01", "'2026-01-01'"),
        add.format(organisation, "linking_pin", "2026-01-01", "null"),
        add.format(organisation, "designated_officer", "2025-01-01", "null"),
    )
    with pytest.raises(asyncpg.ExclusionViolationError):
        await run(owner_url, add.format(organisation, "linking_pin", "2026-06-01", "null"))
