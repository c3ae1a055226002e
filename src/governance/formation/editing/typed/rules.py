"""What a person types of a passage, as it is kept: conditions within a sentence as templates. Pure.

``[als Verlenging – geen verlenging: …]`` is kept as a condition; all that stands behind the colon
belongs to it, the space too. What is no condition is kept as :mod:`governance.library.bracketing`
says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from governance.base.errors import N_
from governance.base.words import translate
from governance.formation.sentences.rules import IF
from governance.library import bracketing

NO_CONDITION = N_(
    "“{name}” is no condition of this text. Choose one of the list, or write \\[ for a bracket "
    "that stays."
)
NOT_ENDED = N_("The condition “{name}” has no bracket at its end.")
_LONGEST = 60
"""So much of what was typed is told of a condition that is not known."""
_STOPS = re.compile(r"\\[\[\]]|\[|\]")


class Read:
    """One passage being read. ``text``: as it is kept; ``problems``: message and name."""

    def __init__(self, typed: str, conditions: Mapping[str, str], language: str) -> None:
        self.problems: list[tuple[str, str]] = []
        self._typed = " ".join(typed.split())
        self._conditions = sorted(conditions.items(), key=lambda one: -len(one[0]))
        self._opens = f"[{translate(language, IF)} "
        self._at = 0
        self.text = self._until_closed("")

    def _until_closed(self, name: str) -> str:
        """What is kept up to the bracket that closes the condition, or up to the end."""
        made, plain = "", ""
        while found := _STOPS.search(self._typed, self._at):
            plain += self._typed[self._at : found.start()]
            self._at = found.end()
            if found[0] == "]" and name:
                return made + bracketing.placed(plain)
            if not self._typed.startswith(self._opens, found.start()):
                plain += self._place(found.start())
                continue
            made += bracketing.placed(plain) + self._condition(found.start())
            plain = ""
        plain += self._typed[self._at :]
        self._at = len(self._typed)
        if name:
            self.problems.append((NOT_ENDED, name))
        return made + bracketing.placed(plain)

    def _place(self, start: int) -> str:
        """A bracket that opens no condition: a place is read whole, so that it closes none."""
        place = bracketing.BRACKETS.match(self._typed, start)
        if place is not None:
            self._at = place.end()
        return self._typed[start : self._at]

    def _condition(self, start: int) -> str:
        """A condition with what it lets stand; one that is not known is told and kept as typed."""
        self._at = start + len(self._opens)
        for words, when in self._conditions:
            if self._typed.startswith(f"{words}:", self._at):
                self._at += len(words) + 1
                return f"{{% if {when} %}}{self._until_closed(words)}{{% endif %}}"
        said = self._typed[self._at : self._at + _LONGEST].partition(":")[0].partition("]")[0]
        self.problems.append((NO_CONDITION, said))
        return self._opens
