"""Fields: what they say counts as text, the instruction to Word does not."""

from __future__ import annotations

from typing import Any

from governance.documents.reading.stretches import w

_COUNTED = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})
"""Fields that Word fills anew: numbers of pages, which nobody proposes."""


def counts(instruction: str) -> bool:
    """Whether a field is one that numbers pages."""
    return not _COUNTED.isdisjoint(instruction.upper().split(maxsplit=1)[:1])


class Fields:
    """The fields that are open where the file is being read, the innermost last."""

    def __init__(self) -> None:
        self._open: list[list[str | bool]] = []
        self.silent = False

    def mark(self, element: Any) -> None:
        """A field begins, begins to say its result, or ends."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._open.append(["", True])
        elif kind == "separate" and self._open:
            self._open[-1][1] = counts(str(self._open[-1][0]))
        elif kind == "end" and self._open:
            self._open.pop()
        self._tell()

    def instruct(self, element: Any) -> None:
        """A part of the instruction of the innermost field."""
        if self._open:
            self._open[-1][0] = f"{self._open[-1][0]}{element.text or ''}"

    def simple(self, element: Any) -> None:
        """A field that holds its result begins."""
        self._open.append(["", counts(element.get(w("instr")) or "")])
        self._tell()

    def end(self) -> None:
        """The innermost field ends."""
        del self._open[-1:]
        self._tell()

    def _tell(self) -> None:
        self.silent = any(quiet for _, quiet in self._open)
