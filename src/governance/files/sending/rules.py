"""Headers of a file that goes out: its name, and the part of it that is asked for. Pure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from msgspec import Struct

SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What may be shown in the browser when that is asked; nothing else, whatever it is called."""
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Nothing in a file may run or fetch anything, not even where it is shown."""
_ASKED = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Part(Struct, frozen=True):
    """A part of a file, both ends included, as ``Content-Range`` says it."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1


def disposition(name: str, *, inline: bool = False) -> str:
    """``Content-Disposition``: the name in plain letters, and as it is (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\\x00-\x1f\x7f]', "", plain)
    how = "inline" if inline else "attachment"
    whole = f'{how}; filename="{plain}"'
    return whole if plain == name else f"{whole}; filename*=UTF-8''{quote(name, safe='')}"


def part_asked(said: str, size: int) -> Part | None:
    """The part that ``Range`` asks for, none for the whole; raises ``ValueError`` beyond the end.

    Several parts at once, or another unit, are answered with the whole, as one may.
    """
    found = _ASKED.fullmatch(said.replace(" ", ""))
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
        if not int(found[2]):
            raise ValueError(said)
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= size:
        raise ValueError(said)
    return Part(first, last)
