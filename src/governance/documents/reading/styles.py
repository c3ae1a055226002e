"""The styles of a file by our own ids: programs rename ids as they like, but keep the names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from governance.documents.house import house
from governance.documents.reading.opening import Package, parsed
from governance.documents.reading.stretches import VAL, w

_PART = "word/styles.xml"


def styles(package: Package) -> dict[str, str]:
    """Our id of each style in a file that the house style has too."""
    content = package.part(_PART)
    if not content or content == house().parts[_PART]:
        return {}
    return {ident: _ours()[name] for name, ident in _named(parsed(content)) if name in _ours()}


@cache
def _ours() -> dict[str, str]:
    return dict(_named(parsed(house().parts[_PART])))


def _named(root: Any) -> Iterator[tuple[str, str]]:
    """Name and id of every style; Word does not tell capitals from small letters in names."""
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            yield (name.get(VAL) or "").lower(), style.get(w("styleId")) or ""
