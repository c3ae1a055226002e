"""Two versions beside each other on a page: what was left out struck, what is new underlined.

Words say it too, for who does not see it, so neither colour nor line is the only carrier. What
did not change is folded away, and can be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from jinja2 import Template
from msgspec import Struct

from governance.base.words import translate
from governance.documents.comparing import saying
from governance.documents.comparing.changes import Change, Comparison, Line, Section, Wording
from governance.documents.comparing.told import Kind
from governance.documents.comparing.wording import Kept, Piece
from governance.documents.templates import templates

NAMED = {Kind.FIGURE, Kind.KEY_FIGURES, Kind.CONTENTS, Kind.PAGE_BREAK, Kind.PROPERTY, Kind.LIST}
"""Lines that do not say by themselves what they are."""


class Shown(Struct, frozen=True):
    """One line as it is shown: its mark, what it is, its cells, and what became of it."""

    kind: str
    change: str
    level: int
    mark: str
    what: str
    cells: tuple[tuple[Piece, ...], ...]
    became: str


class Group(Struct, frozen=True):
    """Lines that stand together; those that did not change are folded away under ``calm``."""

    calm: str
    lines: tuple[Shown, ...]


class Part(Struct, frozen=True):
    """One section as it is shown."""

    heading: str
    pieces: tuple[Piece, ...]
    before: str
    change: str
    became: str
    groups: tuple[Group, ...]


@cache
def _template() -> Template:
    return templates("documents").get_template("comparison.html.j2")


def write_comparison(comparison: Comparison, language: str, *, level: int = 3) -> str:
    """The comparison as one ``<div class="doc-comparison">``, in a language (nl or en).

    ``level``: of the heading of each part, one below what it stands under.
    """
    return _template().render(
        level=level,
        stretches=list(_stretches(comparison.sections, language)),
        same="" if comparison.differs else translate(language, saying.SAME),
        added=translate(language, saying.CHANGES[Change.ADDED]),
        removed=translate(language, saying.CHANGES[Change.REMOVED]),
    )


def _stretches(sections: Iterable[Section], language: str) -> Iterator[tuple[str, list[Part]]]:
    """Sections that changed, and between them those that did not, folded away."""
    shown = [of for of in sections if of.kind != "properties" or of.differs]
    for differs, group in groupby(shown, key=lambda section: section.differs):
        parts = [_part(of, language) for of in group]
        yield "" if differs else saying.calm(len(parts), language, parts=True), parts


def _part(of: Section, language: str) -> Part:
    titled = of.lines[:1] if of.lines and of.lines[0].kind is Kind.TITLE else ()
    lines = of.lines[len(titled) :]
    if of.kind == "properties":
        lines = tuple(line for line in lines if line.change is not Change.KEPT)
    named = saying.name(of, language, old=of.change is Change.REMOVED)
    plain = Piece(Kept.BOTH, "" if named else saying.heading(of, language))
    quiet = of.change in (Change.KEPT, Change.CHANGED)
    look = quiet and bool(titled) and titled[0].change is Change.LOOK
    change = Change.LOOK if look else of.change
    return Part(
        heading=named,
        pieces=titled[0].cells[0].pieces if titled else (plain,),
        before=saying.before(of, language),
        change=of.change,
        became="" if quiet and not look else translate(language, saying.CHANGES[change]),
        groups=tuple(_groups(lines, language, folds=of.change is not Change.KEPT)),
    )


def _groups(lines: Iterable[Line], language: str, *, folds: bool) -> Iterator[Group]:
    seen = [of for of in lines if of.kind is not Kind.LIST or of.change is not Change.KEPT]
    for calm, group in groupby(seen, key=lambda line: line.change is Change.KEPT):
        shown = tuple(_shown(line, language) for line in group)
        yield Group(saying.calm(len(shown), language) if calm and folds else "", shown)


def _shown(of: Line, language: str) -> Shown:
    mute = of.change is not Change.KEPT and not any(cell.pieces for cell in of.cells)
    told = mute or of.change in (Change.MOVED, Change.LOOK) or of.moved_to is not None
    return Shown(
        kind=of.kind,
        change=of.change,
        level=of.level,
        mark=of.mark_new or of.mark_old,
        what=saying.what(of, language) if of.kind in NAMED else "",
        cells=tuple(_cell(of, cell, language) for cell in of.cells),
        became=saying.became(of, language) if told else "",
    )


def _cell(of: Line, cell: Wording, language: str) -> tuple[Piece, ...]:
    return tuple(Piece(p.kept, saying.value(of, p.text, language)) for p in cell.pieces)
