"""One change of the text of a draft: a section written anew, added, moved or left out. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from governance.base.errors import Overtaken
from governance.library.drafts import Section, Text

_ENCODER = msgspec.json.Encoder()


def mark(section: Section | None) -> str:
    """What a person saw of a section, as a mark to compare with; empty for none."""
    return hashlib.sha256(_ENCODER.encode(section)).hexdigest() if section else ""


def written(text: Text, section: Section, seen: str) -> Text:
    """The text with this section in place of the one of its name.

    :class:`Overtaken` where that is not as it was ``seen``.
    """
    there = text.section(section.name)
    if there is None or mark(there) != seen:
        raise Overtaken
    return replace(text, sections=tuple(section if s is there else s for s in text.sections))


def added(text: Text, section: Section, behind: str) -> Text:
    """The text with a new section behind the one of a name; last of all when that is gone."""
    names = [one.name for one in text.sections]
    if section.name in names:
        raise Overtaken
    place = names.index(behind) + 1 if behind in names else len(names)
    return replace(text, sections=(*text.sections[:place], section, *text.sections[place:]))


def left_out(text: Text, name: str, seen: str) -> Text:
    """The text without a section. :class:`Overtaken` where that is not as it was ``seen``."""
    there = text.section(name)
    if there is None or mark(there) != seen:
        raise Overtaken
    return replace(text, sections=tuple(one for one in text.sections if one is not there))


def moved(text: Text, name: str, by: int, past: str) -> Text:
    """The text with a section one place up (-1) or down (1) among those of its kind.

    :class:`Overtaken` where the section that it passes is not the one that was seen there.
    """
    sections = list(text.sections)
    place = next((n for n, one in enumerate(sections) if one.name == name), -1)
    to = place + by
    if place < 0 or not 0 <= to < len(sections) or sections[to].name != past:
        raise Overtaken
    if kind(sections[to]) != kind(sections[place]):
        raise Overtaken
    sections[place], sections[to] = sections[to], sections[place]
    return replace(text, sections=tuple(sections))


def behind(text: Text, name: str) -> str:
    """The name of the section that this one stands behind; empty for the first, and for none."""
    names = [one.name for one in text.sections]
    return names[names.index(name) - 1] if name in names[1:] else ""


def kind(section: Section) -> str:
    """What a section is: the beginning of its name."""
    return section.name.removesuffix(section.key)


def changes(before: Text, after: Text) -> Iterator[tuple[Section | None, Section | None]]:
    """Each section that came, went or changed: as it was and as it is."""
    was, now = ({one.name: one for one in text.sections} for text in (before, after))
    for name, section in was.items():
        if now.get(name) != section:
            yield section, now.get(name)
    for name, section in now.items():
        if name not in was:
            yield None, section


def noted(before: Text, after: Text) -> dict[str, Any]:
    """What the trail notes: titles of what came, went, changed or moved, with their marks."""
    found: dict[str, list[str]] = {"added": [], "left_out": [], "changed": []}
    marks: dict[str, list[str]] = {}
    for old, new in changes(before, after):
        name = "changed" if old and new else "left_out" if old else "added"
        one = new or old
        assert one is not None  # noqa: S101 - one of the two is there
        found[name].append(one.title or one.name)
        marks[one.name] = [mark(old), mark(new)]
    said: dict[str, Any] = {name: titles for name, titles in found.items() if titles}
    said |= _of_clauses(before, after)
    moved_ones = [one.title or one.name for one in _moved(before, after)]
    return said | ({"moved": moved_ones} if moved_ones else {}) | {"marks": marks}


def _of_clauses(before: Text, after: Text) -> dict[str, list[str]]:
    """Which sections took the text of a clause, of which version; and which did not adopt one."""
    found: dict[str, list[str]] = {"clauses": [], "clauses_kept": []}
    for old, new in changes(before, after):
        was, now = old.origin if old else None, new.origin if new else None
        if new is None or now is None or now == was:
            continue
        if was and now.clause == was.clause and now.passed:
            found["clauses_kept"].append(f"{new.title} {now.passed}")
        else:
            found["clauses"].append(f"{new.title} {now.clause.version}")
    return {name: said for name, said in found.items() if said}


def _moved(before: Text, after: Text) -> Iterator[Section]:
    both = {one.name for one in before.sections} & {one.name for one in after.sections}
    was = [one.name for one in before.sections if one.name in both]
    now = [one for one in after.sections if one.name in both]
    for name, section in zip(was, now, strict=True):
        if section.name != name:
            yield section
