"""The trail in words: what a line says on a page and in an export, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.audit.rules import Result
from governance.base.clock import AMSTERDAM
from governance.base.errors import N_
from governance.base.names import sort_key
from governance.base.words import translate
from governance.identity.roles.rules import HeldFor
from governance.identity.roles.words import FOR_WORDS
from governance.overview.permissions.rules import MATRIX
from governance.overview.permissions.words import AREA_WORDS, action_words
from governance.overview.trail.naming.queries import Named
from governance.overview.trail.queries import ActShown, FieldChange, as_id
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
TRIED = N_("Tried: {action} ({area})")
OF_REQUEST = ("method", "route", "tried")
"""Of a refusal: what was tried is said in words, not by the address of the request."""
UNREAD = (*OF_REQUEST, "marks")
"""What stands in an export only: of sections of a text too, their hashes before and after."""
NAMED_BY = ("role", "invitation", "token")
"""What goes by the name of whom it is for; that is said once."""
ONE_OF: Mapping[str, Mapping[str, str]] = {
    "verb": VERB_WORDS, "kind": KIND_WORDS, "result": RESULT_WORDS,
}  # fmt: skip
"""What is chosen from words, by the name of the filter."""
HEADS = (
    N_("Moment (UTC)"),
    N_("Organisation"),
    N_("Number in the chain"),
    N_("Act"),
    N_("Thing"),
    N_("Name of the thing"),
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
    """One field in words: what it is called, and from what to what. ``about``: what it names, if
    that has a page that the reader may open."""

    label: str
    before: str
    after: str
    compared: bool
    about: Named | None = None


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


def done(act: ActShown, language: str) -> str:
    """What was done; of what was refused or failed, what somebody tried."""
    tried = next((str(c.after) for c in act.changes if c.field == "tried"), "")
    if act.result == Result.DONE or tried not in MATRIX:
        return word(VERB_WORDS, act.verb, language)
    area, _, action = tried.partition(".")
    said = translate(language, action_words(area, action))
    return translate(language, TRIED, action=said, area=translate(language, AREA_WORDS[area]))


def thing(act: ActShown) -> Named | None:
    """What an act was about, as far as the reader may know it; nothing where its fields say so."""
    found = next((one for one in act.about if one.id == act.thing_id), None)
    told = {one.name for one in act.about if one.id != act.thing_id}
    return None if found and found.kind in NAMED_BY and found.name in told else found


def changes(act: ActShown, language: str) -> Iterator[Said]:
    """What an act changed and what is to be known of it, for a page: no bare ids, nothing long."""
    names = {str(one.id): one for one in act.about if one.name}
    for one in act.changes:
        if one.field in UNREAD or (not one.compared and _unnamed(one.after, names)):
            continue
        before, after = (_bare(value, names) for value in (one.before, one.after))
        about = names.get(one.after) if isinstance(one.after, str) else None
        bare = msgspec.structs.replace(one, before=before, after=after)
        said = _said(bare, language, LONGEST)
        yield msgspec.structs.replace(said, about=about if about and about.opens else None)


def _unnamed(value: Any, names: Mapping[str, Named]) -> bool:
    return as_id(value) is not None and value not in names


def _bare(value: Any, names: Mapping[str, Named]) -> Any:
    """What is named, by its name; values that stand under ids, without these; the rest as is."""
    if isinstance(value, str) and value in names:
        return names[value].name
    by_id = isinstance(value, Mapping) and value and all(map(as_id, value))
    return list(dict.fromkeys(value.values())) if by_id else value


def _said(one: FieldChange, language: str, longest: int) -> Said:
    before, after = (text(v, one.field, language, longest) for v in (one.before, one.after))
    if one.field == "held_for" and one.after is None:
        after = translate(language, FOR_WORDS[HeldFor.SERVICE])
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


def choices(name: str, language: str) -> list[tuple[str, str]]:
    """What can be chosen of a filter: each word once, by its first code, in order."""
    words: dict[str, str] = {}
    for code, said in ONE_OF[name].items():
        words.setdefault(translate(language, said), code)
    found = [(code, said) for said, code in words.items()]
    return found if name == "result" else sorted(found, key=lambda one: sort_key(one[1]))


def alike(found: Mapping[str, Any], language: str) -> dict[str, tuple[str, ...]]:
    """The other codes that go by the words that were chosen."""
    return {name: tuple(_same(found[name], name, language)) for name in ONE_OF if name in found}


def first(code: str, name: str, language: str) -> str:
    """By which code a choice is offered that goes by the same word."""
    return next(iter(_same(code, name, language)), code)


def _same(code: str, name: str, language: str) -> list[str]:
    words = ONE_OF[name]
    said = translate(language, words[code]) if code in words else ""
    return [one for one, text in words.items() if translate(language, text) == said]


def heads(language: str) -> list[str]:
    """The first row of an export."""
    return [translate(language, head) for head in HEADS]


def rows(acts: Iterable[ActShown], language: str) -> Iterator[list[str]]:
    """The rows of an export, with every field of each act but the address of a request."""
    for act in acts:
        named = thing(act)
        yield [
            act.at.strftime("%Y-%m-%dT%H:%M:%SZ"), chain(act, language), str(act.number),
            done(act, language), word(KIND_WORDS, act.kind, language), named.name if named else "",
            str(act.thing_id), word(RESULT_WORDS, act.result, language), who(act, language),
            act.stands_in_for, act.on_behalf_of,
            word(ORIGIN_WORDS, act.origin, language) if act.origin else "", act.request_id,
            " | ".join(_told(act, language)), act.hash,
        ]  # fmt: skip


def _told(act: ActShown, language: str) -> Iterator[str]:
    """The fields of an act for an export: what is named with its id."""
    names = {str(one.id): f"{one.name} ({one.id})" for one in act.about if one.name}
    for one in act.changes:
        if one.field not in OF_REQUEST:
            before, after = (
                names.get(value, value) if isinstance(value, str) else value
                for value in (one.before, one.after)
            )
            both = msgspec.structs.replace(one, before=before, after=after)
            said = _said(both, language, 0)
            whole = f"{said.before} → {said.after}" if one.compared else said.after
            yield f"{said.label}: {whole}"
