"""With what a document is made: versions of the writers, and hashes of house style and fonts."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from governance.base.places import PACKAGE, shipped
from governance.documents.house import House, house_file

_WRITERS = ("jinja2", "typst", "resvg_py")


def made_with(own: House | None = None) -> dict[str, str]:
    """What is kept with every stored document, so that it can be made again and compared.

    Names of packages give their version; names of files and folders the first 16 digits of
    their SHA-256. ``own``: the house style of its owner, where that was used and not ours.
    """
    return _ours() | ({house_file().name: own.seal} if own else {})


@cache
def _ours() -> dict[str, str]:
    style = shipped("templates") / "documents"
    files = [path for path in sorted(style.iterdir()) if path.is_file()]
    fonts = sorted((PACKAGE / "documents" / "fonts").glob("*.ttf"))
    return (
        {name: version(name) for name in _WRITERS}
        | {path.name: _hash([path]) for path in files}
        | {"fonts": _hash(fonts)}
    )


def _hash(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
