"""Whether the text of a clause is right: its form, its numbers, and what it asks of models."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from msgspec.structs import replace

from governance.base.errors import N_, Complaint
from governance.library.filling import NO_BLANK, NO_BLANK_LIKE, template_complaints
from governance.library.passages import ModelArticle, passages
from governance.library.rules import Model
from governance.library.texts import EMPTY, Reading

NO_MODEL_HAS = N_("No model in this library has “{name}”.")
NUMBER = N_("The number “{found}” stands where “{expected}” is expected.")

_STATEMENT = re.compile(r"^\s*\{%-?\s*(if|elif|else|endif)\b")
_NUMBERED = re.compile(r"^(\d+)\.\s")
_LETTERED = re.compile(r"^\s*([a-z])\.\s")
_CONTEXT = {
    name: SimpleNamespace()
    for name in ("agreement", "blank", "choice", "term", "art", "par", "annex")
}


def together(models: Sequence[Model]) -> Model | None:
    """All that the models of a library ask and hold, as one; none where there is no model."""
    if not models:
        return None
    return replace(
        models[0],
        blanks=tuple(one for model in models for one in model.blanks),
        articles=tuple(one for model in models for one in model.articles),
        annexes=tuple(one for model in models for one in model.annexes),
        folder="",
    )


def text_complaints(key: str, file: str, text: str, whole: Model | None) -> list[Complaint]:
    """Everything that is wrong in one text of the clause of this key, with lines."""
    if not text.strip():
        return [Complaint(key, EMPTY, {}, file, 1)]
    found, wrong = passages(key, file, text)
    numbers = list(number_complaints(key, file, text))
    if whole is not None and (told := list(_template(key, file, text, whole))):
        return [*wrong, *told, *numbers]
    reading = Reading(key, file, (replace(one, when="") for one in found), _CONTEXT)
    reading.clauses(key)
    return [*wrong, *reading.complaints, *numbers]


def _template(key: str, file: str, text: str, whole: Model) -> Iterator[Complaint]:
    """What the text asks that no model asks, and what its braces do that they may not."""
    itself = ModelArticle(key, "", text=text, passages=passages(key, file, text)[0])
    known = replace(whole, articles=(*whole.articles, itself))
    for one in template_complaints(known, itself):
        found = replace(one, file=file)
        if one.problem in (NO_BLANK, NO_BLANK_LIKE):
            found = replace(found, problem=NO_MODEL_HAS, values={"name": one.values["name"]})
        yield found


class _Count:
    """The numbers that were met, also in the branches of conditions."""

    def __init__(self) -> None:
        self.last = 0
        self.open: list[tuple[int, int]] = []

    def turn(self, word: str) -> None:
        """A condition opens, turns or ends: each branch counts on from where it opened."""
        if word == "if":
            self.open.append((self.last, self.last))
        elif self.open:
            start, most = self.open.pop()
            most = max(most, self.last)
            if word == "endif":
                self.last = most
            else:
                self.open.append((start, most))
                self.last = start


def number_complaints(field: str, file: str, text: str) -> Iterator[Complaint]:
    """The numbers and letters that do not follow the one before them."""
    count, letter = _Count(), 0
    for line, said in enumerate(text.splitlines(), 1):
        if turned := _STATEMENT.match(said):
            count.turn(turned[1])
        elif number := _NUMBERED.match(said):
            expected = count.last + 1
            count.last, letter = int(number[1]), 0
            if count.last != expected:
                values = {"found": f"{number[1]}.", "expected": f"{expected}."}
                yield Complaint(field, NUMBER, values, file, line)
        elif item := _LETTERED.match(said):
            expected = letter + 1
            letter = ord(item[1]) - 96
            if letter != expected and expected <= 26:
                values = {"found": f"{item[1]}.", "expected": f"{chr(96 + expected)}."}
                yield Complaint(field, NUMBER, values, file, line)
