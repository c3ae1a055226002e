"""One word per file, the same in every package of the work; exceptions are named here."""

from __future__ import annotations

from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
WORDS = {
    "__init__",
    "rules",
    "tables",
    "forms",
    "actions",
    "queries",
    "pages",
    "api",
    "papers",
    "remote",
    "words",
}
"""Those of the floor plan, and ``words``: what states and choices are called on a page."""
WORK = (
    "notices",
    "files",
    "audit",
    "parties",
    "identity",
    "library",
    "agreements",
    "commitments",
    "formation",
    "reporting",
    "overview",
    "exchange",
)
"""Packages of the work; the ground, the roof and the sample name their files as they like."""
NAMED = {
    "identity": {"cookies", "middleware", "passwords", "settings"},
    "library": {
        "answers",
        "bracketing",
        "checks",
        "citing",
        "combining",
        "composing",
        "days",
        "drafts",
        "edits",
        "filling",
        "folders",
        "keys",
        "milestones",
        "owing",
        "partners",
        "passages",
        "promises",
        "proving",
        "rewording",
        "saying",
        "schedule",
        "sources",
        "terms",
        "texts",
        "values",
    },
}
"""Why: signing in is HTTP and hashing, its providers are settings; models come from folders."""


@pytest.mark.parametrize("package", WORK)
def test_a_file_of_the_work_has_one_of_the_words(package: str) -> None:
    allowed = WORDS | NAMED.get(package, set())
    found = {path.stem for path in (SOURCE / package).rglob("*.py")}
    assert sorted(found - allowed) == []


@pytest.mark.parametrize("package", NAMED)
def test_an_exception_that_is_gone_is_no_longer_named(package: str) -> None:
    found = {path.stem for path in (SOURCE / package).rglob("*.py")}
    assert sorted(NAMED[package] - found) == []
