"""The words by which people begin the parts of an agreement."""

from __future__ import annotations

import re
from enum import StrEnum

from governance.documents.reading.ordinary.enumerating import enumerated
from governance.documents.reading.ordinary.lines import Line, plain
from governance.documents.reading.ordinary.marks import Mark, Sort


class Cue(StrEnum):
    """What begins with a line."""

    PARTIES = "parties"
    RECITALS = "recitals"
    AGREED = "agreed"
    NONE = "none"


_AGREED = re.compile(
    r"\b(komen|zijn|verklaren|verklaart|spreken|hebben|maken|besluiten|gaan)\b.{0,90}"
    r"\b(overeen|overeengekomen|overeen te komen|afgesproken|afspraken|af|aan|volgende|volgt)\b",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(r"volg(t|ende)|overeen(gekomen)?[\s:.]*$|afspraken", re.IGNORECASE)
_AGREED_HEAD = re.compile(
    r"(zijn |komen )?(het volgende )?overeen(gekomen)?( als volgt)?[\s:.]*$", re.I
)
_RECITALS = re.compile(
    r"(?:partijen,?\s+)?(?:overwegende|overwegen|overwegingen?|considerans|in aanmerking nemende?|"
    r"nemen\b.{0,40}\b(?:overweging|aanmerking)|gelet op|gezien|constateren|hebben overwogen|"
    r"aanleiding|achtergrond)\b(?:\s+het volgende)?(?P<that>\s+dat\b)?(?P<end>\s*:)?",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"(?:de\s+|alle\s+)?(?:ondergetekende[n]?|(?:(?:deelnemende|samenwerkende|betrokken|"
    r"convenant)\s*)?(?:partijen|partners|deelnemers)|tussen|contractpartijen)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b((komen|spreken|maken|overwegen\w*|verklaren|willen|hebben|werken)\b|zijn\s+\w)", re.I
)
_CLOSING = re.compile(
    r"(aldus|ondertekening|ondertekend|getekend|voor akkoord|handtekening(en)?|"
    r"opgemaakt (te|in)|overeengekomen (te|en)|plaats en datum)\b",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(
    r"[A-Z][\w’' -]{2,40},\s*(d\.d\.\s*)?(\d{1,2}[ -]\w+[ -]\d{4}|\[?[.…_]{3,}).{0,20}$"
)
_ROOM = re.compile(r"[._…\s]{8,}$|namens\b.{0,80}[,:]?$", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?:bijlage|annex|appendix)(?:\s+(?P<number>\d{1,2}[a-z]?|[IVX]{1,5}|[A-Z]))?"
    r"(?!\w)\s*[.:–—-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AGREEMENT = re.compile(
    r"overeenkomst|convenant|akkoord|afspra|protocol|intentieverklaring|addendum|regeling|statuut",
    re.IGNORECASE,
)


def cue_of(line: Line, mark: Mark) -> Cue:
    """Which part of the beginning of an agreement a line opens, if any."""
    said = plain(mark.rest)
    if line.cells or not said:
        return Cue.NONE
    if agrees(said, mark):
        return Cue.AGREED
    if _RECITALS.match(said) and (line.heads or _opens(said)):
        return Cue.RECITALS
    return Cue.PARTIES if _opens_parties(said, line) else Cue.NONE


def _opens_parties(said: str, line: Line) -> bool:
    match = _PARTIES.match(said)
    if match is None or _DOING.search(said):
        return False
    rest = said[match.end() :].strip(" ,:.")
    if said.lower().startswith("tussen") and rest:
        return not (line.heads or line.centred)
    short = len(rest) <= 60 or len(enumerated(rest)) > 1
    return short and not (rest and said.endswith("."))


def _opens(said: str) -> bool:
    """Whether words of a recital open the recitals, and are no heading like any other."""
    first = said.split(maxsplit=1)[0].lower().rstrip(":,")
    return first not in ("aanleiding", "achtergrond", "gezien")


def agrees(said: str, mark: Mark) -> bool:
    """Whether this is the sentence after which the articles stand."""
    if len(said) > 220 or said.endswith(";") or said.lower().startswith("dat "):
        return False
    if mark.sort is Sort.DASH:
        return False
    return bool(_AGREED_HEAD.match(said) or (_AGREED.search(said) and _AS_FOLLOWS.search(said)))


def after_recital(said: str) -> int:
    """How many characters of the first line of the recitals only open them."""
    match = _RECITALS.match(said)
    if match is None:
        return 0
    if match["that"] or match["end"] or match.end() == len(said.rstrip(" :.,")):
        return match.end()
    return 0


def after_parties(said: str) -> int:
    """How many characters of a first line of the parties only open them: tussen, partijen."""
    match = _PARTIES.match(said)
    return match.end() if match else 0


def closes(line: Line, mark: Mark) -> bool:
    """Whether the signing begins here."""
    said = plain(mark.rest)
    if line.cells or mark.sort not in (Sort.NONE, Sort.UPPER, Sort.ROMAN, Sort.DECIMAL):
        return False
    match = _CLOSING.match(said)
    if match is None:
        bare = mark.sort is Sort.NONE and not line.broken
        return bare and bool(_PLACE_AND_DAY.match(said) or _ROOM.match(said))
    stands = mark.sort is Sort.NONE or line.heads
    return match[1].lower() == "aldus" or (stands and len(said) < 160)


def annex_of(line: Line, mark: Mark, after: bool) -> tuple[str, str] | None:
    """The number and title of an annex that begins here; ``after``: the agreement is signed."""
    match = _ANNEX.match(line.whole) if mark.sort is not Sort.ARTICLE else None
    if match is None or line.cells or len(line.whole) > 160 or line.text.endswith((";", ",")):
        return None
    numbered, title = match["number"] or "", match["title"].strip()
    stands = line.heads or line.paged or line.look.title
    if not (stands or (after and (numbered or not title))):
        return None
    if not numbered and title and title[0].islower():
        return None
    return numbered, title


def is_agreement(title: str) -> bool:
    """Whether a title says that this is an agreement."""
    return bool(_AGREEMENT.search(title))
