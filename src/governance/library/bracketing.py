"""Words as a person types them, with places in brackets, and as they are kept: as templates."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\{\{\s*(\w+)\.(\w+)\s*\}\}|(\[|\])")
BRACKETS = re.compile(r"\\([\[\]])|\[(?:(\w+)\.)?(\w+)\]")
"""A bracket that stays, or a place, as it is typed."""


def shown(words: str) -> str:
    """Words as a person reads and types them: ``[regio]`` for a blank, ``[art.sturing]``."""

    def place(found: re.Match[str]) -> str:
        name, key, bracket = found.groups()
        if bracket:
            return f"\\{bracket}"
        return f"[{key}]" if name == "blank" else f"[{name}.{key}]"

    return _PLACE.sub(place, words)


def kept(typed: str) -> str:
    """Words as they are kept, of what a person typed: on one line, places as templates."""
    return placed(" ".join(typed.split()))


def placed(typed: str) -> str:
    """The same of a part of a line, which keeps its spaces."""

    def place(found: re.Match[str]) -> str:
        bracket, name, key = found.groups()
        return bracket or f"{{{{ {name or 'blank'}.{key} }}}}"

    return BRACKETS.sub(place, typed)


def kept_lines(typed: str) -> str:
    """A text of more lines as it is kept: each line by itself, with the space before it."""
    lines = (line.rstrip() for line in typed.strip("\r\n").splitlines())
    said = (f"{line[: len(line) - len(line.lstrip())]}{kept(line)}" for line in lines)
    return "\n".join(said).rstrip() + "\n"
