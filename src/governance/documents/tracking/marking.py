"""Who changed what and when, and the pieces of WordprocessingML that say so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import escape, unescape

from msgspec import Struct

from governance.base.signs import legible
from governance.documents.comparing.wording import Kept, pieces

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_RUN = re.compile(
    r"<w:r>(?:<w:rPr>((?:<[^<>]*/>)*)</w:rPr>)?"
    rf'<w:t xml:space="preserve">([^<]*(?:{_BREAK}[^<]*)*)</w:t></w:r>'
)
_RUNS = re.compile(rf"(?:{_RUN.pattern})*")
Said = tuple[str, str]
"""A stretch of text and its look: the properties of a run, then what it says."""
Who = tuple[str, str]
"""An author, and a moment."""


class Track:
    """The changes of one document: each has a number, an author and a moment.

    ``by_name`` has another author and moment for the part with a bookmark of that name.
    """

    def __init__(self, who: Who, by_name: Mapping[str, Who]) -> None:
        self._who = _attributes(who)
        self._by_name = {name: _attributes(one) for name, one in by_name.items()}
        self.number = 0

    def at(self, name: str) -> Marker:
        """The marker of a part, by the name of its bookmark."""
        return Marker(self, self._by_name.get(name, self._who))

    def next(self) -> int:
        """A number that no other change has."""
        self.number += 1
        return self.number


def _attributes(who: Who) -> str:
    """An author and a moment (in UTC when no zone is named) as attributes of a change."""
    author, moment = who
    at = datetime.fromisoformat(moment)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    date = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return f'w:author="{escape(legible(author))}" w:date="{date}"'


class Marker(Struct, frozen=True):
    """Marks changes as those of one author at one moment."""

    track: Track
    who: str

    def open(self, tag: str) -> str:
        """The start of an element that tells of a change."""
        return f'<w:{tag} w:id="{self.track.next()}" {self.who}>'

    def mark(self, tag: str) -> str:
        """An empty element that tells of a change, as of a paragraph mark or a row."""
        return f"{self.open(tag)[:-1]}/>"

    def around(self, tag: str, said: str) -> str:
        """Runs that are new (``ins``) or left out (``del``); nothing stays nothing."""
        if not said:
            return ""
        inside = deleted(said) if tag == "del" else said
        return f"{self.open(tag)}{inside}</w:{tag}>"


def deleted(runs: str) -> str:
    """Runs as they stand where they were left out."""
    for name, gone in (("t", "delText"), ("instrText", "delInstrText")):
        runs = runs.replace(f"<w:{name} xml", f"<w:{gone} xml").replace(
            f"</w:{name}>", f"</w:{gone}>"
        )
    return runs


def reworded(old: str, new: str, marker: Marker) -> str:
    """The runs of a paragraph, word by word; what is no plain text changes as a whole."""
    if old == new:
        return new
    if not (_RUNS.fullmatch(old) and _RUNS.fullmatch(new)):
        return marker.around("del", old) + marker.around("ins", new)
    before, after = list(_said(old)), list(_said(new))
    return merged(before, after, marker)


def merged(before: list[Said], after: list[Said], marker: Marker) -> str:
    """Two wordings as one row of runs."""
    olds, news = _Cursor(before), _Cursor(after)
    found = ""
    for piece in pieces(olds.text, news.text):
        size = len(piece.text)
        if piece.kept is Kept.OLD:
            found += marker.around("del", _runs(olds.take(size)))
        elif piece.kept is Kept.NEW:
            found += marker.around("ins", _runs(news.take(size)))
        else:
            found += _both(olds, news, size, marker)
    return found


class _Cursor:
    """A place in a row of stretches."""

    def __init__(self, of: list[Said]) -> None:
        self.text = "".join([text for _, text in of])
        self._left = [one for one in of if one[1]][::-1]

    def ahead(self) -> int:
        """How much there is in the look that stands here."""
        return len(self._left[-1][1])

    def take(self, size: int) -> Iterator[Said]:
        """So much text from here, each stretch in its look."""
        while size:
            look, text = self._left.pop()
            if len(text) > size:
                self._left.append((look, text[size:]))
                text = text[:size]
            size -= len(text)
            yield look, text


def _both(olds: _Cursor, news: _Cursor, size: int, marker: Marker) -> str:
    """Text that stayed, with its former look where that was another."""
    found = ""
    while size:
        length = min(size, olds.ahead(), news.ahead())
        ((before, _),) = olds.take(length)
        ((look, text),) = news.take(length)
        if before != look:
            was = f"<w:rPr>{before}</w:rPr>" if before else "<w:rPr/>"
            look += f"{marker.open('rPrChange')}{was}</w:rPrChange>"
        found += _run(look, text)
        size -= length
    return found


def _said(runs: str) -> Iterator[Said]:
    for look, text in _RUN.findall(runs):
        yield look, unescape(text.replace(_BREAK, "\n"))


def _runs(of: Iterable[Said]) -> str:
    return "".join([_run(look, text) for look, text in of])


def _run(look: str, text: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    said = escape(text, quote=False).replace("\n", _BREAK)
    return f'<w:r>{properties}<w:t xml:space="preserve">{said}</w:t></w:r>'
