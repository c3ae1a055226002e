"""The parts of an agreement as what was understood of it, with all that has no place there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from governance.documents.blocks import said
from governance.documents.reading.ordinary.articles import articles
from governance.documents.reading.ordinary.blocks import placed
from governance.documents.reading.ordinary.clauses import clauses
from governance.documents.reading.ordinary.cues import annex_of
from governance.documents.reading.ordinary.dates import dated, lasting, signed
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import shown
from governance.documents.reading.ordinary.parties import parties
from governance.documents.reading.ordinary.parting import Parts
from governance.documents.reading.ordinary.pieces import (
    Annex,
    Article,
    Dated,
    Footnote,
    Item,
    Left,
    Said,
    Understood,
)

_TITLE = 200


def understood_of(
    parts: Parts,
    *,
    notes: tuple[Footnote, ...],
    left: tuple[Left, ...],
    original: tuple[str, ...],
    tracked: bool,
) -> Understood:
    """What was understood, and what is left."""
    front = parts.front
    found = tuple(articles(parts.articles, parts.heads, parts.under))
    known = front.cued or bool(found)
    title, subtitle, rest = _titled(front.opening) if known else ("", "", front.opening)
    there = parties(front.parties)
    return Understood(
        title=title,
        subtitle=subtitle,
        parties=there.found,
        together=there.together,
        recitals=clauses(front.recitals),
        articles=found,
        closing=tuple(placed(parts.closing)),
        annexes=tuple(map(_annex, parts.annexes)),
        dates=tuple(_dates(found, parts.closing)),
        terms=tuple(span for text, at in _texts(found) for span in lasting(text, at)),
        footnotes=notes,
        phrases=(*_left(front.phrases), *there.phrases),
        left=(*_left(rest), *there.left, *_left(front.after), *left),
        original=original,
        tracked=tracked,
    )


def _left(lines: Iterable[Marked]) -> Iterator[Left]:
    return (Left(shown(one.line), one.line.source) for one in lines)


def _titled(opening: Sequence[Marked]) -> tuple[str, str, Sequence[Marked]]:
    """The title, the subtitle, and the lines that are neither."""
    lines = [one for one in opening if not one.line.cells and len(one.line.whole) <= _TITLE]
    named = [one for one in lines if one.line.look.title]
    stands = [one for one in lines if one.line.heads or one.line.centred]
    first = next(iter(named or stands or lines), None)
    if first is None:
        return "", "", opening
    after = [one for one in lines[lines.index(first) + 1 :][:1] if one in stands]
    below = next((one for one in lines if one.line.look.subtitle), next(iter(after), None))
    rest = [one for one in opening if one not in (first, below)]
    return first.line.whole, below.line.whole if below else "", rest


def _annex(lines: Sequence[Marked]) -> Annex:
    head, *below = lines
    number, title = annex_of(head.line, head.mark, True) or ("", head.line.whole)
    if not title and below and not below[0].line.cells and below[0].line.is_short:
        title, below = below[0].line.whole, below[1:]
    return Annex(number, title, head.line.source, tuple(placed(below)))


def _texts(found: Iterable[Article]) -> Iterator[tuple[str, int]]:
    """Every text of the articles, with its place."""
    for article in found:
        for one in article.paragraphs:
            yield from _below(one)


def _below(one: Said | Item) -> Iterator[tuple[str, int]]:
    yield said(one.runs), one.source
    for item in one.items:
        yield from _below(item)


def _dates(found: Iterable[Article], closing: Iterable[Marked]) -> Iterator[Dated]:
    for text, at in _texts(found):
        yield from dated(text, at)
    for one in closing:
        yield from signed(shown(one.line), one.line.source)
