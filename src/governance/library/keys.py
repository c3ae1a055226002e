"""Data of a TOML file as Structs, with every complaint at once, each with its file and line.

msgspec stops at the first error, so every key and value is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields

from governance.base.errors import N_, Complaint, complain
from governance.base.signs import why_illegible
from governance.library.sources import Path_, Source

UNKNOWN_KEY = N_("This key is not known here.")
UNKNOWN_KEY_LIKE = N_("This key is not known here; did you mean “{like}”?")
MISSING_KEY = N_("This key is missing.")
WRONG_VALUE = N_("“{value}” cannot be read here; expected is {expected}.")
EXPECTED = {
    "str": N_("a text"),
    "int": N_("a whole number"),
    "Decimal": N_("a number"),
    "bool": N_("true or false"),
    "date": N_("a date (year-month-day)"),
    "dict": N_("a table"),
    "tuple": N_("a list"),
    "Union": N_("a text, a number, a date, or true or false"),
}

T = TypeVar("T")


def like(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or nothing."""
    return next(iter(get_close_matches(name, list(known), 1, 0.6)), "")


def read_into(kind: type[T], source: Source, data: object) -> T:
    """Data of a source as a Struct; refused with every unknown, missing and wrong key."""
    complain(_wrong(kind, data, (), source))
    return msgspec.convert(data, kind)


def read_part(kind: type[T], source: Source, data: object) -> tuple[T, list[Complaint]]:
    """What can be read of data as a Struct, and every complaint about the rest of it."""
    complaints = list(_wrong(kind, data, (), source))
    return msgspec.convert(_readable(kind, data) if complaints else data, kind), complaints


def _wrong(kind: Any, data: object, at: Path_, source: Source) -> Iterable[Complaint]:
    inner = _bare(kind)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        if isinstance(data, Mapping):
            yield from _wrong_keys(inner, data, at, source)
        else:
            yield _no(data, "dict", at, source)
    elif get_origin(inner) is tuple:
        if isinstance(data, list):
            for place, item in enumerate(data):
                yield from _wrong(get_args(inner)[0], item, (*at, place), source)
        else:
            yield _no(data, "tuple", at, source)
    elif get_origin(inner) is dict:
        if isinstance(data, Mapping):
            for key, item in data.items():
                yield from _wrong(get_args(inner)[1], item, (*at, key), source)
        else:
            yield _no(data, "dict", at, source)
    else:
        yield from _wrong_value(inner, data, at, source)


def _wrong_value(kind: Any, data: object, at: Path_, source: Source) -> Iterable[Complaint]:
    if not _fits(kind, data):
        yield _no(data, kind, at, source)
    elif isinstance(data, str) and (why := why_illegible(data)):
        yield source.complaint(at, why[0], **why[1])


def _wrong_keys(
    kind: type[msgspec.Struct], data: Mapping[str, object], at: Path_, source: Source
) -> Iterable[Complaint]:
    known = {field.encode_name: field for field in fields(kind)}
    hints = get_type_hints(kind)
    for key, value in data.items():
        if key in known:
            yield from _wrong(hints[known[key].name], value, (*at, key), source)
        elif near := like(key, known):
            yield source.complaint((*at, key), UNKNOWN_KEY_LIKE, like=near)
        else:
            yield source.complaint((*at, key), UNKNOWN_KEY)
    for name, field in known.items():
        if field.required and name not in data:
            yield source.complaint((*at, name), MISSING_KEY)


def _fits(kind: Any, data: object) -> bool:
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError:
        return False
    return True


def _readable(kind: Any, data: object) -> Any:
    """Data with what is unknown or wrong left out, and what is needed put in as nothing.

    Raises ValueError when nothing of it can be read.
    """
    inner = _bare(kind)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        return _readable_keys(inner, data if isinstance(data, Mapping) else {})
    if get_origin(inner) is tuple:
        items = data if isinstance(data, list) else []
        return [_readable(get_args(inner)[0], item) for item in items]
    if get_origin(inner) is dict:
        given = data if isinstance(data, Mapping) else {}
        value = get_args(inner)[1]
        return {key: item for key, item in given.items() if _fits(value, item)}
    if _fits(inner, data):
        return data
    if isinstance(inner, type) and issubclass(inner, Enum):
        return next(iter(inner)).value
    return "" if inner is str else inner()


def _readable_keys(kind: type[msgspec.Struct], data: Mapping[str, object]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    made: dict[str, Any] = {}
    for field in fields(kind):
        name, hint = field.encode_name, hints[field.name]
        nested = _is_nested(_bare(hint))
        if name in data and (nested or field.required or _fits(hint, data[name])):
            made[name] = _readable(hint, data[name])
        elif field.required:
            made[name] = _readable(hint, None)
    return made


def _is_nested(inner: Any) -> bool:
    struct = isinstance(inner, type) and issubclass(inner, msgspec.Struct)
    return struct or get_origin(inner) in (tuple, dict)


def _no(data: object, kind: Any, at: Path_, source: Source) -> Complaint:
    options = getattr(kind, "__members__", None)
    if options is not None:
        expected = " / ".join(str(option.value) for option in options.values())
    elif get_origin(kind) is Literal:
        expected = " / ".join(get_args(kind))
    else:
        name = "Union" if get_origin(kind) in (Union, UnionType) else kind
        name = name if isinstance(name, str) else getattr(get_origin(kind) or kind, "__name__", "")
        expected = EXPECTED.get(name, name)
    return source.complaint(at, WRONG_VALUE, value=said(data), expected=expected)


def said(data: object) -> str:
    """A value as a person typed it; a list or table only as what it is."""
    if isinstance(data, (list, Mapping)):
        return EXPECTED["tuple" if isinstance(data, list) else "dict"]
    return str(data).lower() if isinstance(data, bool) else str(data)


def _bare(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        inner = [part for part in get_args(kind) if part is not type(None)]
        return inner[0] if len(inner) == 1 else kind
    return kind
