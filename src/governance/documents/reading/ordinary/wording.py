"""What the words about one party say: its name, who represents it, what it is called."""

from __future__ import annotations

import re
from datetime import date

from governance.documents.reading.ordinary.dates import days
from governance.documents.reading.ordinary.pieces import Party

_AFTER_NAME = re.compile(
    r"[\s,;:(–-]*\b(te dezen?|ten deze|te dezer zake|rechtsgeldig|in dezen?\b|hierbij|wettelijk|"
    r"vertegenwoordigd|handelend|optredend|namens (deze|dezen)|voor deze|gevestigd|statutair|"
    r"zetelend|kantoorhoudend|hierna|verder (te noemen|aan\w*|genoemd)|nader (te noemen|aan\w*)|"
    r"ingevolge|krachtens|op grond van|waarvan|ieder voor zover|elk voor zover|als bestuursorgaan|"
    r"(ieder|elk|allen|beiden?)( \w+)? vertegenwoordigd|"
    r"in (haar|zijn|hun) hoedanigheid|gemachtigd|bij besluit|besluit van|adres|postcode|kvk)\b",
    re.IGNORECASE,
)
_BY_WHOM = (
    r"\s+door\s*:?\s*(?!de volgende)(?P<who>.+?)(?=[,;.]?\s*\(?\b(?:hierna|verder|handelend|"
    r"optredend|krachtens|ter uitvoering|daartoe|ingevolge|op grond van|gemachtigd|overeenkomstig|"
    r"conform|die handelt|bij besluit|besluit van|gevestigd|nader)\b|\s*[;.]?\s*$|;)"
)
_BY = [
    re.compile(rf"\b{word}{_BY_WHOM}", re.I | re.S) for word in ("vertegenwoordigd", "handelend")
]
_CALLED = re.compile(
    r"\b(?:hierna|verder|nader)\b[^\"“”„'‘’:]{0,60}?(?:noemen|duiden|aangeduid|genoemd)?"
    r"(?:\s+(?:als|met))?\s*:?\s*[\"“”„'‘’«]+(?P<quoted>[^\"“”„'‘’»]+)[\"“”'’»]|"
    r"\b(?:hierna|verder|nader)\b[^\"“”„'‘’:]{0,40}?(?:noemen|duiden|aangeduid|genoemd)"
    r"(?:\s+(?:als|met))?\s*:?\s*(?P<bare>[^\"“”„'‘’;,.)]+)|"
    r"\bhierna\s*:\s*(?P<short>[^\"“”„'‘’;,.)]+)",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(besluit|mandaat\w*|machtiging|volmacht|collegebesluit)\b", re.IGNORECASE)
_WORD_OF_FUNCTION = re.compile(
    r"burgemeester|wethouder|directeur|directie|voorzitter|officier|eenheidschef|chef|secretaris|"
    r"manager|bestuurder|commandant|minister|leider|hoofd|griffier|commissaris|inspecteur|"
    r"portefeuillehouder|gemachtigde|coördinator|lid van|president|gedeputeerde|dijkgraaf|bestuur",
    re.IGNORECASE,
)
_BEFORE_FUNCTION = re.compile(
    r"^(?:(?:haar|zijn|hun|de|het|een|diens|in|als)\s+|(?:functie|hoedanigheid)\s+van\s+)+", re.I
)
_IN_FUNCTION = re.compile(
    r"\bin (?:de|haar|zijn|hun) (?:functie|hoedanigheid) van\s+(?P<function>[^,;.(]+)",
    re.IGNORECASE,
)
_TRIMMED = " \t\n,;:.(–-"
_JOINED = re.compile(r",?\s+(?:en|alsmede)$|^(?:en|alsmede)\s+(?=de |het |[A-Z])", re.IGNORECASE)
LONGEST = 3000
"""So many characters of what is said of a party are looked at."""
_TOGETHER = re.compile(r"\b(gezamenlijk|tezamen|samen|allen|allemaal|gezamelijk)\b", re.IGNORECASE)


_ALL = re.compile(
    r"\b(gezamenlijk|tezamen|samen|allen|(de )?partijen|onder|genoemd|sub|tot|met|en|\d+)\b", re.I
)


def party(text: str, source: int, number: str = "") -> Party:
    """A party of the words about it; its name is empty where they name none."""
    whole = " ".join(text.split())
    text = _JOINED.sub("", whole[:LONGEST]).strip()
    found = (pattern.search(text) for pattern in _BY)
    who = next((by["who"].strip(_TRIMMED) for by in found if by), "")
    return Party(
        name=_name(text),
        source=source,
        number=number,
        represented_by=who,
        function=_function(who, text),
        called=called(text),
        decided_on=_decided(text),
        text=whole,
    )


def _name(text: str) -> str:
    match = _AFTER_NAME.search(text)
    name = (text[: match.start()] if match else text).strip(_TRIMMED)
    return _JOINED.sub("", name).strip(_TRIMMED)


def function_of(who: str) -> str:
    """The function in what says who represents a party."""
    parts = [part.strip() for part in re.split(r"[,(]", who) if part.strip(" )")]
    found = next((part for part in parts if _WORD_OF_FUNCTION.search(part)), "")
    return _BEFORE_FUNCTION.sub("", found.strip(" )")).strip()


def _function(who: str, text: str) -> str:
    found = _IN_FUNCTION.search(text)
    return found["function"].strip() if found else function_of(who)


def called(text: str) -> str:
    """What a party is called in the rest: hierna te noemen "de Gemeente"."""
    match = _CALLED.search(text)
    if match is None:
        return ""
    said: str = match["quoted"] or match["bare"] or match["short"] or ""
    return said.strip(_TRIMMED + ")")


def all_called(text: str) -> str:
    """What all parties together are called; empty where the words are about one of them."""
    match = _AFTER_NAME.search(text) if len(text) < LONGEST else None
    if match is None or not _TOGETHER.search(text):
        return ""
    return "" if _ALL.sub("", text[: match.start()]).strip(_TRIMMED) else called(text)


def _decided(text: str) -> date | None:
    match = _DECIDED.search(text)
    found = [day for day, at in days(text) if match and at >= match.start()]
    return found[0] if found else None
