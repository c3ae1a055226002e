"""With what a document is made: versions of the writers, and hashes of house style and fonts."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from governance.base.places import PACKAGE, shipped

_WRITERS = ("jinja2", "typst", "resvg_py")


@cache
def made_with() -> dict[str, str]:
    """What is kept with every stored document, so that it can be made again and compared.

    Names of packages give their version; names of files and folders the first 16 digits of
    their SHA-256.
    """
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
