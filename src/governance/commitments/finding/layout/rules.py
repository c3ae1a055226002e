"""The columns of a list of commitments as a file, the same out and in, and what a cell of each
says whoever saved it. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from msgspec import Struct

from governance.base.words import translate
from governance.commitments.executing.rules import HOW_WORDS
from governance.commitments.priorities.rules import PRIORITY_WORDS
from governance.commitments.rules import NATURE_WORDS, STANDING_WORDS, STATE_WORDS
from governance.commitments.sharing.rules import SIGHT_WORDS, Sight
from governance.documents.grids.cells import DAY_ZERO

Typed: TypeAlias = Any
"""A line as a file has it; the rules know only its fields."""
Value: TypeAlias = str | int | Decimal | date | None

SHEET = "toezeggingen"
CHOICES = "keuzes"
"""The sheet that holds what may be chosen in a column."""
ID, VERSION, EXECUTION_VERSION, MARK = NAMED = ("id", "versie", "versie uitvoering", "kenmerk")
"""Which line it is, as of which versions it was taken out, and a mark of what stood in it then:
so that what a person changed is told from what the service says otherwise since."""
DAY = "eerstvolgende mijlpaal gepland"
WHY_DAY = "waarom opnieuw gepland"
HOW = "uitvoering"
EXECUTOR = "uitvoerder"
WHY_HOW = "waarom andere uitvoering"
PRIORITY = ("prioriteit",)
PLAN = (DAY, WHY_DAY)
EXECUTION = (HOW, EXECUTOR, WHY_HOW)
OPENED = (*PRIORITY, *PLAN, *EXECUTION)
"""What one may fill in, where one may; all else is what the service itself says."""
COLUMNS = (
    *NAMED, "afspraak", "nummer", "toezegging", "organisatie", "thema", "soort verplichting",
    "eigenaar", *PRIORITY, "beoordeling", "gedeeld op", "stand", "stand van zaken", "oorzaak",
    "maatregel", "gepland", "verwacht", "bereikt", "eerstvolgende mijlpaal", *PLAN, *EXECUTION,
    "streefwaarde", "eenheid",
)  # fmt: skip
"""The head, in this order. A name never changes once files with it are about."""
LOCKED = tuple(name for name in COLUMNS if name not in (*NAMED, *OPENED))
DAYS = frozenset({"gedeeld op", "gepland", "verwacht", "bereikt", DAY})
NUMBERS = frozenset({VERSION, EXECUTION_VERSION, "nummer", "streefwaarde"})
WORDS: Mapping[str, Mapping[Any, str]] = {"prioriteit": PRIORITY_WORDS, HOW: HOW_WORDS}
"""By column, what may be chosen in it."""
_EXACT = Context(prec=12)
"""Digits that a spreadsheet keeps whatever it does."""
_SIZE = 20
"""Powers of ten."""
_DUTCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_DUTCH_NUMBER = re.compile(r"-?[0-9]+,[0-9]+")


def dutch(said: Mapping[Any, str]) -> dict[Any, str]:
    """Choices as the layout says them: it is Dutch, whoever takes it out."""
    return {code: translate("nl", word) for code, word in said.items()}


class _Words(Struct, frozen=True):
    priorities: Mapping[str | None, str]
    states: Mapping[str, str]
    standings: Mapping[str | None, str]
    natures: Mapping[str, str]
    ways: Mapping[str, str]


@cache
def _words() -> _Words:
    return _Words(
        dutch(PRIORITY_WORDS) | {None: ""},
        dutch(STATE_WORDS) | {"": ""},
        dutch(STANDING_WORDS) | {None: translate("nl", SIGHT_WORDS[Sight.PROMISE])},
        dutch(NATURE_WORDS),
        dutch(HOW_WORDS),
    )


def _values(one: Typed) -> list[Value]:
    words = _words()
    return [
        str(one.id), one.version, one.execution_version, "", one.agreement, one.number, one.title,
        one.organisation, one.theme, words.natures[one.nature], one.owner_function,
        words.priorities[one.priority], words.standings[one.standing], one.shared_on,
        words.states[one.state], one.words, one.reason, one.measure, one.planned_on,
        one.forecast_on, one.done_on, one.next_title or "", one.next_planned_on, "",
        words.ways[one.how], one.executor, one.why, one.target, one.indicator_unit,
    ]  # fmt: skip


def cells_of(one: Typed) -> list[Value]:
    """What stands in each column of a line, in the order of the layout, with its mark."""
    cells = _values(one)
    cells[_MARKED] = mark_of(_texts(cells))
    return cells


def texts_of(one: Typed) -> list[str]:
    """The same as texts: days as yyyy-mm-dd, a decimal comma."""
    texts = _texts(_values(one))
    texts[_MARKED] = mark_of(texts)
    texts[_TARGET] = texts[_TARGET].replace(".", ",")
    return texts


def plain(column: str, text: str, *, number: bool = False, zero: date = DAY_ZERO) -> str:
    """What a cell says, the same whoever saved the file. ``number``: it is a number, of days
    after ``zero`` where the column holds days."""
    text = " ".join(text.split())
    if column in DAYS:
        return _day(text, number=number, zero=zero)
    if number or (column in NUMBERS and _DUTCH_NUMBER.fullmatch(text)):
        text = text.replace(",", ".")
    if number or column in NUMBERS:
        return _number(text)
    return _text(text)


def _text(text: str) -> str:
    """An apostrophe in front may be ours, put there so that a cell does not act."""
    return " ".join(text.split()).lstrip("' ")


def _day(text: str, *, number: bool, zero: date) -> str:
    try:
        if number:
            days = _exact(text)
            whole = days is not None and days == days.to_integral_value()
            return (zero + timedelta(int(days or 0))).isoformat() if whole else text
        if found := _DUTCH.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date.fromisoformat(text).isoformat() if text else ""
    except (ValueError, OverflowError):
        return text


def _number(text: str) -> str:
    found = _exact(text)
    if found is None:
        return text
    return f"{found.normalize():f}" if found else "0"


def _exact(text: str) -> Decimal | None:
    """A number of a size that is found in the work; none for what is no number, or no such one."""
    try:
        found = _EXACT.create_decimal(text)
    except ArithmeticError:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < _SIZE else None


def told(one: Typed) -> dict[str, str]:
    """What each column of a line says, as :func:`plain` has it."""
    return dict(zip(COLUMNS, map(_text, _texts(_values(one))), strict=True))


def mark_of(cells: Sequence[str]) -> str:
    """The mark of a line, from the texts of its cells in the order of the layout: of what the
    service says in it, and of what one may fill in."""
    return f"{hashed(_FIXED(cells))}.{_filled(_FILLED(cells))}"


def _texts(cells: Sequence[Value]) -> list[str]:
    """What the service itself says, as :func:`plain` has it but for the blanks of a text."""
    texts: list[Any] = list(cells)
    for at in _TYPED:
        cell = texts[at]
        texts[at] = "" if cell is None else str(cell)
    if isinstance(target := cells[_TARGET], Decimal):
        texts[_TARGET] = _decimal(target)
    return texts


@lru_cache(1_000)
def _decimal(number: Decimal) -> str:
    """A number as :func:`plain` has it; there are few targets, on many lines."""
    return _number(f"{number:f}")


_MARKED = COLUMNS.index(MARK)
_TARGET = COLUMNS.index("streefwaarde")
_TYPED = tuple(at for at, name in enumerate(COLUMNS) if name in DAYS | NUMBERS)
"""Where a day or a number stands; everywhere else a text."""
_FIXED = itemgetter(*map(COLUMNS.index, (ID, VERSION, EXECUTION_VERSION, *LOCKED)))
_FILLED = itemgetter(*map(COLUMNS.index, OPENED))
_BETWEEN = "\N{PILCROW SIGN}"
"""A sign that prints and takes one byte: with a wider one each text would be copied as wide."""
_SPACE_BEFORE, _SPACE_AFTER, _TICK = f" {_BETWEEN}", f"{_BETWEEN} ", f"{_BETWEEN}'"


def hashed(cells: Sequence[str]) -> str:
    """The same for cells of which :func:`_text` is the same; it is called where it changes any."""
    text = f"{_BETWEEN}{_BETWEEN.join(cells)}{_BETWEEN}"
    rough = not text.isprintable() or "  " in text or _TICK in text
    if rough or _SPACE_BEFORE in text or _SPACE_AFTER in text:
        text = f"{_BETWEEN}{_BETWEEN.join(map(_text, cells))}{_BETWEEN}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


_filled = lru_cache(1_000)(hashed)
"""What one may fill in: of thousands of lines most have the same in it."""
