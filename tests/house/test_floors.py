"""Each import contract is broken once on purpose, in a copy, and must fail there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BREACHES = {
    "A floor uses only the floors below it": ("base/clock.py", "import governance.web.pages"),
    "No ring of packages": ("audit/rules.py", "import governance.reporting.rules"),
    "Inside a package": ("identity/rules.py", "import governance.identity.tables"),
    "Rules are pure": ("reporting/rules.py", "import piccolo.table"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("static", "fonts", "*.pyc")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_plan_is_kept_as_it_stands(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.full
@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_each_contract_fails(copy: Path, contract: str) -> None:
    file, line = BREACHES[contract]
    path = copy / "src" / "governance" / file
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert any(contract in said and "BROKEN" in said for said in done.stdout.splitlines())


@pytest.mark.full
def test_a_package_without_a_floor_fails(copy: Path) -> None:
    new = copy / "src" / "governance" / "attic"
    new.mkdir()
    (new / "__init__.py").write_text('"""No floor."""\n', "utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "attic" in done.stdout
