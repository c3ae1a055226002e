"""``governance serve`` as its user starts it: it serves, and ends with its database."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.builders.servers import short_folder

from governance.base.embedded import Embedded
from governance.base.settings import Settings
from governance.cli.keying import keyed

SERVE = [sys.executable, "-m", "governance.cli.main", "--language", "en", "serve"]


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    given = {"GOVERNANCE_DATA": str(data), "GOVERNANCE_PORT": str(port)}
    return {**os.environ, **given, "GOVERNANCE_HOST": "127.0.0.1"}


def commands() -> list[str]:
    """The command lines of all that runs on this machine."""
    if not Path("/proc/self").exists():
        return subprocess.check_output(["ps", "-A", "-o", "command"], text=True).splitlines()
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(place.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return found


def answered(port: int) -> int:
    # One client: each reads all certificates of the machine, which costs more than the service.
    with httpx.Client(verify=False) as asking:  # noqa: S501
        for _ in range(1200):
            try:
                return asking.get(f"http://127.0.0.1:{port}/aanmelden").status_code
            except httpx.TransportError:
                time.sleep(0.1)
    return 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_ends_with_its_database(data: Path, end: signal.Signals) -> None:
    port = free_port()
    running = subprocess.Popen(SERVE, env=environment(data, port), stderr=subprocess.PIPE)
    assert answered(port) == 200
    running.send_signal(end)
    _, said = running.communicate(timeout=30)
    assert b"the database too" in said
    assert b"Traceback" not in said
    assert not Embedded(data).running()
    key = data / "secret-key.txt"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) == 43
    assert [path for path in data.iterdir() if "secret-key.txt." in path.name] == []


def test_a_taken_port_gets_one_clear_sentence(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            SERVE, env=environment(data, port), check=False, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr == (f"Port {port} is taken: stop what uses it, or set GOVERNANCE_PORT.\n")


def test_an_address_of_another_machine_is_told_as_such(data: Path) -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        given = {**environment(data, free_port()), "GOVERNANCE_HOST": host}
        done = subprocess.run(SERVE, env=given, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert done.stderr == f"This machine has no address {host}: set GOVERNANCE_HOST.\n"


def test_a_second_service_leaves_the_database_to_the_first(data: Path) -> None:
    first, second = free_port(), free_port()
    one = subprocess.Popen(SERVE, env=environment(data, first), stderr=subprocess.PIPE)
    try:
        assert answered(first) == 200
        other = subprocess.Popen(SERVE, env=environment(data, second), stderr=subprocess.PIPE)
        assert answered(second) == 200
        other.send_signal(signal.SIGINT)
        _, said = other.communicate(timeout=30)
        assert b"another process still uses the database" in said
        assert answered(first) == 200
    finally:
        one.send_signal(signal.SIGINT)
        _, said = one.communicate(timeout=30)
    assert one.returncode == 0
    assert b"the database too" in said


def test_stopped_while_the_database_is_made_it_leaves_nothing_running(data: Path) -> None:
    running = subprocess.Popen(SERVE, env=environment(data, free_port()), stderr=subprocess.PIPE)
    while not (data / "postgres.part" / "base").exists() and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert b"Traceback" not in said
    assert b"the database too" not in said
    assert [command for command in commands() if str(data) in command] == []


def test_half_a_data_folder_is_told_with_what_to_do(data: Path) -> None:
    (data / "postgres" / "base").mkdir(parents=True)
    done = subprocess.run(
        SERVE, env=environment(data, free_port()), check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is no whole database. Put a backup back, or remove it." in done.stderr


def test_a_data_folder_of_a_newer_postgresql_is_left_alone(data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text("99\n")
    done = subprocess.run(
        SERVE, env=environment(data, free_port()), check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is of PostgreSQL 99, this version needs 18" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_cannot_be_made_gets_one_clear_sentence(data: Path) -> None:
    (data / "file").write_text("")
    folder = data / "file" / "below"
    done = subprocess.run(
        SERVE, env=environment(folder, free_port()), check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_for_files_that_cannot_be_gets_one_clear_sentence(
    data: Path, owner_url: str
) -> None:
    (data / "file").write_text("")
    given = {"GOVERNANCE_FILES": str(data / "file"), "GOVERNANCE_DATABASE_URL": owner_url}
    done = subprocess.run(
        SERVE,
        env={**environment(data, free_port()), **given},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "cannot be written: a file stands in its place. Set GOVERNANCE_FILES." in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_all_told_at_once(data: Path) -> None:
    wrong = {"GOVERNANCE_PORT": "many", "GOVERNANCE_DATABASE_URL": "mysql://elsewhere"}
    done = subprocess.run(
        SERVE,
        env={**environment(data, 1), **wrong},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "GOVERNANCE_PORT" in done.stderr
    assert "GOVERNANCE_DATABASE_URL" in done.stderr


def test_a_database_of_ones_own_needs_a_secret_key_of_ones_own(data: Path, owner_url: str) -> None:
    given = {**environment(data, free_port()), "GOVERNANCE_DATABASE_URL": owner_url}
    done = subprocess.run(SERVE, env=given, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    said = "No secret key is set: set GOVERNANCE_SECRET_KEY, at least 32 random characters."
    assert done.stderr.splitlines()[-1] == said


def test_the_key_of_a_data_folder_is_made_once(data: Path) -> None:
    made = {keyed(Settings(data=data)).secret_key for _ in range(3)}
    assert len(made) == 1
    assert keyed(Settings(data=data, secret_key="of my own")).secret_key == "of my own"
