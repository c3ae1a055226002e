"""``governance move-files`` and ``check-files`` as their user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.agreements import AT
from tests.builders.parties import cast

from governance.base.database import Database
from governance.base.ids import new_id
from governance.files.actions import store

RUN = [sys.executable, "-m", "governance.cli.main", "--language", "en"]


def run(command: str, url: str, files: str) -> subprocess.CompletedProcess[str]:
    given = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_FILES": files}
    return subprocess.run(
        [*RUN, command], env={**os.environ, **given}, check=False, capture_output=True, text=True
    )


async def test_files_are_moved_checked_and_missed(
    owner_url: str, database: Database, tmp_path: Path
) -> None:
    people = await cast()
    for number in range(3):
        thing = ("agreement", new_id())
        await store(
            people.keeper, thing, "a.txt", "text/plain", b"x" * (number + 1), {},
            by=people.administrator, at=AT,
        )  # fmt: skip
    folder = tmp_path / "files"
    assert run("move-files", owner_url, "database").stderr == (
        "There is no store to move files to: set GOVERNANCE_FILES.\n"
    )
    moved = run("move-files", owner_url, str(folder))
    assert (moved.returncode, moved.stderr) == (0, "Files moved to the store: 3 (0 kB)\n")
    again = run("move-files", owner_url, str(folder))
    assert again.stderr == "Files moved to the store: 0 (0 kB)\n"
    sound = run("check-files", owner_url, str(folder))
    assert (sound.returncode, sound.stderr) == (
        0, "Files checked: 3, not right: 0, objects without a file: 0\n",
    )  # fmt: skip
    first, second, _ = (path for path in folder.rglob("*") if path.is_file())
    first.unlink()
    second.write_bytes(b"other")
    (folder / ("a" * 64)).write_bytes(b"left over")
    os.utime(folder / ("a" * 64), (0, 0))
    wrong = run("check-files", owner_url, str(folder))
    assert wrong.returncode == 1
    assert f"is missing: {first.name}" in wrong.stderr
    assert f"is not as it was kept: {second.name}" in wrong.stderr
    assert f"No file is recorded for the object {'a' * 64}" in wrong.stderr
    assert "not right: 2, objects without a file: 1" in wrong.stderr


@pytest.mark.parametrize("command", ["move-files", "check-files"])
def test_a_place_that_cannot_be_is_told_in_one_sentence(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run(command, "postgresql://localhost:1/x", str(tmp_path / "file"))
    assert done.returncode == 1
    assert "cannot be written: a file stands in its place. Set GOVERNANCE_FILES." in done.stderr
    assert "Traceback" not in done.stderr
