"""The embedded PostgreSQL: its own folder only, one server for several processes, no TCP."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest
from tests.builders.servers import short_folder

from governance.base.embedded import SOCKET_LIMIT, Embedded
from governance.base.errors import Unusable

NOBODY = "nobody"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


async def asked(url: str, question: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


async def test_it_starts_is_shared_and_is_stopped_by_the_last_user(folder: Path) -> None:
    first, second = Embedded(folder), Embedded(folder)
    first.start()
    second.start()
    first.stop()
    assert second.running()
    assert await asked(second.app_url, "select current_user") == "governance_app"
    assert await asked(second.owner_url, "select current_user") == "governance_owner"
    second.stop()
    assert not second.running()


async def test_its_log_tells_what_failed_and_no_value(folder: Path) -> None:
    server = Embedded(folder)
    server.start()
    try:
        connection = await asyncpg.connect(server.owner_url)
        await connection.execute("create table seen (name text primary key)")
        for value in ("somebody@noordstad.example",) * 2:
            with suppress(asyncpg.UniqueViolationError):
                await connection.execute(f"insert into seen values ('{value}')")
        await connection.close()
    finally:
        server.stop()
    log = (folder / "postgres.log").read_text("utf-8")
    assert "duplicate key" in log
    assert "somebody@noordstad.example" not in log


async def test_it_is_safe_and_speaks_utf_8(folder: Path) -> None:
    server = Embedded(folder)
    server.start()
    try:
        for setting, value in {
            "listen_addresses": "",
            "fsync": "on",
            "synchronous_commit": "on",
            "server_encoding": "UTF8",
            "TimeZone": "UTC",
        }.items():
            assert await asked(server.app_url, f"show {setting}") == value
        rules = await asked(
            server.url("governance_root", "postgres"),
            "select string_agg(type || ' ' || auth_method, ',') from pg_hba_file_rules",
        )
        assert rules == "local peer"
    finally:
        server.stop()


async def test_a_long_path_with_a_space_gets_a_private_socket_folder_elsewhere(
    folder: Path,
) -> None:
    server = Embedded(folder / "a folder" / ("long" * 30))
    for above in (folder, folder / "a folder"):
        above.mkdir(exist_ok=True)
        above.chmod(0o755)
    assert len(os.fsencode(server.socket_folder)) <= SOCKET_LIMIT
    server.start()
    try:
        assert server.socket_folder.stat().st_mode & 0o777 == 0o700
        assert await asked(server.app_url, "select 1") == "1"
    finally:
        server.stop()
        server.socket_folder.rmdir()


def test_files_that_were_half_made_are_made_anew(folder: Path) -> None:
    half = folder / "postgres.part"
    server = Embedded(folder)
    server.start()
    server.stop()
    half.mkdir()
    (folder / "postgres").rename(folder / "gone")
    (half / "PG_VERSION").write_text("18\n")
    again = Embedded(folder)
    again.start()
    assert again.running()
    again.stop()


def test_two_processes_at_once_make_one_server(folder: Path) -> None:
    folder.chmod(0o755)
    program = (
        "import sys; from pathlib import Path; from governance.base.embedded import Embedded;"
        "e = Embedded(Path(sys.argv[1])); e.start(); print(e.running()); e.stop()"
    )
    command = [sys.executable, "-c", program, str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [one.communicate(timeout=60)[0] for one in both] == ["True\n", "True\n"]
    assert not Embedded(folder).running()


def test_a_folder_of_another_version_is_left_alone(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("99\n")
    with pytest.raises(Unusable, match="is of PostgreSQL 99"):
        Embedded(folder).start()
    assert sorted(p.name for p in folder.iterdir()) == ["postgres"]


@as_root
def test_as_root_a_folder_with_other_files_keeps_its_owner_and_mode(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(Unusable, match="holds other files"):
        Embedded(folder).start()
    assert folder.stat().st_uid == 0
    assert folder.stat().st_mode & 0o777 == 0o755


@as_root
def test_as_root_a_folder_out_of_reach_is_named_and_nothing_above_it_is_opened(
    folder: Path,
) -> None:
    folder.chmod(0o700)
    with pytest.raises(Unusable, match="cannot reach"):
        Embedded(folder / "private").start()
    assert folder.stat().st_mode & 0o777 == 0o700


@as_root
def test_as_root_a_folder_stays_with_the_account_that_has_it(folder: Path) -> None:
    nobody = pwd.getpwnam(NOBODY)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    assert Embedded(folder).account == nobody
