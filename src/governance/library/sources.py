"""A TOML file with the line of everything in it, and what is wrong with the file itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from governance.base.errors import N_, Complaint, Refused

NO_FILE = N_("This file does not exist.")
IS_FOLDER = N_("This is a folder, not a file.")
MAY_NOT_READ = N_("This file may not be read.")
CANNOT_READ = N_("This file cannot be read.")
NOT_UTF8 = N_("This file is not in UTF-8: save it as UTF-8.")
NO_TOML = N_("This is no valid TOML.")
NO_TOML_AT = N_("This is no valid TOML (column {column}).")
STANDS_TWICE = N_("This key or table stands in this file twice.")
OPEN_TEXT = N_("A text begins here and does not end: put a quotation mark after it.")
NO_VALUE = N_("No value can be read here (column {column}); a text stands in quotation marks.")
NO_DAY = N_("This is no date that exists (column {column}); write year-month-day.")
NO_EQUALS = N_("A key is followed by “=” and its value (column {column}).")

Path_ = tuple[str | int, ...]
_HEAD = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w\-]+)\s*=\s*(.*)$")
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_SAID = (
    ("Cannot overwrite", STANDS_TWICE),
    ("Cannot declare", STANDS_TWICE),
    ("Cannot mutate", STANDS_TWICE),
    ("Cannot redefine", STANDS_TWICE),
    ("Duplicate", STANDS_TWICE),
    ("Unterminated string", OPEN_TEXT),
    ("Illegal character '\\n'", OPEN_TEXT),
    ("Expected \"'''\"", OPEN_TEXT),
    ("Invalid value", NO_VALUE),
    ("Invalid date", NO_DAY),
    ("Expected '='", NO_EQUALS),
)
"""Beginnings of what the TOML reader says, and how we say it."""


def read_text(path: Path, field: str) -> str:
    """The text of a file, refused with one complaint when it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problem, line = NO_FILE, 0
    except IsADirectoryError:
        problem, line = IS_FOLDER, 0
    except PermissionError:
        problem, line = MAY_NOT_READ, 0
    except UnicodeDecodeError as error:
        problem, line = NOT_UTF8, error.object[: error.start].count(b"\n") + 1
    except (OSError, ValueError):
        problem, line = CANNOT_READ, 0
    raise Refused([Complaint(field, problem, {}, str(path), line)])


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
        self.text = read_text(path, path.name)
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise Refused([self._unreadable(path, str(error))]) from None
        self._lines: dict[Path_, int] | None = None

    def _unreadable(self, path: Path, reason: str) -> Complaint:
        found = _PLACE.search(reason)
        line, column = (found.group(1), found.group(2)) if found else (None, None)
        problem = NO_TOML_AT if column else NO_TOML
        problem = next((said for start, said in _SAID if reason.startswith(start)), problem)
        last = len(self.text.splitlines()) if found else 0
        values = {"column": int(column) if column else 1}
        return Complaint(path.name, problem, values, self.file, int(line) if line else last)

    def line(self, path: Path_) -> int:
        """The line of a path, else of the first thing in it, else of what is around it.

        Nought when nothing of it stands in the file.
        """
        if self._lines is None:
            self._lines = key_lines(self.text)
        for length in range(len(path), 0, -1):
            start = path[:length]
            within = [line for at, line in self._lines.items() if at[:length] == start]
            if within:
                return self._lines.get(start, min(within))
        return 0

    def complaint(self, path: Path_, problem: str, **values: object) -> Complaint:
        """A complaint about the value at a path."""
        return Complaint(dotted(path), problem, values, self.file, self.line(path))


def dotted(path: Path_) -> str:
    """A path as a person writes it: ``blanks.2.kind``, counted from nought."""
    return ".".join(str(part) for part in path)
