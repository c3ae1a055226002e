"""What a clause (modelbepaling) is: its variants, its versions, what a draft took of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from governance.library.composing import pointing
from governance.library.drafts import Origin, Section, free_key
from governance.library.passages import ClauseRef, Form, Passage, passages

ITSELF = "deze"
"""How the text of an organisation's own clause calls its own article: ``[par.deze_2]``."""


class ClauseTheme(StrEnum):
    """What a clause is about."""

    TERM = "term"
    PROMISES = "promises"
    STEERING = "steering"
    ROLES = "roles"
    PARTIES = "parties"
    INFORMATION = "information"
    CHANGES = "changes"
    DISPUTES = "disputes"
    OTHER = "other"


class Variant(Struct, frozen=True):
    """One way to say a clause, and when to choose it."""

    key: str
    title: str
    explanation: str


class Edition(Struct, frozen=True):
    """One version of a clause: since which day, and what it ``says`` about what changed."""

    version: str
    day: date
    says: str


class Clause(Struct, frozen=True):
    """A clause with its variants and versions, newest first. ``texts``: by version and variant,
    in the restricted Markdown. ``language``: in which its words are. ``itself``: how its text
    calls its own article, left out: by its key."""

    key: str
    title: str
    theme: ClauseTheme
    language: str
    explanation: str
    sources: tuple[str, ...]
    variants: tuple[Variant, ...]
    versions: tuple[Edition, ...]
    texts: Mapping[str, Mapping[str, str]] = {}
    itself: str = ""

    @property
    def newest(self) -> Edition:
        """Its newest version."""
        return self.versions[0]

    def edition(self, version: str) -> Edition | None:
        """The version of this number."""
        return next((one for one in self.versions if one.version == version), None)

    def variant(self, key: str) -> Variant | None:
        """The variant of this key."""
        return next((one for one in self.variants if one.key == key), None)

    def text(self, version: str, variant: str) -> str:
        """The text of a variant in a version; empty where it was not there then."""
        return self.texts.get(version, {}).get(variant, "")

    def text_in(self, version: str, variant: str, article: str) -> str:
        """That text, pointing to its own paragraphs where they stand in this article."""
        return pointing(self.text(version, variant), self.itself or self.key, article)


def wording(clause: Clause, of: ClauseRef, article: str) -> tuple[Passage, ...]:
    """A clause as the paragraphs of an article of this key; none where it is not there."""
    text = clause.text_in(of.version, of.variant, article)
    found, _ = passages(clause.key, "", text)
    return tuple(replace(one, form=_clause(one.form), line=0) for one in found)


def _clause(form: Form) -> Form:
    return Form.CLAUSE if form is Form.PLAIN else form


def taken(clause: Clause, of: ClauseRef, name: str, *, own: bool) -> Section:
    """A new section with the text of a clause."""
    section = Section(name, clause.title, (), origin=Origin(of, own))
    return replace(section, passages=wording(clause, of, section.key))


def changed_since(section: Section, clause: Clause) -> bool:
    """Whether the section says something else than the clause it came from, in that version."""
    assert section.origin is not None  # noqa: S101 - it came from a clause
    there = wording(clause, section.origin.clause, section.key)
    return _said(section.passages, section.key) != _said(there, section.key)


def _said(of: Sequence[Passage], article: str) -> list[tuple[str, str, str]]:
    """What paragraphs say, whatever their keys are."""
    places = {one.key: f"#{number}" for number, one in enumerate(of)}
    return [(p.form.value, _moved(p.words, article, places), p.when) for p in of]


def _moved(words: str, article: str, places: Mapping[str, str]) -> str:
    """Words that point to paragraphs of their own article by other keys, all of them at once."""
    start = f"par.{article}_".replace("-", "_")
    to = {key.replace("-", "_"): new.replace("-", "_") for key, new in places.items()}
    return re.sub(
        rf"\b{re.escape(start)}(\w+)", lambda found: start + to.get(found[1], found[1]), words
    )


def newer(section: Section, clause: Clause) -> Edition | None:
    """The newest version of the clause of a section, where that is another and was not passed."""
    origin = section.origin
    if origin is None or not clause.text(clause.newest.version, origin.clause.variant):
        return None
    seen = {origin.clause.version, origin.passed}
    return None if clause.newest.version in seen else clause.newest


def adopted(section: Section, clause: Clause) -> Section:
    """The section with the newest text of its clause; a paragraph that stays keeps its key."""
    assert section.origin is not None  # noqa: S101 - it came from a clause
    of = replace(section.origin.clause, version=clause.newest.version)
    new = wording(clause, of, section.key)
    keys = dict(zip((one.key for one in new), _keys(section.passages, new), strict=True))
    found = tuple(
        replace(one, key=keys[one.key], words=_moved(one.words, section.key, keys)) for one in new
    )
    return replace(section, passages=found, origin=Origin(of, section.origin.own))


def _keys(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[str]:
    """The key of each new paragraph: that of the old one in its place, else a new one."""
    before, after = ([(p.form, p.words, p.when) for p in one] for one in (old, new))
    found: dict[int, str] = {}
    for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, False).get_opcodes():
        for place in range(min(i2 - i1, j2 - j1)):
            if old[i1 + place].form is new[j1 + place].form:
                found[j1 + place] = old[i1 + place].key
    gone = {one.key for one in old}
    for place in range(len(new)):
        key = found.get(place) or free_key(gone)
        gone.add(key)
        yield key


def stayed(section: Section, clause: Clause) -> Section:
    """The section as it is, with the newest version of its clause looked at and not adopted."""
    assert section.origin is not None  # noqa: S101 - it came from a clause
    return replace(section, origin=replace(section.origin, passed=clause.newest.version))
