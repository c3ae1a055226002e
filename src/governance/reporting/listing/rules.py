"""What a person typed line by line: the points of it, without the marks before them. Pure."""

from __future__ import annotations

import re

_MARK = re.compile(r"^[-–—•·*]\s+")


def points(text: str) -> list[str]:
    """What stands on each line of a text, without the dash or dot that somebody put before it."""
    told = (_MARK.sub("", line) for line in _lines(text))
    return [line for line in told if line]


def run_on(text: str) -> str:
    """A text in one line: what was typed as a list has its points apart, prose runs on."""
    listed = any(_MARK.match(line) for line in _lines(text))
    return ("; " if listed else " ").join(points(text))


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]
