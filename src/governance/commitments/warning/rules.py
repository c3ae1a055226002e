"""What in a free text looks like data about a case, a victim or a suspect. Pure.

It is a question and no ban: it can be wrong. Whoever says that it is no case data saves it the
second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, StrEnum
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import fields

from governance.base.errors import N_, Complaint

Typed: TypeAlias = Any
"""A form that is ``Asked``; the rules stand below the forms and know only its fields."""


class Sign(StrEnum):
    """What a piece of a text looks like."""

    SERVICE_NUMBER = "service_number"
    MAIL = "mail"
    PHONE = "phone"
    BIRTH = "birth"
    PLATE = "plate"
    IBAN = "iban"
    CASE_NUMBER = "case_number"


LOOKS: Mapping[Sign, str] = {
    Sign.SERVICE_NUMBER: N_("“{said}” looks like a citizen service number (BSN)."),
    Sign.MAIL: N_("“{said}” looks like an e-mail address."),
    Sign.PHONE: N_("“{said}” looks like a phone number."),
    Sign.BIRTH: N_("“{said}” looks like a date of birth."),
    Sign.PLATE: N_("“{said}” looks like a licence plate."),
    Sign.IBAN: N_("“{said}” looks like a bank account number."),
    Sign.CASE_NUMBER: N_("“{said}” looks like the number of a criminal case."),
}
CONFIRM = N_(
    "Data about cases, victims or suspects does not belong here. Leave it out, or tick that it is"
    " none."
)
MOST = 5
"""So many pieces are named of one text: who sees these looks at the rest as well."""
SCANNED = 10_000
_NINE = re.compile(r"(?<![\d.,/+-])\d(?:[. ]?\d){8}(?![\d/-]|[.,]\d)")
_MONTHS = "jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
"""How a month begins in either language."""
_BORN = r"geb\.?|geboren(?: op)?|geboortedatum|born(?: on)?|date of birth"
_GROUP = r"(?:[A-Z]{1,3}|\d{1,3})"
_SHAPES: Mapping[Sign, re.Pattern[str]] = {
    Sign.SERVICE_NUMBER: _NINE,
    Sign.MAIL: re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    Sign.PHONE: re.compile(
        r"(?<![\w+])(?:(?:\+|00)31(?:[ -]?\(0\))?|\(?0)(?:[ ()-]{0,2}\d){9}(?!\d)"
    ),
    Sign.BIRTH: re.compile(
        rf"\b(?:{_BORN})[ :]{{0,3}}\d{{1,2}}[-/. ](?:\d{{1,2}}|(?:{_MONTHS})\w*)[-/. ]\d{{2,4}}\b",
        re.IGNORECASE,
    ),
    Sign.PLATE: re.compile(
        rf"(?<![\w-])(?=[A-Z0-9-]{{8}}(?![\w-])){_GROUP}-{_GROUP}-{_GROUP}(?![\w-])"
    ),
    Sign.IBAN: re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
    Sign.CASE_NUMBER: re.compile(r"(?<![\d/-])\d{2}[/-]\d{6}[/-]\d{2}(?![\d/-])"),
}


def signs(text: str) -> list[tuple[Sign, str]]:
    """What in a text looks like case data, each piece once, as it comes up in the text.

    A piece is one thing: of shapes that overlap the first counts, and then the longest. Only the
    first ``SCANNED`` characters are looked at: a longer text is refused for its length.
    """
    found = [
        (match.start(), -match.end(), sign, match.group())
        for sign, shape in _SHAPES.items()
        for match in shape.finditer(text[:SCANNED])
        if _holds(sign, match.group())
    ]
    kept: dict[tuple[Sign, str], None] = {}
    seen_until = 0
    for start, end, sign, said in sorted(found):
        if start >= seen_until:
            kept[sign, said] = None
            seen_until = -end
    return list(kept)


def case_data(form: Typed, stands: Iterable[Any] = ()) -> Iterator[Complaint]:
    """What in the texts of a form is asked about; nothing once its tick says it is none.

    A text in a row of it is named as its field is: ``measurements.0.reason``. ``stands``: what is
    kept already; a text that stays as it is was asked about when it came.
    """
    if form.not_case_data:
        return
    kept = {one.strip() for one in stands if isinstance(one, str)}
    seen = [
        Complaint(name, LOOKS[sign], {"said": said})
        for name, text in texts(form)
        if text.strip() not in kept
        for sign, said in signs(text)[:MOST]
    ]
    yield from seen
    if seen:
        yield Complaint("notCaseData", CONFIRM)


def texts(form: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text that somebody wrote in a form and in what it holds, by the name of its field."""
    if isinstance(form, Struct):
        for field, shown in _written(type(form)):
            yield from texts(getattr(form, field), _in(name, shown))
    elif isinstance(form, Mapping):
        for key, one in form.items():
            yield from texts(one, _in(name, str(key)))
    elif isinstance(form, (list, tuple)):
        for place, one in enumerate(form):
            yield from texts(one, _in(name, str(place)))
    elif isinstance(form, str) and not isinstance(form, Enum):
        yield name, form


def _in(name: str, inner: str) -> str:
    return f"{name}.{inner}" if name else inner


@cache
def _written(form: type[Struct]) -> tuple[tuple[str, str], ...]:
    """The fields of a form but its codes: by the name they have here, and in the form."""
    return tuple((one.name, one.encode_name) for one in fields(form) if not _is_code(one.type))


def _is_code(annotation: Any) -> bool:
    """Whether a field is marked as one in which nobody writes (``Code``)."""
    notes = (note for note in getattr(annotation, "__metadata__", ()) if isinstance(note, Meta))
    return any((note.extra or {}).get("code") for note in notes)


def _holds(sign: Sign, said: str) -> bool:
    """Whether the digits of a piece are such as they are given out."""
    if sign is Sign.SERVICE_NUMBER:
        return _passes_eleven([int(one) for one in said if one.isdigit()])
    if sign is Sign.IBAN:
        return _passes_97(said.replace(" ", ""))
    if sign is Sign.PLATE:
        return {kind for kind, _ in groupby(said.replace("-", ""), str.isdigit)} == {True, False}
    return True


def _passes_eleven(digits: list[int]) -> bool:
    """The check on a BSN: the weighted sum is a multiple of 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
    return any(digits) and total % 11 == 0


def _passes_97(iban: str) -> bool:
    """The check on an IBAN: as a number, the first four signs last, it leaves 1 of 97."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
