"""The parties of an agreement: one a line, several a line, over several lines, or in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from governance.documents.reading.ordinary.enumerating import enumerated
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import rows_of
from governance.documents.reading.ordinary.marks import Sort
from governance.documents.reading.ordinary.pieces import Left, Party
from governance.documents.reading.ordinary.tables import is_organisation, parties_of
from governance.documents.reading.ordinary.wording import all_called, party

_GOES_ON = re.compile(
    r"\(?(te dezen?|ten deze|rechtsgeldig|in dezen?\b|(wettelijk )?vertegenwoordigd|handelend|"
    r"optredend|namens|gevestigd|statutair|hierna|verder|nader|krachtens|ter uitvoering|daartoe|"
    r"op grond|kantoorhoudend|zetelend|waarvan|bij besluit|besluit van|ieder voor|elk voor|"
    r"in (haar|zijn|hun) hoedanigheid|ingevolge|gemachtigd|als bestuursorgaan)\b|"
    r"(adres|postcode|kvk|telefoon|e-?mail|contact\w*|functie|datum|kenmerk|zaak\w*)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(en|tussen|alsmede|enerzijds|anderzijds|evenals|van de ene kant|van de andere kant|"
    r"ter ene zijde|ter andere zijde|de|het)?[\s,;:.]*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r";\s+(?:en\s+)?(?=(?:de|het)\s|[A-Z])|(?<=[\"”’'),])\s*,?\s*en\s+(?=(?:de|het)\s)"
)
_LISTED = re.compile(
    r"(?P<before>(?:[Dd]e\s+)?(?:(?:colleges|college)\s+van\s+(?:burgemeester\s+en\s+wethouders|B&W)\s+"
    r"van\s+(?:de\s+)?)?gemeenten)\s+(?P<names>[A-Z][^;:()]*?,?\s+en\s+[^,;:()]+)",
)
_ONE_OF = {"gemeenten": "gemeente", "colleges": "college"}
_NO_PARTY = re.compile(r"\bgeen\s+(partij|ondertekenaar|deelnemer)\b", re.IGNORECASE)
LONGEST = 900


class Parties(Struct, frozen=True):
    """The parties that were found, what all are called together, and what is none."""

    found: tuple[Party, ...] = ()
    together: str = ""
    left: tuple[Left, ...] = ()
    phrases: tuple[Left, ...] = ()


class _Piece(Struct, frozen=True):
    text: str
    source: int
    number: str
    sort: Sort = Sort.NONE
    holds: bool = False
    """An organisation that acts by authorities of its own, which stand below it."""


def parties(lines: Iterable[Marked]) -> Parties:
    """The parties in the lines where they stand."""
    found: list[Party] = []
    left: list[Left] = []
    phrases: list[Left] = []
    together = ""
    outside = False
    for piece in _pieces(lines):
        outside = outside or bool(_NO_PARTY.search(piece.text))
        if outside:
            left.append(Left(_told(piece), piece.source))
        elif isinstance(piece, Party) and piece.name:
            found.append(piece)
        elif name := all_called(piece.text):
            together = name
            phrases.append(Left(_told(piece), piece.source))
        elif isinstance(piece, _Piece) and (piece.holds or _is_party(piece.text)):
            made = list(_parties(piece))
            found.extend(one for one in made if one.name)
            left.extend(Left(_told(one), one.source) for one in made if not one.name)
        else:
            between = _BETWEEN.fullmatch(piece.text) or piece.text.endswith(":")
            (phrases if between else left).append(Left(_told(piece), piece.source))
    return Parties(tuple(found), together, tuple(left), tuple(phrases))


def _told(piece: _Piece | Party) -> str:
    """The words with the number before them."""
    return f"{piece.number} {piece.text}".strip()


def _pieces(lines: Iterable[Marked]) -> Iterator[_Piece | Party]:
    """One text for each party, though it may go on over several lines."""
    waiting: _Piece | None = None
    for one in lines:
        if one.line.cells:
            if waiting:
                yield waiting
            waiting = None
            yield from parties_of(rows_of(one.line), one.line.source)
        elif waiting and _goes_on(one, waiting):
            waiting = msgspec.structs.replace(waiting, text=_joined(waiting.text, one.said))
        else:
            if waiting:
                yield waiting
            waiting = _piece(one)
    if waiting:
        yield waiting


def _joined(before: str, more: str) -> str:
    """Words on a line of their own are apart from those before; the end of a sentence is not."""
    apart = _GOES_ON.match(more) and before[-1:] not in (",", ";", ":")
    return f"{before}, {more}" if apart else f"{before} {more}"


def _piece(one: Marked) -> _Piece:
    number = "" if one.mark.sort is Sort.DASH else one.mark.number
    holds = one.said.endswith((":", "bevoegd")) and is_organisation(one.said)
    return _Piece(one.said, one.line.source, number, one.mark.sort, holds)


def _goes_on(one: Marked, before: _Piece) -> bool:
    """Whether a line is more about the party before it, and no party itself."""
    if len(before.text) > LONGEST * 3:
        return False
    if before.holds and one.mark.sort not in (before.sort, Sort.NONE):
        return True
    if _BETWEEN.fullmatch(before.text) or before.text.endswith(":"):
        return False
    if all_called(one.said):
        return False
    return one.line.broken or bool(one.mark.sort is Sort.NONE and _GOES_ON.match(one.said))


def _is_party(text: str) -> bool:
    """Whether words name a party: no bare word between two, no heading of a list, no story."""
    if _BETWEEN.fullmatch(text) or (text.endswith(":") and "vertegenwoordigd" not in text):
        return False
    told = "vertegenwoordigd" in text or "noemen" in text or "namens" in text
    return len(text) <= (LONGEST * 3 if told else 250) and (told or not text.endswith("."))


def _parties(piece: _Piece) -> Iterator[Party]:
    split = (piece.text,) if piece.holds else _SEVERAL.split(piece.text)
    texts = [text for text in split if text and text.strip(" ,;")]
    for at, text in enumerate(texts):
        number = piece.number if at == 0 else ""
        for name in _listed(text):
            yield party(name, piece.source, number)


def _listed(text: str) -> Sequence[str]:
    """The colleges of the gemeenten A, B en C are three; the words after them count for each."""
    match = _LISTED.match(text)
    if match is None:
        return enumerated(text)
    names = re.split(r",\s*(?:en\s+)?|\s+en\s+", match["names"].strip())
    if not all(name and name[0].isupper() for name in names):
        return (text,)
    before = " ".join(_ONE_OF.get(word, word) for word in match["before"].split())
    before = re.sub(r"^[Dd]e (?=college)", "het ", before)
    return [f"{before} {name}{text[match.end() :]}" for name in names]
