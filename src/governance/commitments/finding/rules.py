"""What a list of commitments can be narrowed to, sorted by and show: the one meaning of its
address. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint, NotFound, Refused
from governance.base.searching import readable
from governance.commitments.priorities.rules import Priority
from governance.commitments.rules import LineState, Nature, Standing
from governance.web.values import DATE, Wrong, value

NOT_SHARED = "not_shared"
"""The filter for what the reader is not told how it stands."""


class Column(StrEnum):
    """What a list can show of a commitment beside its title, in this order."""

    ORGANISATION = "organisation"
    AGREEMENT = "agreement"
    THEME = "theme"
    KIND = "kind"
    NATURE = "nature"
    FUNCTION = "function"
    PRIORITY = "priority"
    STANDING = "standing"
    STATE = "state"
    PLANNED = "planned"
    FORECAST = "forecast"
    DONE = "done"
    NEXT = "next"
    NEXT_PLANNED = "next_planned"


TITLE = "title"
"""The column that is always there."""
USUAL = (
    Column.ORGANISATION, Column.AGREEMENT, Column.STANDING, Column.STATE, Column.PLANNED,
    Column.NEXT,
)  # fmt: skip
"""What is shown where nobody chose."""
COLUMN_WORDS: Mapping[str, str] = {
    TITLE: N_("Commitment"),
    Column.ORGANISATION: N_("Organisation"),
    Column.AGREEMENT: N_("Agreement"),
    Column.THEME: N_("Theme"),
    Column.KIND: N_("Kind"),
    Column.NATURE: N_("Nature"),
    Column.FUNCTION: N_("Owner"),
    Column.PRIORITY: N_("Priority"),
    Column.STANDING: N_("Standing"),
    Column.STATE: N_("State"),
    Column.PLANNED: N_("Planned"),
    Column.FORECAST: N_("Forecast"),
    Column.DONE: N_("Reached"),
    Column.NEXT: N_("Next milestone"),
    Column.NEXT_PLANNED: N_("Next milestone planned"),
}


class Wanted(Struct, frozen=True):
    """What a list is narrowed to, and how it is shown; empty is everything.

    ``kind``: the key of a kind of commitment. ``region``: the members of that region.
    ``standing``: a :class:`Standing`, or :data:`NOT_SHARED`. ``until``: planned on this day or
    before. ``since``: without a report since this day. ``sort``: a column, with ``-`` before it the
    other way round.
    """

    search: str = ""
    agreement: UUID | None = None
    organisation: UUID | None = None
    region: UUID | None = None
    theme: str = ""
    kind: str = ""
    nature: str = ""
    state: str = ""
    standing: str = ""
    priority: str = ""
    until: date | None = None
    since: date | None = None
    sort: str = ""
    columns: tuple[Column, ...] = ()

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are shown beside the title."""
        return self.columns or USUAL

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of it."""
        return any(getattr(self, name) for name in FILTERS)


EVERYTHING = Wanted()
"""A list that is narrowed to nothing."""
_IDS = ("agreement", "organisation", "region")
_DAYS = ("until", "since")
_TEXTS = ("search", "theme", "kind")
CHOICES: Mapping[str, frozenset[str]] = {
    "nature": frozenset(Nature),
    "state": frozenset(LineState),
    "standing": frozenset({*Standing, NOT_SHARED}),
    "priority": frozenset(Priority),
    "sort": frozenset(sign + one for sign in ("", "-") for one in (TITLE, *Column)),
}
FILTERS = (*_TEXTS, *_IDS, "nature", "state", "standing", "priority", *_DAYS)
NAMES = (*FILTERS, "sort", "columns")
"""What may be asked in the address of a list."""
V = TypeVar("V")


def wanted_of(pairs: Iterable[tuple[str, str]]) -> Wanted:
    """What an address asks; names that are none of ours are passed over.

    Raises :class:`NotFound` for a choice that is not there, :class:`Refused` for what is no day.
    """
    said: dict[str, list[str]] = {}
    for name, text in pairs:
        if name in NAMES and text.strip():
            said.setdefault(name, []).append(text.strip())
    one = {name: texts[-1] for name, texts in said.items()}
    found: dict[str, Any] = {name: readable(one.get(name, "")) for name in _TEXTS}
    found |= {name: _chosen(name, one.get(name, "")) for name in CHOICES}
    found |= {name: _id(one[name]) for name in _IDS if name in one}
    found |= {name: _day(name, one[name]) for name in _DAYS if name in one}
    names = {name for text in said.get("columns", ()) for name in text.split(",")}
    if names - set(Column):
        raise NotFound
    columns = tuple(column for column in Column if column in names)
    return Wanted(**found, columns=() if columns == USUAL else columns)


def _chosen(name: str, said: str) -> str:
    if said and said not in CHOICES[name]:
        raise NotFound
    return said


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise NotFound from None


def _day(name: str, said: str) -> date:
    found = value(said, date, form=True)
    if isinstance(found, Wrong):
        raise Refused([Complaint(name, DATE)])
    day: date = found
    return day


def asked(wanted: Wanted) -> dict[str, str]:
    """What is asked, as the address has it; nothing is left empty."""
    values = {name: getattr(wanted, name) for name in FILTERS}
    said = {name: _said(one) for name, one in values.items() if one}
    if wanted.sort:
        said["sort"] = wanted.sort
    if wanted.columns:
        said["columns"] = ",".join(wanted.columns)
    return said


def _said(one: object) -> str:
    return f"{one:%d-%m-%Y}" if isinstance(one, date) else str(one)


def query_of(wanted: Wanted) -> str:
    """The part of an address behind the question mark; empty for everything as usual."""
    return urlencode(asked(wanted))


def of_query(query: str) -> Wanted:
    """What such a part of an address asks. Raises as :func:`wanted_of`."""
    return wanted_of(parse_qsl(query.lstrip("?")))


def turned(wanted: Wanted, column: str) -> str:
    """By what the list is sorted after a press on the head of a column."""
    return f"-{column}" if wanted.sort == column else column


def direction(wanted: Wanted, column: str) -> str:
    """How the list is sorted by a column, as ``aria-sort`` has it."""
    return {column: "ascending", f"-{column}": "descending"}.get(wanted.sort, "none")
