"""Every message of the library and the command line has a Dutch form."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from governance.base.places import PACKAGE
from governance.base.words import catalogues

FILES = [
    *sorted((PACKAGE / "library").glob("*.py")),
    *sorted((PACKAGE / "library" / "clauses").glob("*.py")),
    *[
        PACKAGE / "cli" / f"{name}.py"
        for name in ("main", "draft", "models", "check_library", "saying")
    ],
]


def _messages(path: Path) -> set[str]:
    calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "N_"
        and isinstance(call.args[0], ast.Constant)
    }


def _dutch() -> dict[str, str]:
    known: dict[str, str] = {}
    for path in catalogues("nl"):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
                said = message.string
                words = said if isinstance(said, tuple | list) else (said,)
                known.update(zip(ids, words, strict=False))
    return known


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_message_has_a_dutch_form(path: Path) -> None:
    known = _dutch()
    assert [message for message in _messages(path) if not known.get(message)] == []
