"""The rules of the house, as tests: sizes, file words, settings, words in two languages."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from governance.base import settings
from governance.base.places import VERSION
from governance.web.pages import templates

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted((ROOT / "src" / "governance").rglob("*.py"))
PAGES = sorted((ROOT / "templates" / "pages").rglob("*.html"))
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
NEVER = {"utils", "helpers", "common", "manager", "service", "misc"}
MACHINE = re.compile(r"/(?:work|farm|root)/")


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_and_no_function_is_too_long() -> None:
    files = [*SOURCES, *(ROOT / "bench").glob("*.py")]
    long = [place(p) for p in files if len(p.read_text("utf-8").splitlines()) > LONGEST_FILE]
    long += [
        f"{place(p)}: {name}" for p in files for name, n in functions(p) if n > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_named_after_nothing() -> None:
    assert [place(p) for p in SOURCES if p.stem in NEVER] == []


def test_every_package_says_what_it_is() -> None:
    silent = [
        place(p)
        for p in SOURCES
        if p.name == "__init__.py" and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert silent == []


def test_every_setting_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/settings.md").read_text("utf-8")
    said = re.findall(r"^\| `GOVERNANCE_([A-Z0-9_]+)` \|", text, re.M)
    assert sorted(said) == sorted(f.name.upper() for f in msgspec.structs.fields(settings.Settings))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_template_compiles(path: Path) -> None:
    assert templates().get_template(str(path.relative_to(ROOT / "templates" / "pages")))


def test_no_path_of_a_machine_stands_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".lock", ".png", ".woff2", ".ttf", ".docx"} or not path.is_file():
            continue
        if path == Path(__file__):
            continue
        if MACHINE.search(path.read_text("utf-8", errors="replace")):
            found.append(name)
    assert found == []


def test_the_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION
