"""What a kind of commitment asks: its fields, and whether values fit them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.base.signs import why_unfit
from governance.library.forms import Value
from governance.library.rules import Blank, BlankKind, Option
from governance.library.values import WrongAnswerError, empty, value_of

OTHER = "other"
"""The kind of a commitment of which nothing more is asked."""
NO_FIELD = N_("This kind of commitment does not ask “{key}”.")
CHOOSE = N_("Choose one of the options.")


class FieldType(StrEnum):
    """What is written in a field of a kind."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    EUROS = "euros"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    FUNCTION = "function"
    ORGANISATION = "organisation"


BLANKS: Mapping[FieldType, BlankKind] = MappingProxyType(
    {
        FieldType.TEXT: BlankKind.TEXT,
        FieldType.LINES: BlankKind.LONG_TEXT,
        FieldType.NUMBER: BlankKind.NUMBER,
        FieldType.EUROS: BlankKind.MONEY,
        FieldType.DATE: BlankKind.DATE,
        FieldType.CHOICE: BlankKind.CHOICE,
        FieldType.YES_NO: BlankKind.YES_NO,
        FieldType.FUNCTION: BlankKind.FUNCTION,
        FieldType.ORGANISATION: BlankKind.ORGANISATION,
    }
)


class Said(Struct, frozen=True):
    """The same in both languages."""

    nl: str
    en: str

    def told(self, language: str) -> str:
        """In a language; in any other than English in Dutch."""
        return self.en if language.startswith("en") else self.nl


NOTHING = Said("", "")


class FieldOption(Struct, frozen=True):
    """One of what a choice lets choose."""

    key: str
    label: Said


class KindField(Struct, frozen=True):
    """One field that a kind asks. A number keeps to ``least`` and ``most``, and has no decimals
    when ``whole``; where it is ``required`` a commitment of the kind is not kept without it."""

    key: str
    type: FieldType
    label: Said
    hint: Said = NOTHING
    options: tuple[FieldOption, ...] = ()
    required: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False

    @property
    def blank(self) -> Blank:
        """The field as a question, by whose rules an answer is read."""
        number = self.type is FieldType.NUMBER
        return Blank(
            self.key,
            self.label.nl,
            BLANKS[self.type],
            required=self.required,
            options=tuple(Option(one.key, one.label.nl) for one in self.options),
            least=self.least,
            most=self.most,
            whole=self.whole if number else True,
        )


class IndicatorProposal(Struct, frozen=True):
    """What can be measured of a commitment of the kind: how it is called, in which unit, what it
    ``counts``, and whether ``more``, ``less`` or just ``reached`` is better."""

    key: str
    name: Said
    unit: Said
    counts: Literal["people", "activities", "capacity", "money", "yes_no"]
    direction: Literal["more", "less", "reached"] = "more"


class Kind(Struct, frozen=True):
    """A kind of commitment, as its folder has it.

    ``hides_dates``: the days planned for it are not for everybody (inspections). ``wording`` is
    the Jinja text that says its fields as sentences, one a line.
    """

    key: str
    name: Said
    explanation: Said
    fields: tuple[KindField, ...] = ()
    indicators: tuple[IndicatorProposal, ...] = ()
    hides_dates: bool = False
    place: int = 50
    wording: str = ""


def kind_complaints(kind: Kind, extra: Mapping[str, Value], at: str) -> Iterator[Complaint]:
    """What is wrong with the values of the fields of a kind, by ``at.<key>``."""
    known = {field.key: field for field in kind.fields}
    for key, value in extra.items():
        if key not in known and not empty(value):
            yield Complaint(f"{at}.{key}", NO_FIELD, {"key": key})
    for field in kind.fields:
        given = extra.get(field.key)
        if given is None or empty(given):
            if field.required:
                yield Complaint(f"{at}.{field.key}", MISSING)
        elif why := _why(field, given):
            yield Complaint(f"{at}.{field.key}", why[0], why[1])


def _why(field: KindField, value: Value) -> tuple[str, Mapping[str, object]] | None:
    """Why a value does not fit a field; none when it does."""
    try:
        found = value_of(field.blank, value)
    except WrongAnswerError as wrong:
        choice = field.type is FieldType.CHOICE
        return (CHOOSE, {}) if choice else (wrong.problem, wrong.values)
    if not isinstance(found, str):
        return None
    return why_unfit(found, lines=field.type is FieldType.LINES)


def kept(kind: Kind, extra: Mapping[str, Value]) -> dict[str, str | bool]:
    """Values that fit, as they are stored: days and numbers as text, yes and no as such."""
    found: dict[str, str | bool] = {}
    for field in kind.fields:
        given = extra.get(field.key)
        if given is not None and not empty(given):
            read = value_of(field.blank, given)
            found[field.key] = read if isinstance(read, bool) else _text(read)
    return found


def _text(value: date | Decimal | str) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()
