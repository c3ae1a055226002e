"""Bookmarks: hidden, one round the text of each paragraph, heading and row that has an anchor.

They are what survives when a text is edited and merged in Word, so each holds its text and no
two have one name.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

LONGEST = 40
"""Characters that Word keeps of a name."""
_NOT_NAME = re.compile(r"[^0-9A-Za-z_]")


@lru_cache(4096)
def bookmark_name(anchor: str) -> str:
    """Name of the bookmark of an anchor: hidden by its underscore, at most 40 characters."""
    name = "_" + _NOT_NAME.sub("_", anchor)
    if len(name) <= LONGEST:
        return name
    return f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


class Bookmarks:
    """The bookmarks of one document: counted, and each name given once.

    ``beside`` are those of another document: an anchor that both have has one name.
    """

    numbered = True

    def __init__(self, beside: Bookmarks | None = None) -> None:
        self._names: dict[str, str] = dict(beside._names) if beside else {}
        self._taken: set[str] = set(beside._taken) if beside else set()
        self._placed: set[str] = set()

    def name_of(self, anchor: str) -> str:
        """Name of the bookmark that an anchor has or will have, for a link to it."""
        if anchor not in self._names:
            self._names[anchor] = self._free(anchor)
        return self._names[anchor]

    def around(self, said: str, anchor: str) -> str:
        """Runs between the start and the end of a bookmark; an anchor met again gets its own."""
        name = self.name_of(anchor)
        if name in self._placed:
            name = self._free(anchor)
        self._placed.add(name)
        number = f' w:id="{len(self._placed)}"' if self.numbered else ""
        return f'<w:bookmarkStart{number} w:name="{name}"/>{said}<w:bookmarkEnd{number}/>'

    def _free(self, anchor: str) -> str:
        """A name that no other bookmark has; Word does not tell capitals from small letters."""
        name = wanted = bookmark_name(anchor)
        number = 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted[: LONGEST - 4]}_{number}"
        self._taken.add(name.lower())
        return name


class Unnumbered(Bookmarks):
    """Bookmarks that get their numbers later, when two texts are one: what is the same looks so."""

    numbered = False
