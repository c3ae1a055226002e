"""Every action of a person has a page and its API twin; effects of a higher floor need none."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator

import governance
from governance.app.routes import API, PAGES

WITHOUT_ROUTE = {
    "governance.audit.actions.hold",
    "governance.audit.actions.record",
    "governance.audit.actions.separate",
    "governance.files.actions.keep",
    "governance.files.actions.look_over",
    "governance.files.actions.note_sent",
    "governance.files.actions.receive",
    "governance.files.actions.store",
    "governance.formation.entering.actions.bring_into_force",
}


def actions() -> Iterator[str]:
    for package in pkgutil.iter_modules(governance.__path__):
        name = f"governance.{package.name}.actions"
        if importlib.util.find_spec(name) is None:
            continue
        module = importlib.import_module(name)
        for verb, function in inspect.getmembers(module, inspect.iscoroutinefunction):
            mine = function.__module__ == name and not verb.startswith("_")
            if mine and "cause" not in inspect.signature(function).parameters:
                yield f"{name}.{verb}"


def called_by(routes: list[object]) -> set[str]:
    return {name for route in routes for name in route.opt.get("acts", ())}


def test_every_action_has_an_api_twin() -> None:
    assert sorted(set(actions()) - called_by(API) - WITHOUT_ROUTE) == []


def test_every_action_has_a_page() -> None:
    assert sorted(set(actions()) - called_by(PAGES) - WITHOUT_ROUTE) == []


def test_every_action_that_is_named_exists() -> None:
    known = set(actions())
    effects = {n for n in called_by([*PAGES, *API]) if n not in known}
    for name in effects:
        module, _, verb = name.rpartition(".")
        assert hasattr(importlib.import_module(module), verb), name
