"""Vague promises and language that is hard to read: what is found, and where. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from governance.library.forms import Promise

SENTENCE = 30
"""A sentence of more words is hard to read, unless a rule names another limit."""
_END = re.compile(r"[.;:]\s|\n")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")
_ROMAN = re.compile(r"[IVXLC]+")
_NUMBER = re.compile(
    r"\d|\b(één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|helft|alle|iedere?|elke?)\b",
    re.IGNORECASE,
)


class FoundIn(StrEnum):
    """Where something is found."""

    ARTICLE = "article"
    COMMITMENT = "commitment"
    TERMS = "terms"
    TEXT = "text"


class Found(Struct, frozen=True, rename="camel"):
    """One thing that is found: in which article or commitment, and what it says there."""

    where: FoundIn
    anchor: str = ""
    number: int | None = None
    title: str = ""
    said: str = ""


class Passage(Struct, frozen=True):
    """An article as it is read here: its number, its title, and what it says, plain."""

    anchor: str
    number: int
    title: str
    text: str


class Hint(StrEnum):
    """What is looked for."""

    WITHOUT_OWNER = "without_owner"
    WITHOUT_TERM = "without_term"
    WITHOUT_MEASURE = "without_measure"
    PHRASE_IN_COMMITMENT = "phrase_in_commitment"
    PHRASE_WITHOUT_MEASURE = "phrase_without_measure"
    LONG_SENTENCE = "long_sentence"
    ABBREVIATION = "abbreviation"


Passages: TypeAlias = Iterable[Passage]
Promises: TypeAlias = Iterable[Promise]
Phrases: TypeAlias = tuple[str, ...]


def _in(promise: Promise, said: str = "") -> Found:
    where = FoundIn.COMMITMENT
    return Found(where, f"toezegging-{promise.key}", None, promise.title, said)


def measured(promise: Promise) -> bool:
    """Whether it can be told if a commitment is met: by a target, or a number in its goal."""
    return promise.target is not None or bool(_NUMBER.search(promise.goal))


def _phrase(text: str, phrases: Phrases) -> str:
    """The first of these phrases that stands in a text, as it stands there."""
    for phrase in phrases:
        if found := re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE):
            return found.group()
    return ""


def _without_owner(_: Passages, promises: Promises, *__: object) -> Iterator[Found]:
    return (_in(one) for one in promises if not one.owners)


def _without_term(_: Passages, promises: Promises, *__: object) -> Iterator[Found]:
    return (_in(one) for one in promises if not one.milestones)


def _without_measure(_: Passages, promises: Promises, *__: object) -> Iterator[Found]:
    return (_in(one) for one in promises if not measured(one))


def _in_commitment(
    _: Passages, promises: Promises, phrases: Phrases, __: int | None
) -> Iterator[Found]:
    for one in promises:
        if said := _phrase(f"{one.text} {one.goal}", phrases):
            yield _in(one, said)


def _in_vain(_: Passages, promises: Promises, phrases: Phrases, __: int | None) -> Iterator[Found]:
    return _in_commitment(_, (one for one in promises if not measured(one)), phrases, __)


def _long(passages: Passages, _: Promises, __: Phrases, most: int | None) -> Iterator[Found]:
    for one in passages:
        for said in _END.split(one.text):
            if len(said.split()) > (most or SENTENCE):
                yield _at(one, _shortened(said))


def _at(passage: Passage, said: str) -> Found:
    return Found(FoundIn.ARTICLE, passage.anchor, passage.number, passage.title, said)


def _shortened(said: str) -> str:
    words = said.split()
    return " ".join(words[:12]) + " …" if len(words) > 12 else " ".join(words)


def _short_forms(
    passages: Passages, _: Promises, phrases: Phrases, __: int | None
) -> Iterator[Found]:
    """Abbreviations at their first place, unless known, or explained: ``(ABC)``, ``ABC (``."""
    passages = list(passages)
    whole = "\n".join(one.text for one in passages)
    seen = set(phrases)
    for one in passages:
        for said in _ABBREVIATION.findall(one.text):
            explained = f"({said})" in whole or f"{said} (" in whole or f"{said}:" in whole
            if said not in seen and not explained and not _ROMAN.fullmatch(said):
                seen.add(said)
                yield _at(one, said)


Looking: TypeAlias = Callable[[Passages, Promises, Phrases, int | None], Iterator[Found]]

HINTS: Mapping[Hint, Looking] = {
    Hint.WITHOUT_OWNER: _without_owner,
    Hint.WITHOUT_TERM: _without_term,
    Hint.WITHOUT_MEASURE: _without_measure,
    Hint.PHRASE_IN_COMMITMENT: _in_commitment,
    Hint.PHRASE_WITHOUT_MEASURE: _in_vain,
    Hint.LONG_SENTENCE: _long,
    Hint.ABBREVIATION: _short_forms,
}
NEEDS_PHRASES = frozenset({Hint.PHRASE_IN_COMMITMENT, Hint.PHRASE_WITHOUT_MEASURE})
"""Hints that find nothing without phrases to look for."""
