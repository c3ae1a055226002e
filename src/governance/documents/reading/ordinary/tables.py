"""Parties in a table: a row for each, a column for each, or a list of what is asked of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from governance.documents.reading.ordinary.pieces import Party
from governance.documents.reading.ordinary.wording import all_called, function_of, party

Rows: TypeAlias = Sequence[Sequence[str]]

_NAME = re.compile(
    r"(naam( (van de )?(organisatie|partij|gemeente))?|organisatie|partij(en)?( \d+)?|gemeente|"
    r"deelnemer|bestuursorgaan|convenantpartner|partner)[\s:]*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"((rechtsgeldig )?vertegenwoordigd( door)?|vertegenwoordiging|namens deze)[\s:]*", re.I
)
_FUNCTION = re.compile(r"(functie|in de functie van|hoedanigheid)[\s:]*", re.IGNORECASE)
_CALLED = re.compile(
    r"((hierna|verder)( te noemen| aangeduid als| genoemd)?|aangeduid als|aanduiding|"
    r"afkorting|roepnaam)[\s:]*",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"(datum )?(college)?besluit( van| d\.d\.)?[\s:]*", re.IGNORECASE)
_ASKED = (
    (_NAME, "{}"), (_BY, "vertegenwoordigd door {}"), (_FUNCTION, "in de functie van {}"),
    (_CALLED, "hierna te noemen “{}”"), (_DECIDED, "besluit van {}"),
)  # fmt: skip
_NUMBER = re.compile(r"[\W_]*(\d{1,3}|[A-Za-z]|[IVX]{1,4})?[\W_]*")
_ORGANISATION = re.compile(
    r"(de |het )?(gemeente|politie|openbaar|stichting|provincie|college|burgemeester|regio|"
    r"veiligheids|ministerie|omgevingsdienst|waterschap|vereniging|zorg|regionaal|officier|"
    r"koninklijke|nederlandse|dienst|raad)\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"vertegenwoordigd|hierna|namens|handelend|functie", re.IGNORECASE)


def is_organisation(text: str) -> bool:
    """Whether words begin as the name of an organisation does."""
    return bool(_ORGANISATION.match(text))


def parties_of(rows: Rows, source: int) -> Iterator[Party]:
    """The parties in the rows of a table, in the order that they stand there."""
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if asked := _columns(rows):
        yield from _by_column(rows[1:], asked, source)
    elif sum(1 for row in rows if len(row) > 1 and _form(row[0])) > 1:
        yield from _by_question(rows, source)
    else:
        for row in rows:
            yield from _by_row(row, source)


def _form(cell: str) -> str:
    """How to say what a cell is a question for; empty where it is none."""
    return next((form for pattern, form in _ASKED if pattern.fullmatch(cell)), "")


def _number(cell: str) -> bool:
    """Whether a cell only numbers its row."""
    return len(cell) < 20 and bool(_NUMBER.fullmatch(cell))


def _columns(rows: Rows) -> list[str]:
    """What each column tells, where the first row says so."""
    asked = [_form(cell) for cell in rows[0]] if len(rows) > 1 else []
    return asked if "{}" in asked and sum(1 for form in asked if form) > 1 else []


def _by_column(rows: Rows, asked: Sequence[str], source: int) -> Iterator[Party]:
    for row in rows:
        cells = list(zip(asked, row, strict=False))
        number = next((c.strip(" .)") for form, c in cells if not form and _number(c)), "")
        told = [(form or "({})", cell) for form, cell in cells if cell and not _number(cell)]
        yield from _said(_sorted(told), source, number)


def _by_question(rows: Rows, source: int) -> Iterator[Party]:
    told: list[tuple[str, str]] = []
    for row in rows:
        form = _form(row[0])
        if form == "{}":
            yield from _said(told, source)
            told = []
        more = row[1:] if form else row
        told.append((form or "{}", " ".join(cell for cell in more if cell)))
    yield from _said(told, source)


def _sorted(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The name first, wherever its column stands."""
    return sorted(told, key=lambda one: one[0] != "{}")


def _said(told: Sequence[tuple[str, str]], source: int, number: str = "") -> Iterator[Party]:
    said = ", ".join(form.format(_bare(cell)) for form, cell in told if _bare(cell))
    if said:
        yield party(said, source, number)


def _bare(cell: str) -> str:
    return cell.strip(" ,;:\"“”„'‘’")


def _by_row(row: Sequence[str], source: int) -> Iterator[Party]:
    """A row without a heading: a number, then a name, then more about it; or two names.

    What names no party, such as "en", is a party without a name.
    """
    number = row[0].strip(" .)") if _number(row[0]) and len(row) > 1 else ""
    cells = [cell for cell in row if not _number(cell)]
    cells = [cell for cell in cells if cell.lower().strip(" ,;:") not in ("en", "tussen", "")]
    if not cells or all_called(" ".join(cells)):
        yield Party("", source, text=" ".join(cell for cell in row if cell))
    elif len(cells) > 1 and all(is_organisation(c) and not _DETAIL.match(c) for c in cells[1:]):
        for cell in cells:
            yield party(cell, source)
    else:
        said = " ".join(cell for cell in row if cell)
        yield msgspec.structs.replace(_of_row(cells, source, number), text=said)


def _of_row(cells: Sequence[str], source: int, number: str) -> Party:
    first, *more = cells
    told = [first.rstrip(" ,;")]
    for cell in more:
        bare = not _DETAIL.search(cell) and bool(function_of(cell))
        told.append(f"vertegenwoordigd door {cell}" if bare else cell)
    return party(", ".join(told), source, number)
