"""The trail in words: what a line says on a page and in an export, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.clock import AMSTERDAM
from governance.base.errors import N_
from governance.base.words import translate
from governance.overview.trail.queries import ActShown, FieldChange
from governance.overview.trail.words import (
    FIELD_WORDS,
    KIND_WORDS,
    ORIGIN_WORDS,
    RESULT_WORDS,
    VALUE_WORDS,
    VERB_WORDS,
)

NOTHING = "–"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(Z|[+-][0-9:]{5})")
LONGEST = 200
"""Characters of a value on a page; an export has all of it."""
THE_SERVICE = N_("The service itself")
NOBODY = N_("nobody who was recognised")
HEADS = (
    N_("Moment (UTC)"),
    N_("Organisation"),
    N_("Number in the chain"),
    N_("Act"),
    N_("Thing"),
    N_("Id of the thing"),
    N_("Result"),
    N_("Entered by"),
    N_("Standing in for"),
    N_("On behalf of"),
    N_("Origin"),
    N_("Request"),
    N_("What changed"),
    N_("Hash"),
)
"""The columns of an export."""


class Said(Struct, frozen=True):
    """One field in words: what it is called, and from what to what."""

    label: str
    before: str
    after: str
    compared: bool


def word(words: Mapping[str, str], said: str, language: str) -> str:
    """The word for a code; a code that has none yet is shown with spaces."""
    return translate(language, words[said]) if said in words else said.replace("_", " ")


def chain(act: ActShown, language: str) -> str:
    """In whose chain an act stands."""
    return act.organisation or translate(language, THE_SERVICE)


def who(act: ActShown, language: str) -> str:
    """What the person is who typed; the service, or nobody, where that was no person."""
    if act.actor_id != UUID(int=0):
        return act.actor
    return translate(language, THE_SERVICE if act.actor else NOBODY)


def changes(act: ActShown, language: str) -> Iterator[Said]:
    """What an act changed and what is to be known of it, for a page: no bare ids, nothing long."""
    for one in act.changes:
        if one.compared or not _is_id(one.after):
            bare = msgspec.structs.replace(one, before=_bare(one.before), after=_bare(one.after))
            yield _said(bare, language, LONGEST)


def _bare(value: Any) -> Any:
    """Values that stand under ids, without these; anything else as it is."""
    by_id = isinstance(value, Mapping) and value and all(map(_is_id, value))
    return list(dict.fromkeys(value.values())) if by_id else value


def _said(one: FieldChange, language: str, longest: int) -> Said:
    before, after = (text(v, one.field, language, longest) for v in (one.before, one.after))
    return Said(word(FIELD_WORDS, one.field, language), before, after, one.compared)


def text(value: Any, field: str, language: str, longest: int = 0) -> str:
    """A value as people read it: days, choices, yes and no, lists."""
    said = _text(value, field, language) or NOTHING
    return said if not longest or len(said) <= longest else said[: longest - 1] + "…"


def _text(value: Any, field: str, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return translate(language, N_("yes") if value else N_("no"))
    if isinstance(value, Mapping):
        return "; ".join(_pairs(value, field, language))
    if isinstance(value, (list, tuple)):
        inner = "state" if field == "states" else field
        return "; ".join(_text(one, inner, language) for one in value)
    if isinstance(value, str) and (when := _when(value)):
        return when
    choices = VALUE_WORDS.get(field, {})
    return translate(language, choices[value]) if value in choices else str(value)


def _when(said: str) -> str:
    """A day, or a moment in Amsterdam, as people write it; nothing when it is neither."""
    try:
        if _DAY.fullmatch(said):
            return f"{date.fromisoformat(said):%d-%m-%Y}"
        if _MOMENT.fullmatch(said):
            return f"{datetime.fromisoformat(said).astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    except ValueError:
        return ""
    return ""


def _pairs(value: Mapping[str, Any], field: str, language: str) -> Iterator[str]:
    for key, one in value.items():
        inner = "state" if field == "states" else key
        yield f"{word(FIELD_WORDS, key, language)}: {_text(one, inner, language)}"


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def heads(language: str) -> list[str]:
    """The first row of an export."""
    return [translate(language, head) for head in HEADS]


def rows(acts: Iterable[ActShown], language: str) -> Iterator[list[str]]:
    """The rows of an export, with every field of each act."""
    for act in acts:
        every = (_said(one, language, 0) for one in act.changes)
        told = (f"{s.label}: {s.before} → {s.after}" if s.compared else f"{s.label}: {s.after}"
                for s in every)  # fmt: skip
        yield [
            act.at.strftime("%Y-%m-%dT%H:%M:%SZ"), chain(act, language), str(act.number),
            word(VERB_WORDS, act.verb, language), word(KIND_WORDS, act.kind, language),
            str(act.thing_id), word(RESULT_WORDS, act.result, language), who(act, language),
            act.stands_in_for, act.on_behalf_of,
            word(ORIGIN_WORDS, act.origin, language) if act.origin else "", act.request_id,
            " | ".join(told), act.hash,
        ]  # fmt: skip
