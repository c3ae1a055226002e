"""When a paragraph of a clause stands, in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from governance.agreements.words import ENTRY_WORDS, EXTENSION_WORDS, WITHDRAWAL_WORDS
from governance.base.errors import N_
from governance.base.words import translate
from governance.library.bracketing import BRACKETS

OTHERWISE = N_("in all other cases")
ONLY_IF = N_("only if {condition}")
_TERMS: Mapping[str, str] = {
    "term.enforceable": N_("it is enforceable at law"),
    "term.ends_on": N_("its last day is fixed"),
    "term.months": N_("its term is counted in months"),
    "term.end_event": N_("it ends by an event"),
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "entry": ENTRY_WORDS,
    "extension": EXTENSION_WORDS,
    "withdrawal": WITHDRAWAL_WORDS,
}
_ATOM = re.compile(r'^term\.(\w+) == "(\w+)"$')


_PLACES: Mapping[str, str] = {
    "entry_date": N_("date of entry into force"),
    "entry_number": N_("number of parties"),
    "ends_on": N_("last day of the agreement"),
    "end_event": N_("event that ends it"),
    "months": N_("length of the term"),
    "extension_months": N_("length of the extension"),
    "notice_months": N_("notice period"),
}
_NUMBERS: Mapping[str, str] = {
    "art": N_("number of article “{name}”"),
    "annex": N_("number of annex “{name}”"),
}
_WHOLE, _PART = N_("paragraph {number}"), N_("paragraph {number} under {letter}")
_PARAGRAPH = re.compile(r"(\w+)_(\d+)(?:_([a-z]))?")


def read(words: str, language: str, *own: str) -> str:
    """Words with places as one types them, said for who reads: ``[lid 2]`` for ``[par.deze_2]``.

    ``own``: how the text may call its own article. A bracket that was typed stands by itself.
    """

    def place(found: re.Match[str]) -> str:
        bracket, name, key = found.groups()
        return bracket or (f"[{_place(name, key, language, own)}]" if name else found[0])

    return BRACKETS.sub(place, words)


def _place(name: str, key: str, language: str, own: Collection[str]) -> str:
    if name == "term" and key in _PLACES:
        return translate(language, _PLACES[key])
    if name in _NUMBERS:
        return translate(language, _NUMBERS[name], name=key.replace("_", "-"))
    if name == "par" and (found := _PARAGRAPH.fullmatch(key)):
        article, number, letter = found.groups()
        said = translate(language, _PART if letter else _WHOLE, number=int(number), letter=letter)
        return said if article in own else f"{said}, {_place('art', article, language, own)}"
    return f"{name}.{key}"


def standing(when: str, language: str) -> str:
    """When a paragraph stands, in words; empty for always."""
    if not when:
        return ""
    parts = [one for one in when.split(" and ") if not one.startswith("not (")]
    if not parts:
        return translate(language, OTHERWISE)
    atoms = (one for part in parts for one in _bare(part).split(" or "))
    said = " / ".join(_said(_bare(one), language) for one in atoms)
    return translate(language, ONLY_IF, condition=said)


def _bare(part: str) -> str:
    """A part of a condition without the brackets round it."""
    plain = part.strip()
    while plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    return plain


def _said(plain: str, language: str) -> str:
    if found := _ATOM.match(plain):
        words = _KINDS.get(found[1], {}).get(found[2])
        return translate(language, words) if words else plain
    return translate(language, _TERMS[plain]) if plain in _TERMS else plain
