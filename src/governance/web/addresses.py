"""Permanent Dutch addresses of pages and API, from one word list (``addresses.toml``).

Routes are declared at import with the same functions, so a word that is not in the list
fails there: ``@get(page("agreements", "{agreement_id:uuid}", "decisions"))``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlencode
from uuid import UUID

WORDS = MappingProxyType(
    {
        name: str(word)
        for name, word in tomllib.loads(
            Path(__file__).with_name("addresses.toml").read_text("utf-8")
        ).items()
    }
)

API = "/api/v1"


class Key(str):
    """A name that is no word of the list, such as that of a model, as part of an address."""

    __slots__ = ()


def _part(part: str | UUID | int) -> str:
    if isinstance(part, (UUID, int)):
        return str(part)
    return quote(part, safe="") if isinstance(part, Key) else _word(part)


@cache
def _word(part: str) -> str:
    """A word as an address writes it: every page names a few dozen of them."""
    if part.startswith("{") and part.endswith("}"):
        return part
    if part not in WORDS:
        msg = f"'{part}' is not a word of addresses.toml"
        raise LookupError(msg)
    return quote(WORDS[part])


def _path(parts: tuple[str | UUID | int, ...], query: dict[str, object]) -> str:
    path = "".join([f"/{word}" for word in map(_part, parts) if word])
    if not query:
        return path
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(asked, doseq=True)}" if asked else "")


def page(*parts: str | UUID | int, **query: object) -> str:
    """The address of a page: words of the list, ids, keys, or ``{name:type}`` of a route.

    Empty query values are left out. Raises ``LookupError`` for a word that is not in the
    list. ``page("start")`` is ``/``; no address ends in a slash.
    """
    found = _path(parts, query)
    return found if found.startswith("/") else "/" + found


def api(*parts: str | UUID | int, **query: object) -> str:
    """The address of the API twin of a page."""
    return API + _path(parts, query)


def local(address: str | None) -> str:
    """The address when it is a path of this service, else the start page.

    Guards ``next`` against being sent to another site.
    """
    said = address or ""
    plain = said.startswith("/") and not said.startswith(("//", "/\\"))
    return said if plain and said.isprintable() and "\\" not in said else page("start")


def onward(address: str | None) -> str:
    """As :func:`local`, for ``next`` in an address: the start page goes without saying."""
    wanted = local(address)
    return "" if wanted == page("start") else wanted
