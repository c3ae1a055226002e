"""The rules of the house, as tests: sizes, file words, settings, words in two languages."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from governance.base import settings
from governance.base.words import catalogues
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
    long = [place(p) for p in SOURCES if len(p.read_text("utf-8").splitlines()) > LONGEST_FILE]
    long += [
        f"{place(p)}: {name}" for p in SOURCES for name, n in functions(p) if n > LONGEST_FUNCTION
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
    said = set(re.findall(r"`GOVERNANCE_([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text()))
    assert said == {f.name.upper() for f in msgspec.structs.fields(settings.Settings)}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_template_compiles(path: Path) -> None:
    assert templates().get_template(str(path.relative_to(ROOT / "templates" / "pages")))


def messages() -> Iterator[tuple[str, str]]:
    for path in [*SOURCES, *PAGES]:
        kind = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        found = extract(
            kind,
            BytesIO(path.read_bytes()),
            keywords={"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)},
            options={"silent": "false", "extensions": "jinja2.ext.do"},
        )
        for line, message, _, _ in found:
            said = message[0] if isinstance(message, tuple) else message
            if said:
                yield said, f"{place(path)}:{line}"


def dutch() -> dict[str, bool]:
    found = {}
    for path in catalogues("nl"):
        with path.open("rb") as file:
            for entry in read_po(file, locale="nl"):
                for key in entry.id if isinstance(entry.id, list | tuple) else [entry.id]:
                    found[key] = bool(entry.string) and all(entry.string)
    return found


def test_every_message_has_its_dutch() -> None:
    known = dutch()
    assert sorted({f"{at} {said}" for said, at in messages() if not known.get(said)}) == []


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


def test_no_dutch_is_kept_for_a_message_that_is_gone() -> None:
    used = {said for said, _ in messages()}
    unused = []
    for path in catalogues("nl"):
        with path.open("rb") as file:
            for entry in read_po(file, locale="nl"):
                key = entry.id[0] if isinstance(entry.id, list | tuple) else entry.id
                if key and key not in used:
                    unused.append(f"{place(path)}: {key}")
    assert unused == []
