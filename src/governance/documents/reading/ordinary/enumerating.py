"""Several organisations in one enumeration, each with its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from governance.documents.reading.ordinary.wording import party

_KIND = (
    r"(?i:gemeente|provincie|politie|stichting|vereniging|waterschap|ministerie|koninklijke|"
    r"burgemeester\s+van|colleges?\s+van\s+(?:burgemeester\s+en\s+wethouders|B&W)\s+van|"
    r"omgevingsdienst|veiligheidsregio|veiligheidshuis|zorg-\s+en\s+veiligheidshuis|regio|ggd)"
)
_NAMED = (
    rf"(?:(?i:de|het)\s+)?(?:{_KIND}\s+(?:(?i:de|het|van|eenheid|gemeente)\s+)*[A-Z]|"
    r"Politie\b|Openbaar\s+Ministerie\b|OM\b)"
)
_BEGINS = re.compile(_NAMED)
_APART = re.compile(
    rf"(?P<comma>\s*,\s*)(?:(?P<and>en|alsmede)\s+)?(?={_NAMED})|"
    rf"(?<!-)\s+(?P<bare>en|alsmede)\s+(?={_NAMED})"
)
_WORD = re.compile(r"(?:(?:de|het)\s+)?(\w+)", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(gezamenlijk|tezamen|samen|ieder|elk|allen|allemaal|hun)\b", re.IGNORECASE)


def enumerated(text: str) -> Sequence[str]:
    """The words about each organisation of an enumeration; the text itself where it is none.

    Only what begins as the name of an organisation does begins one: a name may have a comma or
    an "en" of its own. What is said after the last counts for all where it says so.
    """
    name = party(text, 0).name
    parts = list(_APART.finditer(name)) if _BEGINS.match(name) and text.startswith(name) else []
    names = _cut(name, parts)
    if not parts or not (parts[-1]["and"] or parts[-1]["bare"] or _same(names)):
        return (text,)
    after = text[len(name) :]
    each = after if _OF_ALL.search(after) else ""
    return [*(f"{one}{each}" for one in names[:-1]), f"{names[-1]}{after}"]


def _cut(name: str, parts: Sequence[re.Match[str]]) -> list[str]:
    begins = [0, *(one.end() for one in parts)]
    ends = [*(one.start() for one in parts), len(name)]
    return [name[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _same(names: Sequence[str]) -> bool:
    """Whether all are of one kind; "Stichting Opvang, gemeente A" says where that is."""
    kinds = {found[1].lower() for one in names if (found := _WORD.match(one))}
    return len(kinds) == 1
