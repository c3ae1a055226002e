"""A text as passages: its clauses, items and headings in order, each with when it stands.

A text is written in the restricted Markdown of ``texts`` and read into passages once. From then
on an agreement keeps passages: each has a key that stays when others come and go, so that a
remark, a proposal and another text can point to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from governance.base.errors import N_, Complaint

NOT_ALLOWED = N_("This form is not allowed in an article: {text}")
BAD_DIRECTIVE = N_("This directive is not known: {text}")
LOOSE_WORDS = N_("Words under a condition need a number, a letter or a dash before them.")

DIRECTIVES = frozenset({"commitments", "parties", "signatures"})
_NUMBERED = re.compile(r"^\d+\.\s+(.*)$")
_LETTERED = re.compile(r"^\s*([a-z])\.\s+(.*)$")
_DASHED = re.compile(r"^-\s+(.*)$")
_HEADED = re.compile(r"^##\s+(.*)$")
_ROW = re.compile(r"^\|(.*)\|\s*$")
_DIRECTIVE = re.compile(r'^:::(\w+)((?:\s+\w+="[^"]*")*)\s*$')
_FORBIDDEN = re.compile(r"^\s*(#|>|\||```|<|\*\s|\+\s)")
_STATEMENT = re.compile(r"\{%-?\s*(if|elif|else|endif)\b(.*?)-?%\}")


class Form(StrEnum):
    """What a passage is: a clause (lid), a lettered item below it, an item with a dash, a
    heading, a row of a table (the first row is its head), running text, or a place where code
    puts a block."""

    CLAUSE = "clause"
    ITEM = "item"
    DASH = "dash"
    HEADING = "heading"
    ROW = "row"
    PLAIN = "plain"
    DIRECTIVE = "directive"


class Passage(Struct, frozen=True, omit_defaults=True):
    """One passage. ``words`` with blanks and looks in it, ``when`` the condition under which it
    stands (empty: always), ``line`` where it was read from a file."""

    key: str
    form: Form
    words: str
    when: str = ""
    line: int = 0


class When(Struct, frozen=True, rename={"is_": "is"}):
    """Stands only when ``choice`` is answered with option ``is`` (``yes``/``no``: yes_no)."""

    choice: str
    is_: str


class ClauseRef(Struct, frozen=True):
    """A clause (modelbepaling) of the library, in one of its variants and versions."""

    key: str
    variant: str
    version: str


class ModelArticle(Struct, frozen=True):
    """An article, or an annex. ``text`` is the source as read from ``file``, ``passages`` what
    it holds; ``clause``: its text is that of a clause, and no file of the model."""

    key: str
    title: str
    file: str = ""
    when: When | None = None
    text: str = ""
    passages: tuple[Passage, ...] = ()
    clause: ClauseRef | None = None


class _Condition:
    """The branches of one condition that were met so far, and the one that is open."""

    def __init__(self, first: str) -> None:
        self.past: list[str] = []
        self.now = first

    def turn(self, to: str) -> None:
        self.past.append(self.now)
        self.now = to

    def said(self) -> str:
        parts = [f"not ({one})" for one in self.past] + ([f"({self.now})"] if self.now else [])
        return " and ".join(parts) if len(parts) > 1 or self.past else self.now


class _Reader:
    """One text being read."""

    def __init__(self, field: str, file: str) -> None:
        self.field, self.file = field, file
        self.complaints: list[Complaint] = []
        self.found: list[Passage] = []
        self.conditions: list[_Condition] = []
        self.open = False
        self.counts = {"": 0, "item": 0}

    def line(self, raw: str, number: int) -> None:
        statements = list(_STATEMENT.finditer(raw))
        text = raw.rstrip()
        if not text.strip():
            self.open = False
        elif statements and not _STATEMENT.sub("", raw).strip():
            for statement in statements:
                self._turn(statement.group(1), statement.group(2).strip())
        elif text.startswith(":::"):
            self._directive(text, number)
        elif row := _ROW.match(text):
            self._begin(Form.ROW, row.group(1).strip(), number)
        elif _FORBIDDEN.match(text) and not _HEADED.match(text):
            self._complain(number, NOT_ALLOWED, text)
        else:
            self._words(text, number)

    def _complain(self, line: int, problem: str, text: str = "") -> None:
        values = {"text": text.strip()[:60]} if text else {}
        self.complaints.append(Complaint(self.field, problem, values, self.file, line))

    def _turn(self, word: str, said: str) -> None:
        """A condition opens, turns or ends; that they match is checked with the template."""
        if word == "if":
            self.conditions.append(_Condition(said))
        elif word == "endif":
            del self.conditions[-1:]
        elif self.conditions:
            self.conditions[-1].turn(said)

    def _directive(self, text: str, number: int) -> None:
        found = _DIRECTIVE.match(text)
        if found is None or found.group(1) not in DIRECTIVES:
            self._complain(number, BAD_DIRECTIVE, text)
            return
        self._begin(Form.DIRECTIVE, text.removeprefix(":::").strip(), number)
        self.open = False

    def _words(self, text: str, number: int) -> None:
        forms = ((Form.CLAUSE, _NUMBERED), (Form.DASH, _DASHED), (Form.HEADING, _HEADED))
        for form, pattern in forms:
            if found := pattern.match(text):
                self._begin(form, found.group(1), number)
                return
        if found := _LETTERED.match(text):
            self._begin(Form.ITEM, found.group(2), number)
        elif self.open and self.found:
            self._go_on(text.strip(), number)
        else:
            self._begin(Form.PLAIN, text.strip(), number)

    def _when(self) -> str:
        said = [condition.said() for condition in self.conditions]
        return said[0] if len(said) == 1 else " and ".join(f"({one})" for one in said)

    def _begin(self, form: Form, words: str, line: int) -> None:
        if form is Form.ITEM:
            self.counts["item"] += 1
            key = f"{self.counts['']}-{_letter(self.counts['item'])}"
        else:
            self.counts[""] += 1
            self.counts["item"] = 0
            key = str(self.counts[""])
        self.found.append(Passage(key, form, words, self._when(), line))
        self.open = form is not Form.HEADING

    def _go_on(self, words: str, line: int) -> None:
        last = self.found[-1]
        if last.when != self._when():
            self._complain(line, LOOSE_WORDS)
            return
        self.found[-1] = Passage(last.key, last.form, f"{last.words} {words}", last.when, last.line)


def _letter(number: int) -> str:
    times, place = divmod(number - 1, 26)
    return chr(97 + place) * (times + 1)


def passages(field: str, file: str, source: str) -> tuple[tuple[Passage, ...], list[Complaint]]:
    """The passages of a text in the restricted Markdown, and what is wrong in it, with lines."""
    reader = _Reader(field, file)
    for number, raw in enumerate(source.splitlines(), 1):
        reader.line(raw, number)
    return tuple(reader.found), reader.complaints


def name(article: str, passage: str) -> str:
    """What a text calls a paragraph of an article: ``{{ par.sturing_2_a }}``."""
    return f"{article}_{passage}".replace("-", "_")


def names(articles: tuple[ModelArticle, ...]) -> Iterator[str]:
    """Everything in these articles that a text may point to."""
    for article in articles:
        for passage in article.passages:
            if passage.form in (Form.CLAUSE, Form.PLAIN, Form.ITEM):
                yield name(article.key, passage.key)
