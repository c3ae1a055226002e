"""Every form with free text asks whether something in it is case data; a new one cannot forget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import fields

import governance
from governance.app.routes import API
from governance.commitments.amending.forms import Part
from governance.commitments.forms import LineChange, MilestoneChange, MilestoneMove, OwnerMove
from governance.commitments.warning.forms import Asked, Code
from governance.commitments.warning.rules import texts

ROOT = Path(governance.__file__).parent
TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "pages"
PACKAGES = ("commitments", "reporting")
EXCEPTIONS: Mapping[type[Struct], str] = {
    Part: "a commitment as an amendment copies it: each text was asked about when it was typed",
    MilestoneMove: "made by the service of dates in a text; nobody writes in it",
    OwnerMove: "made by the service of parties in a text; its title stands there already",
    MilestoneChange: "as LineChange, of one milestone; its one text is a state",
    LineChange: "what an accepted report says, asked about when that was written",
}
"""Structs in ``forms.py`` with texts that nobody hands in, and why they ask nothing."""


def forms() -> set[type[Struct]]:
    """Every Struct that stands in a ``forms.py`` of these packages."""
    found: set[type[Struct]] = set()
    for path in (path for of in PACKAGES for path in (ROOT / of).rglob("forms.py")):
        name = ".".join(("governance", *path.relative_to(ROOT).with_suffix("").parts))
        module = import_module(name)
        here = (one for one in vars(module).values() if isinstance(one, type))
        found |= {one for one in here if issubclass(one, Struct) and one.__module__ == name}
    return found - {Asked}


def parts_of(annotation: Any) -> Iterator[Any]:
    """The types that a field holds, without its codes."""
    if get_origin(annotation) is Annotated:
        bare, *notes = get_args(annotation)
        if not any((n.extra or {}).get("code") for n in notes if isinstance(n, Meta)):
            yield from parts_of(bare)
    elif get_args(annotation):
        for inner in get_args(annotation):
            yield from parts_of(inner)
    else:
        yield annotation


def held(form: type[Struct]) -> set[Any]:
    return {one for field in fields(form) for one in parts_of(field.type)}


def has_text(form: type[Struct]) -> bool:
    return any(one is str or (_is_form(one) and has_text(one)) for one in held(form))


def _is_form(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, Struct)


def asks(form: type[Struct]) -> bool:
    return "not_case_data" in form.__struct_fields__


def handed_in() -> set[type[Struct]]:
    """What a program can hand in at an address of these packages."""
    found = {route.opt["takes"] for route in API if route.opt.get("takes")}
    return {one for one in found if one.__module__.split(".")[1] in PACKAGES}


def test_every_form_with_free_text_asks_or_is_part_of_one_that_does() -> None:
    within = {one for form in forms() if asks(form) for one in held(form) if _is_form(one)}
    within |= {one for of in within for one in held(of) if _is_form(one)}
    silent = {one for one in forms() if has_text(one) and not asks(one)}
    assert len([one for one in forms() if asks(one)]) > 20
    bases = {base for one in within for base in one.__mro__}
    assert silent - within - bases == set(EXCEPTIONS), "let it be Asked, or say why not"


def test_what_a_program_hands_in_with_free_text_asks() -> None:
    assert len(handed_in()) > 30
    assert [one.__name__ for one in handed_in() if has_text(one) and not asks(one)] == []


def test_a_form_that_asks_has_a_text_to_ask_about() -> None:
    assert [one.__name__ for one in forms() if asks(one) and not has_text(one)] == [
        "BringBackPage"
    ], "its one field holds the other form"


class Row(Struct, frozen=True, rename="camel"):
    what_for: str


class Coded(Struct, frozen=True):
    how: Code


class Sample(Asked, frozen=True, rename="camel"):
    rows: list[Row]
    extra: dict[str, str | int]
    how: Code = "x"
    none: str | None = None


def test_texts_are_found_in_rows_and_under_names_and_codes_are_left_out() -> None:
    form = Sample([Row("a"), Row("b")], {"reach": "c", "number": 3})
    found = [("rows.0.whatFor", "a"), ("rows.1.whatFor", "b"), ("extra.reach", "c")]
    assert list(texts(form)) == found
    assert has_text(Row) and has_text(Sample) and not has_text(Coded)


CHOSEN = "select|radio|checks|checkbox|date|number|money|file"
NO_WRITING: Mapping[str, str] = {
    "commitments/filters.html": "words to search for are kept nowhere",
    "commitments/_fields.html": "part of edit.html, which asks",
    "commitments/measuring.html": "part of the pages of measurements and reports, which ask",
}
"""Pages on which one writes without being asked, and why."""


def test_every_page_on_which_one_writes_shows_what_is_asked() -> None:
    silent = set()
    for path in (path for of in PACKAGES for path in (TEMPLATES / of).glob("*.html")):
        text = path.read_text("utf-8")
        written = [
            field
            for field in re.findall(r"ui\.field\(form,.*?\}\}", text)
            if not re.search(rf'kind="({CHOSEN})"|short=true', field)
        ]
        if written and "not_case_data(form)" not in text:
            silent.add(str(path.relative_to(TEMPLATES)))
    assert silent == set(NO_WRITING)
