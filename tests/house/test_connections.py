"""Connections go back to the pool as they are: no statement may leave something behind on one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
STAYS = re.compile(
    r"\A\s*(?:set\s+(?!local\b|transaction\b|constraints\b)(?:role\b|session\b|\w+\s*(?:=|to\b))|listen\s|prepare\s.*\sas\s|discard\s"
    r"|declare\b.*\bwith hold\b|create\s+(?:local\s+)?temp)"
    r"|pg_(?:try_)?advisory_lock(?:_shared)?\s*\(|set_config\([^)]*\bfalse\)",
    re.IGNORECASE | re.DOTALL,
)
OWN_CONNECTION = {"migrations/runner.py", "base/embedded.py"}
"""Files that open a connection of their own and close it."""


def statements(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_statement_leaves_anything_on_its_connection() -> None:
    left = [
        f"{path.relative_to(SOURCES)}: {found.group()}"
        for path in sorted(SOURCES.rglob("*.py"))
        if str(path.relative_to(SOURCES)) not in OWN_CONNECTION
        for text in statements(path)
        if (found := STAYS.search(text))
    ]
    assert left == []


def test_what_would_stay_is_recognised() -> None:
    stays = ["set role x", "SET search_path TO y", "set role = 'x'", "listen news",
             "select pg_advisory_lock(1)", "select set_config('a', $1, false)"]  # fmt: skip
    ends = ["set local role x", "set transaction isolation level repeatable read, read only",
            "update a set b = 1", "select pg_advisory_xact_lock(1)",
            "select set_config('a', $1, true)"]  # fmt: skip
    assert [text for text in stays if not STAYS.search(text)] == []
    assert [text for text in ends if STAYS.search(text)] == []
