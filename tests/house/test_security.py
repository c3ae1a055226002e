"""docs/security.md says of each item where it holds and what shows it: all of that must exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent.parent
TESTS, SOURCE = ROOT / "tests", ROOT / "src" / "governance"
ASKED = [
    "1.3.6", "1.5.1", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.4.1", "3.4.2", "3.4.3", "3.4.4",
    "3.4.5", "3.4.6", "3.5.1", "3.5.2", "3.5.3",
    "5.2.1", "5.2.2", "5.2.3", "5.3.2", "5.4.1", "5.4.2", "5.4.3",
    "6.3.3", "6.8.2", "6.8.4", "7.2.4", "7.3.1", "7.3.2", "7.4.1",
    "7.4.2", "7.4.3", "7.4.4", "7.4.5", "7.5.2", "8.2.1", "8.2.2", "8.2.3", "8.3.1", "8.4.1",
    "10.1.1", "10.1.2", "10.2.1", "10.2.2", "10.5.1", "10.5.2", "10.5.3", "10.5.4", "10.5.5",
    "14.2.1", "14.3.1", "14.3.2", "15.3.2", "16.2.1", "16.2.2", "16.2.3", "16.2.4", "16.2.5",
    "16.3.1", "16.3.2", "16.3.3", "16.3.4", "16.4.1", "16.4.2", "16.4.3", "16.5.1", "16.5.2",
    "16.5.3",
]  # fmt: skip
"""The items of the ASVS 5.0.0, levels 1 and 2, that were chosen for this service."""


class Item(Struct, frozen=True):
    """One row of the tables."""

    number: str
    asks: str
    where: tuple[str, ...]
    shown: tuple[str, ...]


def quoted(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def items(text: str) -> list[Item]:
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and re.fullmatch(r"\d+\.\d+\.\d+", cells[0]):
            number, asks, where, shown = cells
            found.append(Item(number, asks, quoted(where), quoted(shown)))
    return found


ITEMS = items((ROOT / "docs" / "security.md").read_text("utf-8"))


@cache
def names_in(path: Path) -> frozenset[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, functions))


def missing(item: Item) -> list[str]:
    """The modules and tests of a row that do not exist."""
    modules = [name for name in item.where if name.endswith((".py", ".toml"))]
    gone = [name for name in modules if not (SOURCE / name).is_file()]
    for test in item.shown:
        place, _, name = test.partition("::")
        there = (TESTS / place).is_file() and name in names_in(TESTS / place)
        gone += [] if there else [test]
    return gone


def test_every_item_has_one_row_in_its_order() -> None:
    assert [item.number for item in ITEMS] == ASKED


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.number)
def test_what_an_item_names_exists(item: Item) -> None:
    assert item.asks
    assert item.shown, "no test shows it"
    assert any(name.endswith((".py", ".toml")) for name in item.where), "no module holds it"
    assert all(test.partition("::")[2].startswith("test_") for test in item.shown)
    assert missing(item) == []


def test_a_row_that_names_what_is_gone_is_found() -> None:
    row = (
        "| 3.3.1 | x | `web/gone.py` | `house/test_security.py::test_gone`, `web/gone.py::test_x` |"
    )
    [item] = items(row)
    assert missing(item) == [
        "web/gone.py",
        "house/test_security.py::test_gone",
        "web/gone.py::test_x",
    ]
