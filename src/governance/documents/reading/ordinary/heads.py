"""Which lines are the heads of articles: by their word, their number, their style or their look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from governance.documents.reading.ordinary.lines import Line, plain
from governance.documents.reading.ordinary.marks import Mark, Sort, also


class Marked(Struct, frozen=True):
    """A line with what numbers it."""

    line: Line
    mark: Mark

    @property
    def said(self) -> str:
        """The words after the number."""
        return plain(self.mark.rest)


_NUMBERED = (Sort.DECIMAL, Sort.ROMAN, Sort.UPPER)
"""The order in which numbers make articles."""


def named(lines: Sequence[Marked]) -> list[int]:
    """The lines that are heads by their word: Artikel 1, Art. 2, § 3."""
    articles = _named(lines, Sort.ARTICLE)
    return articles or _named(lines, Sort.SECTION)


def _named(lines: Sequence[Marked], sort: Sort) -> list[int]:
    found: list[int] = []
    before: Mark | None = None
    for at, one in enumerate(lines):
        if one.mark.sort is sort and not one.line.cells and _is_head(one, before):
            found.append(at)
            before = one.mark
    return found


def _is_head(one: Marked, before: Mark | None) -> bool:
    """Whether this is a head and no sentence that begins with an article of a law."""
    said = one.said
    if one.line.label.text or one.line.look.level:
        return True
    if said and (said[0].islower() or said[0] in ",;)"):
        return False
    if one.line.stands_out or one.line.look.title:
        return True
    return _counts_on(before, one.mark) or (not said and len(one.mark.values) > 1)


def _counts_on(before: Mark | None, mark: Mark) -> bool:
    """Whether a number may follow on one before it: 3 or 4 or 2a on 2, and 2.1 on 1.4."""
    if before is None:
        return mark.last <= 1
    *above, last = before.values
    *now, number = mark.values
    if now != above:
        return len(now) == len(above) and now[:-1] == above[:-1] and now[-1] == above[-1] + 1
    return number in (last + 1, last + 2) or (number == last and mark.number[-1].isalpha())


def by_look(lines: Sequence[Marked], cued: bool) -> list[int]:
    """The lines that are heads by number and look, or by style alone in what is an agreement."""
    heading = [at for at, one in enumerate(lines) if one.line.heads and not one.line.cells]
    for sort in _NUMBERED:
        if found := _of_sort(lines, heading, sort):
            return _filled(lines, found, sort)
    return _unnumbered(lines, heading) if cued else []


def _of_sort(lines: Sequence[Marked], among: Sequence[int], sort: Sort) -> list[int]:
    """Headings that are numbered one deep in one way; where levels differ, those of the most."""
    found = [at for at in among if _figure(lines[at].mark, sort)]
    if not found:
        return []
    if sort is not Sort.DECIMAL and _runs(lines, found, sort) < 2:
        return []
    levels = Counter(_level(lines[at].line) for at in found)
    chosen = max(levels, key=lambda level: (levels[level], -level))
    return [at for at in found if _level(lines[at].line) == chosen]


def _figure(mark: Mark, sort: Sort) -> int:
    """The number of a mark in one way of numbering; 0 where it is none."""
    for one in also(mark):
        if one.sort is sort and len(one.values) == 1:
            return one.last
    return 0


def _level(line: Line) -> int:
    return line.look.level or 10


def _runs(lines: Sequence[Marked], found: Sequence[int], sort: Sort) -> int:
    """How far the numbers of these lines count from one."""
    last = 0
    for at in found:
        if _figure(lines[at].mark, sort) == last + 1:
            last += 1
    return last


def _filled(lines: Sequence[Marked], found: list[int], sort: Sort) -> list[int]:
    """With the heads between them that somebody forgot to make bold."""
    made = found[:1]
    for at in found[1:]:
        wanted = _figure(lines[made[-1]].mark, sort) + 1
        if _figure(lines[at].mark, sort) == wanted + 1:
            between = range(made[-1] + 1, at)
            forgotten = (
                n for n in between
                if _figure(lines[n].mark, sort) == wanted and lines[n].line.is_short
            )  # fmt: skip
            made.extend(list(forgotten)[-1:])
        made.append(at)
    return made


def _unnumbered(lines: Sequence[Marked], heading: Sequence[int]) -> list[int]:
    """Headings without a number: of the least deep level that has two."""
    bare = [at for at in heading if lines[at].mark.sort is Sort.NONE]
    levels = Counter(_level(lines[at].line) for at in bare)
    several = [level for level, number in levels.items() if number > 1]
    if not several:
        return bare
    return [at for at in bare if _level(lines[at].line) == min(several)]


def by_number(lines: Sequence[Marked]) -> list[int]:
    """Where nothing looks like a heading: the lines that count on from one to the end."""
    counted = {sort: _counted(lines, sort) for sort in _NUMBERED}
    anew = sum(1 for one in lines if _figure(one.mark, Sort.DECIMAL) == 1)
    roman = len(counted[Sort.ROMAN]) > 1 and (anew > 1 or not counted[Sort.DECIMAL])
    upper = len(counted[Sort.UPPER]) > 1 and (anew > 1 or not counted[Sort.DECIMAL])
    if roman:
        return counted[Sort.ROMAN]
    return counted[Sort.UPPER] if upper else counted[Sort.DECIMAL]


def _counted(lines: Sequence[Marked], sort: Sort) -> list[int]:
    """Those that count on from one: titles where there are two or more, else any line."""
    figures = [(at, _figure(one.mark, sort)) for at, one in enumerate(lines) if not one.line.cells]
    titles = _on_from_one([(at, figure) for at, figure in figures if lines[at].line.is_short])
    return titles if len(titles) > 1 else _on_from_one(figures)


def _on_from_one(figures: Iterable[tuple[int, int]]) -> list[int]:
    found: list[int] = []
    for at, figure in figures:
        if figure == len(found) + 1:
            found.append(at)
    return found
