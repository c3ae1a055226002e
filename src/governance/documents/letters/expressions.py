"""What stands inside the braces: read with Jinja2's grammar, never run.

The reader makes a tree; of this tree only what shows a field or compares one is allowed, and
values are looked up in mappings by us. Nothing of Python can be reached from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from babel.dates import format_date
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from governance.documents.letters import findings as say
from governance.documents.letters.fields import Field, Fields, Kind, Plain, Values

_READER = SandboxedEnvironment(autoescape=True)
_LOOP = re.compile(r"for\s+([a-z_]\w*)\s+in\s+([a-z_]\w*(?:\.\w+)*)", re.ASCII)
LOOKS: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "first_upper": lambda said: said[:1].upper() + said[1:],
}
"""The filters that a tag may use."""
LIKE = 60
"""So long at most is a name for which a likely one is sought."""
_CHOICES = (nodes.And, nodes.Or, nodes.Not)
Scope = Mapping[str, Field]
Problem = tuple[str, dict[str, str]]
"""A message and its values."""


def scope_of(fields: Fields) -> dict[str, Field]:
    """The fields that a tag may name at the start."""
    return {one.name: one for one in fields}


def expression(text: str) -> nodes.Expr | None:
    """The tree of one expression; none when it cannot be read."""
    try:
        body = _READER.parse(f"{{{{ {text} }}}}").body
    except (TemplateSyntaxError, RecursionError, ValueError):
        return None
    shown = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else []
    return shown[0] if len(shown) == 1 and not isinstance(shown[0], nodes.TemplateData) else None


def loop(text: str) -> tuple[str, str] | None:
    """The name of each, and the path of the list, of ``for each in list``."""
    found = _LOOP.fullmatch(text)
    return (found[1], found[2]) if found else None


def path(node: nodes.Node) -> str:
    """``a.b.c`` of a tree that is only that; else nothing."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := path(node.node)):
        return f"{before}.{node.attr}"
    return ""


def found(name: str, scope: Scope) -> Field | None:
    """The field at a path."""
    first, *rest = name.split(".")
    field = scope.get(first)
    for one in rest:
        inside = field.fields if field is not None and field.kind is Kind.GROUP else ()
        field = next((inner for inner in inside if inner.name == one), None)
    return field


def shown_problems(node: nodes.Node, scope: Scope, tag: str) -> Iterator[Problem]:
    """What is wrong with an expression that is shown."""
    while isinstance(node, nodes.Filter) and node.name in LOOKS and node.node is not None:
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            break
        node = node.node
    name = path(node)
    if not name:
        yield say.NO_FORM, {"tag": tag}
    elif (field := found(name, scope)) is None:
        yield unknown(name, scope)
    elif field.kind is Kind.LIST:
        yield say.A_LIST, {"name": name}
    elif field.kind is Kind.GROUP:
        yield say.A_GROUP, {"name": name, "like": f"{name}.{field.fields[0].name}"}


def asked_problems(node: nodes.Node, scope: Scope, tag: str) -> Iterator[Problem]:
    """What is wrong with a condition."""
    name = path(node)
    if name:
        if found(name, scope) is None:
            yield unknown(name, scope)
    elif isinstance(node, nodes.Compare):
        yield from _compared(node, scope, tag)
    elif isinstance(node, _CHOICES):
        for inner in node.iter_child_nodes():
            yield from asked_problems(inner, scope, tag)
    else:
        yield say.NO_FORM, {"tag": tag}


def _compared(node: nodes.Compare, scope: Scope, tag: str) -> Iterator[Problem]:
    if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
        yield say.NO_FORM, {"tag": tag}
        return
    for side in (node.expr, node.ops[0].expr):
        name = path(side)
        field = found(name, scope) if name else None
        if isinstance(side, nodes.Const) and isinstance(side.value, str | int):
            continue
        if not name:
            yield say.NO_FORM, {"tag": tag}
        elif field is None:
            yield unknown(name, scope)
        elif field.kind not in (Kind.TEXT, Kind.NUMBER):
            yield say.NO_PLAIN, {"name": name}


def unknown(name: str, scope: Scope) -> Problem:
    """That a field does not exist, with the one that it looks like."""
    known = list(_paths(scope.values(), "")) if len(name) <= LIKE else []
    near = get_close_matches(name, known, 1, 0.6)
    if near:
        return say.UNKNOWN_LIKE, {"name": name, "like": near[0]}
    return say.UNKNOWN, {"name": name}


def _paths(fields: Any, before: str) -> Iterator[str]:
    for one in fields:
        yield f"{before}{one.name}"
        if one.kind is Kind.GROUP:
            yield from _paths(one.fields, f"{before}{one.name}.")


def value(name: str, values: Values) -> Any:
    """What stands at a path of the values; none where something is missing."""
    at: Any = values
    for one in name.split("."):
        at = at.get(one) if isinstance(at, Mapping) else None
    return at


def holds(node: nodes.Node, values: Values) -> bool:
    """Whether a condition holds; a missing value is no."""
    if isinstance(node, nodes.And):
        return holds(node.left, values) and holds(node.right, values)
    if isinstance(node, nodes.Or):
        return holds(node.left, values) or holds(node.right, values)
    if isinstance(node, nodes.Not):
        return not holds(node.node, values)
    if isinstance(node, nodes.Compare):
        alike = _side(node.expr, values) == _side(node.ops[0].expr, values)
        return bool(alike == (node.ops[0].op == "eq"))
    return bool(value(path(node), values))


def _side(node: nodes.Node, values: Values) -> Any:
    return node.value if isinstance(node, nodes.Const) else value(path(node), values)


def field_of(node: nodes.Node) -> str:
    """The path that an expression shows."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return path(node)


def said(node: nodes.Node, values: Values, language: str) -> str:
    """What an expression shows; nothing where the value is missing."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return LOOKS[node.name](said(node.node, values, language))
    return _written(value(path(node), values), language)


def _written(of: Plain, language: str) -> str:
    if isinstance(of, date):
        return str(format_date(of, "d MMMM y", locale=language))
    return "" if of is None else str(of)
