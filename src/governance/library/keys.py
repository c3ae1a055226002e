"""Reading TOML into Structs with every complaint at once, each with its file and line.

msgspec stops at the first error and tomllib knows no lines, so keys are checked here and
their lines found by going through the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields

from governance.base.errors import N_, Complaint, Refused

UNKNOWN_KEY = N_("This key is not known here.")
UNKNOWN_KEY_LIKE = N_("This key is not known here; did you mean “{like}”?")
MISSING_KEY = N_("This key is missing.")
WRONG_VALUE = N_("“{value}” cannot be read here; expected is {expected}.")
NO_TOML = N_("This is no valid TOML: {reason}.")
NO_FILE = N_("This file does not exist.")
EXPECTED = {
    "str": N_("a text"),
    "int": N_("a whole number"),
    "Decimal": N_("a number"),
    "bool": N_("true or false"),
    "date": N_("a date (year-month-day)"),
    "dict": N_("a table"),
    "tuple": N_("a list"),
}

Path_ = tuple[str | int, ...]
T = TypeVar("T")
_HEAD = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=\s*(.*)$")


def like(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or nothing."""
    return next(iter(get_close_matches(name, list(known), 1, 0.6)), "")


def key_lines(text: str) -> dict[Path_, int]:
    """The line of every table and key of a TOML text, by path (``("blanks", 2, "kind")``)."""
    lines: dict[Path_, int] = {}
    counts: dict[Path_, int] = {}
    at: Path_ = ()
    within = ""
    for number, line in enumerate(text.splitlines(), 1):
        if within:
            within = "" if within in line else within
        elif head := _HEAD.match(line):
            at = _table(head.group(2).split("."), head.group(1) == "[[", counts)
            lines[at] = number
        elif key := _KEY.match(line):
            lines[(*at, key.group(1))] = number
            quotes = key.group(2)[:3]
            if quotes in ('"""', "'''") and key.group(2).count(quotes) == 1:
                within = quotes
    return lines


def _table(names: list[str], array: bool, counts: dict[Path_, int]) -> Path_:
    at: Path_ = ()
    for place, name in enumerate(names):
        at = (*at, name)
        if array and place == len(names) - 1:
            counts[at] = counts.get(at, -1) + 1
            for deeper in [path for path in counts if path[: len(at)] == at and path != at]:
                del counts[deeper]
        if at in counts:
            at = (*at, counts[at])
    return at


class Source:
    """A TOML file: its data, and the line of each path in it."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        try:
            self.text = path.read_text("utf-8")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except FileNotFoundError:
            raise Refused([Complaint(path.name, NO_FILE, {}, self.file)]) from None
        except ValueError as error:
            raise Refused([self._unreadable(path, str(error))]) from None
        self._lines: dict[Path_, int] | None = None

    def _unreadable(self, path: Path, reason: str) -> Complaint:
        place = re.search(r"\(at line (\d+).*\)", reason)
        bare = reason[: place.start()].strip() if place else reason
        line = int(place.group(1)) if place else 0
        return Complaint(path.name, NO_TOML, {"reason": bare}, self.file, line)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest table or key around it."""
        if self._lines is None:
            self._lines = key_lines(self.text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def complaint(self, path: Path_, problem: str, **values: object) -> Complaint:
        """A complaint about the value at a path."""
        return Complaint(dotted(path), problem, values, self.file, self.line(path))


def dotted(path: Path_) -> str:
    """A path as a person writes it: ``blanks.2.kind``, counted from nought."""
    return ".".join(str(part) for part in path)


def read_into(kind: type[T], source: Source, data: object, at: Path_ = ()) -> T:
    """Data of a source as a Struct; refused with every unknown, missing and wrong key."""
    complaints = list(_wrong(kind, data, at, source))
    if complaints:
        raise Refused(complaints)
    return msgspec.convert(data, kind)


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
    else:
        yield from _wrong_value(inner, data, at, source)


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


def _wrong_value(kind: Any, data: object, at: Path_, source: Source) -> Iterable[Complaint]:
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError:
        yield _no(data, kind, at, source)


def _no(data: object, kind: Any, at: Path_, source: Source) -> Complaint:
    options = getattr(kind, "__members__", None)
    if options is not None:
        expected = " / ".join(str(option.value) for option in options.values())
    elif get_origin(kind) is Literal:
        expected = " / ".join(get_args(kind))
    else:
        name = kind if isinstance(kind, str) else getattr(get_origin(kind) or kind, "__name__", "")
        expected = EXPECTED.get(name, name)
    return source.complaint(at, WRONG_VALUE, value=data, expected=expected)


def _bare(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        inner = [part for part in get_args(kind) if part is not type(None)]
        return inner[0] if len(inner) == 1 else kind
    return kind
