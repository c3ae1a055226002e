"""JSON that a machine sent: one object, or where it is broken."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec

from governance.base.errors import N_, Complaint, Refused, complain

Tree: TypeAlias = dict[str, Any]

BROKEN_JSON = N_("The JSON is broken at line {line}, column {column}.")
NO_JSON = N_("The JSON cannot be read: it is broken, nested too deeply, or a number is too long.")
TWICE = N_("This name stands twice in the JSON.")
NO_OBJECT = N_("The JSON must be one object with named fields.")
HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""A half of a surrogate pair, which is no character."""
BYTE = re.compile(r"\(byte (\d+)\)")


def read_json(body: bytes) -> Tree:
    """A body of JSON, one object; raises ``Refused`` that says where it is broken."""
    try:
        found = msgspec.json.decode(body)
        # In here: the second reader gives up on nesting a little before the first one does.
        twice = list(_twice(body)) if isinstance(found, dict) else []
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Refused([_broken(body, str(error))]) from None
    if not isinstance(found, dict):
        raise Refused([Complaint("", NO_OBJECT)])
    complain(Complaint(name, TWICE) for name in twice)
    return found


def _broken(body: bytes, said: str) -> Complaint:
    """Where JSON is broken, as far as that is known."""
    place = _place(body, said)
    if place is None:
        return Complaint("", NO_JSON)
    before = body[:place]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return Complaint("", BROKEN_JSON, {"line": line, "column": column}, line=line)


def _place(body: bytes, said: str) -> int | None:
    """The byte at which JSON breaks: as one of two readers says, or a half of a surrogate pair."""
    try:
        json.loads(body)
    except json.JSONDecodeError as error:
        return len(error.doc[: error.pos].encode())
    except UnicodeDecodeError as error:
        return error.start
    except (RecursionError, ValueError):
        # Nested too deeply, or a number of thousands of digits.
        return None
    if half := HALF.search(body):
        return half.start()
    named = BYTE.search(said)
    return int(named[1]) if named else None


class _Object(dict[str, Any]):
    """One object of JSON as it stands there; ``twice`` are its names that stand more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice = [name for name, times in Counter(n for n, _ in pairs).items() if times > 1]


def _twice(body: bytes) -> Iterator[str]:
    """Where a name stands more than once in one object, of which a reader would keep the last."""
    left: list[tuple[str, Any]] = [("", json.loads(body, object_pairs_hook=_Object))]
    while left:
        at, found = left.pop()
        if isinstance(found, _Object):
            yield from (at + name for name in found.twice)
            inner = list(found.items())
        else:
            inner = [(str(row), one) for row, one in enumerate(found)]
        branches = ((f"{at}{name}.", one) for name, one in inner if isinstance(one, (dict, list)))
        left.extend(reversed(list(branches)))
