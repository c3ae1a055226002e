"""Articles of their heads and the lines below: number, title, paragraphs, and their chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from governance.documents.blocks import Run, Runs
from governance.documents.reading.ordinary.clauses import clauses
from governance.documents.reading.ordinary.cues import Cue, cue_of
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import Line, plain, tidy
from governance.documents.reading.ordinary.marks import NONE, Sort
from governance.documents.reading.ordinary.pieces import Article

_CHAPTER = re.compile(
    r"(hoofdstuk|deel|paragraaf|afdeling|titel|onderdeel)\s+(\d+|[IVXLC]+|[A-Z]|een|één|twee)\b",
    re.I,
)
_TITLE_ENDS = " .:;–-"


def chapters(lines: Sequence[Marked], heads: Sequence[int]) -> dict[int, int]:
    """The lines that are headings of chapters, each with the head of the article after it."""
    found: dict[int, int] = {}
    headed = frozenset(heads)
    for head in heads:
        at = head - 1
        while at >= 0 and at not in headed and _is_chapter(lines[at], lines[head].line):
            found[at] = head
            at -= 1
    return found


def _is_chapter(one: Marked, article: Line) -> bool:
    if one.line.cells or one.mark.sort is Sort.DASH or cue_of(one.line, one.mark) is not Cue.NONE:
        return False
    if _CHAPTER.match(one.line.whole) and len(one.line.whole) < 120:
        return True
    level, below = one.line.look.level, article.look.level
    if level and below:
        return level < below
    numbered = one.mark.sort in (Sort.ROMAN, Sort.UPPER) and one.line.is_short
    return bool(level) or (one.line.heads and one.line.stands_out) or numbered


def articles(
    lines: Sequence[Marked], heads: Sequence[int], under: dict[int, int]
) -> Iterator[Article]:
    """The articles of these lines; ``under`` are the places of headings of chapters."""
    chapter = ""
    above: dict[int, list[str]] = {}
    for at in sorted(under):
        above.setdefault(under[at], []).append(lines[at].line.whole)
    ends = [*heads[1:], len(lines)]
    for head, end in zip(heads, ends, strict=False):
        chapter = ", ".join(above.get(head, ())) or chapter
        below = [lines[at] for at in range(head + 1, end) if at not in under]
        yield _article(lines[head], below, chapter)


def _article(head: Marked, below: list[Marked], under: str) -> Article:
    title, inline = _titled(head)
    if inline:
        below = [Marked(head.line, msgspec.structs.replace(NONE, rest=inline)), *below]
    elif not title and below and _is_title(below[0]):
        title, below = below[0].said.rstrip(_TITLE_ENDS), below[1:]
    number = head.mark.number
    return Article(number, title, head.line.source, clauses(below), under)


def _titled(head: Marked) -> tuple[str, Runs]:
    """The title in a head, and the text that follows it on the same line."""
    rest = head.mark.rest
    if not rest:
        return "", ()
    if head.line.look.level or head.line.stands_out:
        return head.said.rstrip(_TITLE_ENDS), ()
    bold = _bold(rest)
    if bold and len(bold) < len(rest):
        after = tidy((Run(rest[len(bold)].text.lstrip(_TITLE_ENDS)), *rest[len(bold) + 1 :]))
        return plain(bold).rstrip(_TITLE_ENDS), after
    return (head.said, ()) if head.line.is_short else ("", rest)


def _bold(rest: Runs) -> Runs:
    """The bold words that a line begins with."""
    plain_at = next((at for at, run in enumerate(rest) if not run.bold), len(rest))
    return rest[:plain_at]


def _is_title(one: Marked) -> bool:
    """Whether a line below a bare number is the title of the article."""
    if one.line.cells or one.mark.sort is not Sort.NONE:
        return False
    return one.line.heads or (one.line.is_short and len(one.said) <= 80)
