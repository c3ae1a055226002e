"""A list of commitments as a file: one layout for Excel and CSV, so that it can be read back.

The layout is Dutch, so its words are, whoever takes it out. What names a line comes first, and
in a workbook stands unseen; what one may fill in stands open there, all else is locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from governance.base.words import translate
from governance.commitments.finding.layout.rules import (
    CHOICES,
    COLUMNS,
    NAMED,
    OPENED,
    SHEET,
)
from governance.commitments.finding.queries import ExportedLine
from governance.commitments.priorities.rules import PRIORITY_WORDS
from governance.commitments.rules import NATURE_WORDS, STANDING_WORDS, STATE_WORDS
from governance.commitments.sharing.rules import SIGHT_WORDS, Sight
from governance.documents.sheets import MARK, csv_lines
from governance.documents.workbooks import Cell, Choice, Page, workbook

_OFFERED: Mapping[str, Mapping[Any, str]] = {"stand": STATE_WORDS, "prioriteit": PRIORITY_WORDS}
"""By column, what may be chosen in it."""


def _dutch(said: Mapping[Any, str]) -> dict[Any, str]:
    return {code: translate("nl", word) for code, word in said.items()}


def rows(lines: Iterable[ExportedLine]) -> Iterator[list[Cell]]:
    """The cells of each line, in the order of the layout."""
    standings, states = _dutch(STANDING_WORDS), _dutch(STATE_WORDS) | {"": ""}
    natures, priorities = _dutch(NATURE_WORDS), _dutch(PRIORITY_WORDS) | {None: ""}
    standings[None] = translate("nl", SIGHT_WORDS[Sight.PROMISE])
    for one in lines:
        yield [
            str(one.id), one.version, one.agreement, one.number, one.title, one.organisation,
            one.theme, natures[one.nature], one.owner_function, priorities[one.priority],
            standings[one.standing], one.shared_on, states[one.state], one.words, one.reason,
            one.measure, one.planned_on, one.forecast_on, one.done_on, one.next_title,
            one.next_planned_on, one.target, one.indicator_unit,
        ]  # fmt: skip


def as_csv(lines: Iterable[ExportedLine]) -> bytes:
    """The list as CSV for a Dutch spreadsheet: semicolons, decimal comma, days as yyyy-mm-dd."""
    body = ([_text(cell) for cell in row] for row in rows(lines))
    return (MARK + csv_lines([COLUMNS, *body])).encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def as_workbook(lines: Sequence[ExportedLine]) -> bytes:
    """The list as a workbook: one may type where one sees all of the line."""
    fixed = {at for at, one in enumerate(lines, 1) if one.sight != Sight.WHOLE}
    offered = [sorted(_dutch(words).values()) for words in _OFFERED.values()]
    choices = {name: Choice(CHOICES, at, len(offered[at])) for at, name in enumerate(_OFFERED)}
    return workbook(
        [
            Page(SHEET, COLUMNS, rows(lines), choices, hidden=NAMED, opened=OPENED, fixed=fixed),
            Page(CHOICES, tuple(_OFFERED), zip_longest(*offered, fillvalue="")),
        ]
    )
