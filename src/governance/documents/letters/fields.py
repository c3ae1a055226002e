"""The fields that a template may use: a declared tree, handed in from above. Plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from governance.base.words import translate

SAMPLED = 2
"""How many of everything a list has in a preview."""


class Kind(StrEnum):
    """What a field holds. A group is one thing with fields of its own, a list several."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    GROUP = "group"
    LIST = "list"


class Field(Struct, frozen=True, omit_defaults=True):
    """One field: its name in a tag, what it means (a message), and what is in it.

    ``samples`` are messages or values for a preview, taken in turn along a list.
    """

    name: str
    words: str
    kind: Kind = Kind.TEXT
    fields: tuple[Field, ...] = ()
    samples: tuple[Any, ...] = ()


Fields = tuple[Field, ...]


class FieldSaid(Struct, frozen=True):
    """One line of the list of fields: how it is written in a template, and what it means."""

    tag: str
    words: str
    depth: int = 0


def fields_said(fields: Fields) -> tuple[FieldSaid, ...]:
    """Every field that exists, as it is written in a template; ``words`` are messages."""
    return tuple(_said(fields, "", 0))


def _said(fields: Fields, before: str, depth: int) -> Iterator[FieldSaid]:
    for one in fields:
        path = f"{before}{one.name}"
        if one.kind is Kind.LIST:
            each = each_of(one.name)
            tag = f"{{% for {each} in {path} %}} … {{% endfor %}}"
            yield FieldSaid(tag, one.words, depth)
            yield from _said(one.fields, f"{each}.", depth + 1)
        elif one.kind is Kind.GROUP:
            yield from _said(one.fields, f"{path}.", depth)
        else:
            yield FieldSaid(f"{{{{ {path} }}}}", one.words, depth)


def each_of(name: str) -> str:
    """What one of a list is called in our examples: ``parties`` gives ``party``."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def sampled(fields: Fields, language: str, turn: int = 0) -> dict[str, Any]:
    """Values for a preview."""
    return {one.name: _sample(one, language, turn) for one in fields}


def _sample(field: Field, language: str, turn: int) -> Any:
    if field.kind is Kind.LIST:
        return [sampled(field.fields, language, n) for n in range(SAMPLED)]
    if field.kind is Kind.GROUP:
        return sampled(field.fields, language, turn)
    if not field.samples:
        return None
    value = field.samples[turn % len(field.samples)]
    return translate(language, value) if isinstance(value, str) else value


Values = Mapping[str, Any]
"""What a letter is filled in with: text, date, number, mapping or list of mappings by name."""
Plain = str | int | date | None
"""What one field can show."""
