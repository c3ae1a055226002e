"""When a paragraph of a clause stands, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from governance.agreements.words import ENTRY_WORDS, EXTENSION_WORDS, WITHDRAWAL_WORDS
from governance.base.errors import N_
from governance.base.words import translate

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
