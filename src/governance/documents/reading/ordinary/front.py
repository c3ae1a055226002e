"""What stands before the first article: title, parties, recitals, and the words of agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from governance.documents.reading.ordinary.cues import (
    Cue,
    after_parties,
    after_recital,
    cue_of,
)
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import cut, rows_of
from governance.documents.reading.ordinary.marks import NONE, Sort
from governance.documents.reading.ordinary.tables import is_organisation

_BARE = " ,:;."


@dataclass
class Front:
    """The lines before the articles, each in the part that it belongs to."""

    opening: list[Marked] = field(default_factory=list)
    parties: list[Marked] = field(default_factory=list)
    recitals: list[Marked] = field(default_factory=list)
    after: list[Marked] = field(default_factory=list)
    phrases: list[Marked] = field(default_factory=list)
    """The lines that open a part."""
    cued: bool = False
    """Whether any word was found by which people begin an agreement."""
    agreed: int = -1
    """The place of the line after which the articles stand."""
    begun: int = 0
    """The place after the last line that opens a part."""


def front(lines: Sequence[Marked]) -> Front:
    """Lines by the part they stand in; a part begins with words that open it."""
    made = Front()
    part = made.opening
    for at, one in enumerate(lines):
        cue = cue_of(one.line, one.mark)
        if cue is Cue.NONE and part not in (made.opening, made.after) and _is_heading(one):
            part, made.begun = made.after, at
        if cue is Cue.NONE and part is made.opening and _of_parties(one):
            cue, part = Cue.NONE, made.parties
        if cue is Cue.NONE or (part is made.after and cue is not Cue.AGREED):
            part.append(one)
            continue
        made.cued, made.begun = True, at + 1
        rest = _rest(one, cue)
        made.phrases.extend(() if rest and rest[0].mark.rest == one.mark.rest else (one,))
        if cue is Cue.AGREED:
            part, made.agreed = made.after, at
        else:
            part = made.parties if cue is Cue.PARTIES else made.recitals
            part.extend(rest)
    return made


def _is_heading(one: Marked) -> bool:
    """Whether a heading ends a part: by its style, or bold where it names no organisation."""
    if one.mark.sort is not Sort.NONE or one.line.cells or one.line.broken:
        return False
    bold = one.line.heads and not is_organisation(one.said)
    return one.line.look.level > 0 or (bold and len(one.said) <= 60)


def _of_parties(one: Marked) -> bool:
    """Whether a table before any other word lists the parties."""
    said = " ".join(cell for row in rows_of(one.line) for cell in row).lower()
    return "vertegenwoordigd" in said or "hierna te noemen" in said


def _rest(one: Marked, cue: Cue) -> list[Marked]:
    """What a line that opens a part says beyond that: the first party, the first recital."""
    length = after_recital(one.said) if cue is Cue.RECITALS else after_parties(one.said)
    if not one.said[length:].strip(_BARE):
        return []
    if cue is Cue.RECITALS:
        return [one]
    if one.said[length:].lstrip().startswith(":"):
        length = len(one.said) - len(one.said[length:].lstrip(" :"))
    elif not one.said.lower().startswith("tussen"):
        return []
    rest = cut(one.mark.rest, length)
    return [Marked(one.line, msgspec.structs.replace(NONE, rest=rest))]
