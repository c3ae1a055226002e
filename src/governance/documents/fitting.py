"""A document made fit for every writer: only characters that can be shown, a moment in UTC.

Text is refused where it comes in (``base.signs``); this is the last resort, the same for all
writers, so that their forms agree and none of them fails on a character.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from governance.base import signs
from governance.documents.blocks import Document

MAKER = "governance"
"""The application, as the properties of a document name it."""
_ENCODER = msgspec.json.Encoder()
_PLAIN = bytes(range(0x20, 0x7F))
_CONTROLS = (b"\\u00", b"\\b", b"\\f", b"\\t", b"\\r")
"""How JSON writes a control character, or a tab."""
_SHORT_YEAR = re.compile(r"\d{1,3}(?=-)")


def legible(document: Document) -> Document:
    """The document with a box for every character that cannot be shown; itself when it has none.

    A tab becomes a space: fonts have none, and within running text it means no more.
    One look at the tree as JSON costs a tenth of a look at every text.
    """
    return document if _shown(document) else _legible(document)


def _shown(document: Document) -> bool:
    try:
        packed = _ENCODER.encode(document)
    except UnicodeEncodeError:
        return False  # half of a surrogate pair, which no form of text can hold
    if b"\\" in packed and any(control in packed for control in _CONTROLS):
        return False
    return signs.shown().issuperset(packed.translate(None, _PLAIN).decode())


def _legible(of: Any) -> Any:
    if type(of) is str:
        return signs.legible(of).translate({ord("\t"): " ", ord("\r"): None})
    if isinstance(of, tuple):
        return tuple(_legible(one) for one in of)
    if isinstance(of, msgspec.Struct):
        return type(of)(**{name: _legible(getattr(of, name)) for name in of.__struct_fields__})
    return of


def author(document: Document) -> str:
    """Who made it; the application itself when nobody is named."""
    return document.author or MAKER


def moment(document: Document) -> datetime:
    """When the version was made, in UTC; a bare date is its midnight."""
    short = _SHORT_YEAR.match(document.dated)
    padding = "0" * (4 - short.end()) if short else ""
    found = datetime.fromisoformat(padding + document.dated)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
