"""The lines of an agreement in its four parts: before, the articles, the signing, the annexes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from governance.documents.reading.ordinary.articles import chapters
from governance.documents.reading.ordinary.cues import annex_of, closes, is_agreement
from governance.documents.reading.ordinary.front import Front, front
from governance.documents.reading.ordinary.heads import Marked, by_look, by_number, named
from governance.documents.reading.ordinary.marks import Mark, Sort

_OPENING = 6
"""In so many first lines a title stands."""


class Parts(Struct, frozen=True):
    """Lines by part; ``heads`` are places in ``articles``, ``under`` those of chapters."""

    front: Front
    articles: Sequence[Marked]
    heads: Sequence[int]
    under: dict[int, int]
    closing: Sequence[Marked]
    annexes: Sequence[Sequence[Marked]]


def parted(lines: Sequence[Marked]) -> Parts:
    """The four parts, found from their ends inwards."""
    annexes = _annexes(lines)
    body = lines[: annexes[0]] if annexes else lines
    heads = _heads(body)
    closing = _closing(body, heads[-1] + 1 if heads else len(body))
    under = chapters(body, heads)
    first = min([*heads[:1], *under], default=len(body))
    ends = [*annexes[1:], len(lines)]
    headed = frozenset(heads)
    told = [one if at in headed else _plain(one) for at, one in enumerate(body)]
    return Parts(
        front(told[:first]),
        told[first:closing] if heads else (),
        [head - first for head in heads],
        {at - first: head - first for at, head in under.items()},
        told[closing:],
        [lines[at:end] for at, end in zip(annexes, ends, strict=False)],
    )


def _plain(one: Marked) -> Marked:
    """A sentence that begins with an article of a law has no number of its own."""
    if one.mark.sort not in (Sort.ARTICLE, Sort.SECTION):
        return one
    return Marked(one.line, Mark(Sort.NONE, "", (), one.line.runs))


def _heads(body: Sequence[Marked]) -> list[int]:
    """The heads of articles, in the way that this agreement makes them."""
    if found := named(body):
        return found
    before = front(body)
    titled = any(is_agreement(one.line.whole) for one in body[:_OPENING])
    if not before.cued and not titled:
        return []
    start = before.agreed + 1 if before.agreed >= 0 else before.begun
    end = _closing(body, start)
    inside = body[start:end]
    found = by_look(inside, cued=True)
    if not found and before.agreed >= 0:
        found = by_number(inside)
    return [start + at for at in found]


def _closing(body: Sequence[Marked], start: int) -> int:
    """Where the signing begins, after a place; the end where nothing says so."""
    found = (at for at in range(start, len(body)) if closes(body[at].line, body[at].mark))
    return next(found, len(body))


def _annexes(lines: Sequence[Marked]) -> list[int]:
    """Where each annex begins."""
    found: list[int] = []
    signed = False
    for at, one in enumerate(lines):
        signed = signed or (at > 0 and closes(one.line, one.mark))
        if at > 0 and annex_of(one.line, one.mark, signed or bool(found)):
            found.append(at)
    return found
