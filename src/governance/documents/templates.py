"""The templates that the writers of documents fill in."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from governance.base.places import shipped


@cache
def templates(folder: str, *, escapes: bool = True) -> Environment:
    """Where the templates of a folder are (``documents``, ``drawings``).

    What does not escape by itself (``escapes``) takes a tree that was escaped before.
    """
    return Environment(
        loader=FileSystemLoader(shipped("templates") / folder),
        autoescape=escapes,  # noqa: S701 - off for a tree that is escaped before it comes here
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
