"""Which fields are written on more than one line: those that a page shows so, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Struct

from governance.app.routes import API
from governance.web.values import bare

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "pages"


def shown_with_lines() -> set[str]:
    """The fields that pages show with room for lines."""
    found = "\n".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    return set(re.findall(r'ui\.field\(form, "(\w+)"[^}]*?kind="textarea"', found))


def fields(form: type[Struct]) -> Iterator[tuple[str, bool]]:
    """The text fields of a form and of what it holds, and whether lines are allowed there."""
    for field in msgspec.structs.fields(form):
        kind, limits = bare(field.type)
        for inner in (kind, *get_args(kind)):
            if isinstance(inner, type) and issubclass(inner, Struct):
                yield from ((f"{field.encode_name}.{name}", lines) for name, lines in fields(inner))
        if kind is str:
            yield field.encode_name, any((limit.extra or {}).get("lines") for limit in limits)


def test_a_field_takes_lines_where_its_page_shows_them_and_nowhere_else() -> None:
    forms: set[Any] = {route.opt["takes"] for route in API if route.opt.get("takes")}
    assert len(forms) > 30
    names = {found for form in forms for found in fields(form)}
    shown = shown_with_lines()
    assert len(shown) > 8
    assert {name.rpartition(".")[2] for name, lines in names if lines} == shown
    assert not {name for name, lines in names if not lines} & shown
