"""Comments in a file, with the answers to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from governance.documents.comparing.wording import Kept
from governance.documents.reading.findings import Remark
from governance.documents.reading.lines import lines
from governance.documents.reading.opening import Package
from governance.documents.reading.spans import Quote
from governance.documents.reading.stretches import Line, by, w
from governance.documents.reading.walking import Walk

_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(slots=True, eq=False)
class _Thread:
    element: Any
    resolved: bool = False
    answers: list[_Thread] = field(default_factory=list)


def remarks(package: Package, walk: Walk, anchors: dict[Line, str]) -> Iterator[Remark]:
    """Every comment that answers no other."""
    root = package.xml("word/comments.xml")
    if root is None:
        return
    yield from (_remark(one, walk, anchors) for one in _threads(package, root))


def _threads(package: Package, root: Any) -> list[_Thread]:
    """Comments with their answers below them, however Word nested those."""
    threads: dict[str, _Thread] = {}
    found: list[tuple[_Thread, str]] = []
    for comment in root.iter(w("comment")):
        thread = _Thread(comment)
        last = [p.get(_PARAGRAPH) or "" for p in comment.iter(w("p"))][-1:]
        threads.update(dict.fromkeys(filter(None, last), thread))
        found.append((thread, last[0] if last else ""))
    parents = {}
    extended = package.xml("word/commentsExtended.xml")
    for one in extended if extended is not None else ():
        number = one.get(f"{_EXTENDED}paraId") or ""
        parents[number] = one.get(f"{_EXTENDED}paraIdParent") or ""
        if number in threads:
            threads[number].resolved = one.get(f"{_EXTENDED}done") in ("1", "true")
    tops: list[_Thread] = []
    for thread, number in found:
        top = threads.get(_top(number, parents), thread)
        (tops if top is thread else top.answers).append(thread)
    return tops


def _top(number: str, parents: dict[str, str]) -> str:
    """The paragraph of the comment that a thread began with."""
    seen = {number}
    while (parent := parents.get(number)) and parent not in seen:
        number = parent
        seen.add(number)
    return number


def _remark(thread: _Thread, walk: Walk, anchors: dict[Line, str]) -> Remark:
    element = thread.element
    quote = walk.spans.quotes.get(element.get(w("id")) or "")
    return Remark(
        _anchor(quote, anchors) if quote else "",
        _quoted(quote) if quote else "",
        "\n".join(line.text for line in lines(Walk(element).flow).news),
        *by(element),
        thread.resolved,
        tuple(_remark(one, walk, anchors) for one in thread.answers),
    )


def _anchor(quote: Quote, anchors: dict[Line, str]) -> str:
    """Of the line that a comment begins in, else of the one before it."""
    stretches = quote.stream.stretches
    for one in [*stretches[quote.place :], *reversed(stretches[: quote.place])]:
        for line in (one.new, one.old):
            if line in anchors:
                return anchors[line]
    return ""


def _quoted(quote: Quote) -> str:
    """The text as it becomes; where nothing of it is left, as it was."""
    said = ["\n" if one.ends else one.text for one in quote.stretches]
    stays = [s for s, one in zip(said, quote.stretches, strict=True) if one.way.kept in _STAYS]
    return "".join(stays if any(one.strip() for one in stays) else said)


_STAYS = (Kept.BOTH, Kept.NEW)
