"""Whether a sentence says that an agreement is extended where nobody objects, and where."""

from __future__ import annotations

import re

from msgspec import Struct

_SILENTLY = re.compile(
    r"\b(?:stilzwijgend|automatisch)e?\b[^,;]{0,80}?\bverleng\w*|"
    r"\bverleng\w*\b[^,;]{0,40}?\b(?:stilzwijgend|automatisch)\b|"
    r"\bvan rechtswege\b[^,;]{0,60}?\bverlengd\b|\bgeacht\b[^,;]{0,60}?\bverlengd\b|"
    r"\bwordt\b[^,;]{0,80}?\bverlengd\b(?=[^;]{0,40}\b(?:tenzij|behoudens)\b"
    r"[^;]{0,200}?(?:opzeg|opgezegd|beëindig|bezwaar|kennen|kenbaar|schriftelijk|niet wens))",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[,;]|\b(?:en|dan|daarna|waarna|tenzij|indien|als|wanneer|mits|behoudens)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"\b(niet|geen|nooit|zonder|uitgesloten|eenmaal|eenmalig|maximaal|hoogstens|"
    r"ten hoogste|(?:één|een|1) ?(?:keer|maal)|na (?:\w+ ){0,2}(?:evaluatie|overleg|instemming|"
    r"besluit|akkoord|goedkeuring))\b",
    re.IGNORECASE,
)


class Silence(Struct, frozen=True):
    """The words that say so, and where the part of the sentence around them begins and ends."""

    said: str
    start: int
    end: int


def silence(words: str) -> Silence | None:
    """The extension by silence in a sentence; none where it is ruled out, or comes but once."""
    match = _SILENTLY.search(words)
    if match is None:
        return None
    start = max((one.end() for one in _APART.finditer(words, 0, match.start())), default=0)
    after = _APART.search(words, match.end())
    end = after.start() if after else len(words)
    return None if _OTHERWISE.search(words, start, end) else Silence(match[0], start, end)
