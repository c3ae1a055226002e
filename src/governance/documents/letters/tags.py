"""The tags of one part of a Word file, each put together in a run of its own.

Word cuts what is typed over several runs whenever it likes; a tag counts as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any

from governance.documents.letters import findings as say
from governance.documents.letters.findings import Finding, Place
from governance.documents.reading.stretches import w

LONGEST, MOST = 200, 1000
"""Signs of one tag, and tags of one template."""
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HALVES = ("{{", "}}", "{%", "%}", "{#", "#}")
_HALF = re.compile("|".join(map(re.escape, _HALVES)))
_TYPED = {ord("“"): '"', ord("”"): '"', ord("„"): '"', ord("‘"): "'", ord("’"): "'", 0xA0: " "}
"""What Word makes of quotation marks while one types, and the space that does not break."""
_ROLE = re.compile(r"\A(?:tr|tc|p|r)\s+")
"""How docxtpl marks tags of rows, cells, paragraphs and runs: we see that ourselves."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _R, _T, _PR, _TC = w("p"), w("r"), w("t"), w("rPr"), w("tc")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FIRST_WORDS = 40


@dataclass(slots=True, eq=False)
class Tag:
    """A tag as it reads, what it says without its braces, its run, and where it stands."""

    raw: str
    said: str
    run: Any
    place: Place
    alone: bool

    @property
    def shows(self) -> bool:
        """Whether it shows a field; else it steers."""
        return self.raw.startswith("{{")


class Reading:
    """All tags of a part, in order, with what is wrong with how they are closed."""

    def __init__(self, root: Any, where: str) -> None:
        self.root, self._where = root, where
        self.tags: list[Tag] = []
        self.findings: list[Finding] = []
        self._halves = 0
        number = 0
        for paragraph, told in _paragraphs(root).items():
            text = "".join([one.text or "" for one in told])
            echo = next(paragraph.iterancestors(_FALLBACK), None) is not None
            number += bool(text.strip()) and not echo
            if not _HALF.search(text):
                continue
            place = Place(self._where_of(paragraph), number, first_words(text))
            self._halves += sum(text.count(half) for half in _HALVES)
            if self._halves > 2 * MOST:
                self.findings.append(Finding(say.TOO_MANY, {}, place))
                break
            self._paragraph(told, text, place, echo)

    def _paragraph(self, told: list[Any], text: str, place: Place, echo: bool) -> None:
        found = list(_TAG.finditer(text))
        between = _TAG.sub(lambda one: " " * len(one[0]), text)
        if not echo:
            for half in _HALF.finditer(between):
                near = text[half.start() : half.start() + FIRST_WORDS]
                self._find(say.NOT_CLOSED, near, place)
        long = [one[0] for one in found if len(one[0]) > LONGEST]
        for raw in long:
            self._find(say.TOO_LONG, f"{raw[:FIRST_WORDS]}…", place)
        if not long:
            for one, run in zip(found, _cut(told, found), strict=True):
                raw = one[0]
                if raw.startswith("{#"):
                    run.getparent().remove(run)
                else:
                    alone = text.strip() == raw.strip()
                    self.tags.append(Tag(raw, _inside(raw), run, place, alone))

    def _find(self, problem: str, tag: str, place: Place) -> None:
        self.findings.append(Finding(problem, {"tag": tag}, place))

    def _where_of(self, paragraph: Any) -> str:
        in_cell = self._where == say.BODY and next(paragraph.iterancestors(_TC), None) is not None
        return say.CELL if in_cell else self._where


def first_words(text: str) -> str:
    """The first words of a paragraph."""
    said = " ".join(text.split())
    return said if len(said) <= FIRST_WORDS else f"{said[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _inside(raw: str) -> str:
    said = raw[2:-2].strip("-+").translate(_TYPED).strip()
    return " ".join(_ROLE.sub("", said, count=1).split() if raw.startswith("{%") else said.split())


def _paragraphs(root: Any) -> dict[Any, list[Any]]:
    """Every paragraph with its pieces of text; those of a text box in it are not its own."""
    found: dict[Any, list[Any]] = {one: [] for one in root.iter(_P)}
    for text in root.iter(_T):
        around = next(text.iterancestors(_P), None)
        if around is not None and text.getparent().tag == _R:
            found[around].append(text)
    return found


def _cut(told: list[Any], found: list[re.Match[str]]) -> list[Any]:
    """The runs of a paragraph cut so that each tag has one of its own; those runs, in order."""
    runs: list[Any] = []
    at = first = 0
    for text in told:
        said, start = text.text or "", at
        at += len(said)
        while first < len(found) and found[first].end() <= start:
            first += 1
        here = list(_begun(islice(found, first, None), at))
        pieces = list(_pieces(said, start, here))
        if pieces != [(said, False)]:
            runs += _replaced(text, pieces)
    return runs


def _begun(tags: Iterable[re.Match[str]], end: int) -> Iterator[re.Match[str]]:
    """The tags that begin before a place."""
    for tag in tags:
        if tag.start() >= end:
            return
        yield tag


def _pieces(said: str, start: int, found: list[re.Match[str]]) -> Iterator[tuple[str, bool]]:
    """A text that begins at a place, in pieces: what is no tag, and the tags that begin in it."""
    at, end = start, start + len(said)
    for tag in found:
        if tag.start() > at:
            yield said[at - start : tag.start() - start], False
        if tag.start() >= start:
            yield tag[0], True
        at = min(tag.end(), end)
    if at < end or at == start:
        yield said[at - start :], False


def _replaced(text: Any, pieces: list[tuple[str, bool]]) -> Iterator[Any]:
    """The run of a text in as many runs as it has pieces; those that hold a tag."""
    run = text.getparent()
    for part in [one for one in run if one.tag != _PR]:
        for said, tagged in pieces if part is text else [("", False)]:
            made = _alike(run)
            if part is text:
                piece = part.makeelement(_T, {_SPACE: "preserve"})
                piece.text = said
                made.append(piece)
            else:
                made.append(part)
            if said or part is not text:
                run.addprevious(made)
            if tagged:
                yield made
    run.getparent().remove(run)


def _alike(run: Any) -> Any:
    """A run with the look of another and nothing in it."""
    made = run.makeelement(_R, dict(run.attrib))
    look = run.find(_PR)
    if look is not None:
        made.append(deepcopy(look))
    return made
