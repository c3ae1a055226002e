"""The columns of the measurements of one's own organisation in a workbook, the same out and in,
and what a cell of each says whoever saved it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from governance.base.errors import N_
from governance.commitments.finding.layout.rules import Value, dutch, hashed
from governance.commitments.finding.layout.rules import plain as plain_line
from governance.documents.grids.cells import DAY_ZERO

Typed: TypeAlias = Any
"""A measurement as a file has it; the rules know only its fields."""

SHEET = "metingen"
INDICATOR, LINE, VERSION, MARK = NAMED = ("id", "id toezegging", "versie", "kenmerk")
"""Of which indicator and line, how many values were given, and a mark of what stood there then."""
SINCE, LAST = "periode vanaf", "periode tot en met"
VALUE = "waarde"
WHY = "waarom gecorrigeerd"
OPENED = (VALUE, WHY)
"""What one may fill in, where one may."""
LOCKED = (
    "afspraak", "nummer", "toezegging", "organisatie", "indicator", "eenheid", SINCE, LAST,
)  # fmt: skip
COLUMNS = (*NAMED, *LOCKED, *OPENED)
"""The head, in this order. A name never changes once files with it are about."""
DAYS = frozenset({SINCE, LAST})
NUMBERS = frozenset({VERSION, "nummer"})
YES_NO: Mapping[int, str] = {1: N_("yes"), 0: N_("no")}


def cells_of(one: Typed) -> list[Value]:
    """What stands in each column of a measurement, in the order of the layout, with its mark."""
    cells: list[Value] = [
        str(one.indicator_id), str(one.line_id), one.version, "", one.agreement, one.number,
        one.title, one.organisation, one.indicator, one.unit, one.since, one.last, one.value, "",
    ]  # fmt: skip
    cells[COLUMNS.index(MARK)] = mark_of(told(one))
    if one.value is not None and one.yes_no:
        cells[COLUMNS.index(VALUE)] = dutch(YES_NO)[int(one.value)]
    return cells


def told(one: Typed) -> dict[str, str]:
    """What each column of a measurement says, as :func:`plain` has it."""
    said = {
        INDICATOR: str(one.indicator_id), LINE: str(one.line_id), VERSION: str(one.version),
        MARK: "", "afspraak": one.agreement, "nummer": str(one.number), "toezegging": one.title,
        "organisatie": one.organisation, "indicator": one.indicator, "eenheid": one.unit,
        SINCE: one.since.isoformat(), LAST: one.last.isoformat(),
        VALUE: "" if one.value is None else f"{one.value:f}", WHY: "",
    }  # fmt: skip
    return {name: plain(name, text) for name, text in said.items()}


def plain(column: str, text: str, *, number: bool = False, zero: date = DAY_ZERO) -> str:
    """What a cell says, the same whoever saved the file; yes is 1 and no is 0."""
    if column in DAYS:
        return plain_line("gepland", text, number=number, zero=zero)
    if column == VALUE:
        return _value(text, number=number)
    return plain_line("nummer" if column in NUMBERS else "toezegging", text, number=number)


def _value(text: str, *, number: bool) -> str:
    said = text.strip().casefold()
    for code, word in dutch(YES_NO).items():
        if said == word.casefold():
            return str(code)
    return plain_line("streefwaarde", text, number=number) if said else ""


def mark_of(cells: Mapping[str, str]) -> str:
    """The mark of a measurement: of what the service says in it, and of what one may fill in."""
    fixed = [cells[name] for name in (INDICATOR, LINE, VERSION, *LOCKED)]
    return f"{hashed(fixed)}.{hashed([cells[name] for name in OPENED])}"
