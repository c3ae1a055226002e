"""A database that cannot be reached: one sentence with its address and what to do, no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.servers import named
from tests.cli.test_serve import free_port

from governance.base.errors import Unusable
from governance.base.reaching import reaching, without_password

CALL = [sys.executable, "-m", "governance.cli.main", "--language", "en"]


def called(command: str, url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    given = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_DATA": str(folder)}
    return subprocess.run(
        [*CALL, command],
        env={**os.environ, **given, "GOVERNANCE_PORT": str(free_port())},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("command", ["serve", "migrate", "sample"])
def test_a_port_without_a_database_gets_one_clear_sentence(command: str, tmp_path: Path) -> None:
    done = called(command, "postgresql://someone:secret@localhost:1/x", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "No database answers at postgresql://someone@localhost:1/x: start PostgreSQL there, or "
        "set another address in GOVERNANCE_DATABASE_URL.\n"
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:secret@no-such-host.invalid/x", "is not known here"),
        ("postgresql://u:secret@/x?host=/no/such/folder", "No database answers"),
        ("postgresql://u:secret@localhost:many/x", "cannot be read"),
    ],
)
def test_each_cause_has_its_own_sentence(url: str, said: str, tmp_path: Path) -> None:
    done = called("migrate", url, tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_not_there_is_told_as_such(server_url: str, tmp_path: Path) -> None:
    done = called("migrate", named(server_url, "not_there"), tmp_path)
    assert "no database of the name in" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_user_who_is_not_let_in_is_told_as_such(server_url: str, tmp_path: Path) -> None:
    strange = re.sub(r"//[^@/]*@", "//stranger@", server_url)
    done = called("migrate", strange, tmp_path)
    assert "does not let this user in" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:pw@host:5432/x", "postgresql://u@host:5432/x"),
        ("postgresql://u:p/w?@host/x", "postgresql://u@host/x"),
        (
            "postgresql://host/x?user=u&password=pw&host=/run",
            "postgresql://host/x?user=u&host=/run",
        ),
        ("postgresql://host/x?password=p@w", "postgresql://host@w"),
        ("postgresql:///x", "postgresql:///x"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown


def test_something_else_on_the_port_is_told_as_such() -> None:
    with pytest.raises(Unusable, match="no PostgreSQL server"), reaching("postgresql://h/x"):
        raise ConnectionError("rejected SSL upgrade")
    with pytest.raises(Unusable, match="no PostgreSQL server"), reaching("postgresql://h/x"):
        raise TimeoutError


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder where root makes none")
@pytest.mark.parametrize("command", ["serve", "sample"])
def test_a_data_folder_that_cannot_be_made_is_told_in_one_language(command: str) -> None:
    given = {"GOVERNANCE_DATA": "/proc/nowhere", "GOVERNANCE_LANGUAGE": "nl"}
    done = subprocess.run(
        [sys.executable, "-m", "governance.cli.main", command],
        env={**os.environ, **given, "GOVERNANCE_PORT": str(free_port())},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert (
        "kan niet worden geschreven: hij is er niet en kan niet worden gemaakt. Stel" in done.stderr
    )
    assert "No such file" not in done.stderr
