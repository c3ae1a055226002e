"""What a checklist asks, in the language of who reads it; what is kept stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from governance.base.errors import Complaint
from governance.library.checklists.folders import shipped_sets
from governance.library.checklists.rules import Judged, Point, Rule, RuleSet

ENGLISH = "en"


class Asking(Struct, frozen=True):
    """What a point asks and why, and in which ``language`` that is said here. ``source`` and the
    language of that."""

    question: str
    explanation: str
    language: str
    source: str
    source_language: str


class Called(Struct, frozen=True):
    """What a set is called, what is to be known of it, and in which ``language`` that is said."""

    title: str
    note: str
    language: str


def asking(point: Point, of: Judged, language: str) -> Asking:
    """A point of a set for who reads ``language``.

    In the words of the set where there are no others: also of a point that was kept when it was
    asked in other words than now.
    """
    rule = _rules().get(point.id)
    same = rule and (rule.question, rule.explanation) == (point.question, point.explanation)
    if language == ENGLISH and rule and rule.en and same:
        said, own = rule.en.source, (point.source, of.language)
        source = (said, ENGLISH) if said else own
        return Asking(rule.en.question, rule.en.explanation, ENGLISH, *source)
    return Asking(point.question, point.explanation, of.language, point.source, of.language)


def called(of: Judged, language: str) -> Called:
    """The title and note of a set for who reads ``language``."""
    now = _sets().get(of.key)
    same = now and (now.title, now.note) == (of.title, of.note)
    if language == ENGLISH and now and now.en and same:
        return Called(now.en.title, now.en.note, ENGLISH)
    return Called(of.title, of.note, of.language)


def complained(complaint: Complaint, language: str) -> Complaint:
    """What keeps an agreement from being put up, with its question as its reader is asked it."""
    rule = _rules().get(complaint.field.removeprefix("checklist."))
    asked = complaint.values.get("question")
    if language != ENGLISH or rule is None or rule.en is None or asked != rule.question:
        return complaint
    return replace(complaint, values={**complaint.values, "question": rule.en.question})


@cache
def _rules() -> Mapping[str, Rule]:
    return {rule.id: rule for one in shipped_sets() for rule in one.rules}


@cache
def _sets() -> Mapping[str, RuleSet]:
    return {one.key: one for one in shipped_sets()}
