"""What people type, as values: Dutch dates and decimals, choices, yes and no.

``value(text, annotation)`` gives the value or a :class:`Wrong` that says why not, in a
message of the catalogue. Pure: knows no request and no form.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from unicodedata import normalize
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from governance.base.clock import YEARS
from governance.base.errors import N_
from governance.base.signs import why_unfit

DATE = N_("Write a date that exists as dd-mm-yyyy, for example 24-11-2026.")
FAR = N_("This date lies too far away: the year is from {first} to {last}.")
WHOLE = N_("Write a whole number, for example 12.")
NUMBER = N_("Write a number, for example 1.234,50.")
YES_NO = N_("Choose yes or no.")
CHOICE = N_("Choose one of the options.")
TEXT = N_("Write text here.")
ROWS = N_("This must be a list.")
GROUP = N_("This must be a group of named fields.")
LONG = N_("Use at most {limit} characters; there are {length} now.")
SHORT = N_("Use at least {limit} characters; there are {length} now.")
LOW = N_("The value must be at least {limit}.")
HIGH = N_("The value must be at most {limit}.")
ABOVE = N_("The value must be more than {limit}.")
BELOW = N_("The value must be less than {limit}.")
OTHER = N_("This value cannot be used here.")

DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
DUTCH_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?|[+-]?[0-9]+(,[0-9]+)?")
NO_NUMBER = "?"
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
MESSAGES: Mapping[type, str] = {
    date: DATE, datetime: DATE, time: OTHER, int: WHOLE, float: NUMBER, Decimal: NUMBER,
    bool: YES_NO, str: TEXT, UUID: CHOICE,
}  # fmt: skip
MACHINE: Mapping[type, str] = {
    **MESSAGES, date: N_("Write a date that exists as yyyy-mm-dd, for example 2026-11-24."),
    float: N_("Write a number, for example 1234.5."),
    Decimal: N_("Write a number, for example 1234.5."),
    bool: N_("Write true or false."), UUID: N_("Give an id."),
}  # fmt: skip
"""What the API says instead: it takes what msgspec takes."""
TRUTH = {"on": True, "true": True, "1": True, "ja": True, "yes": True}
TRUTH |= {"off": False, "false": False, "0": False, "nee": False, "no": False}


class Wrong(Struct, frozen=True):
    """Why a value cannot be used: a message of the catalogue with its values."""

    problem: str
    values: Mapping[str, Any] = {}


def bare(annotation: Any) -> tuple[Any, tuple[Meta, ...]]:
    """The type without ``Annotated`` and without ``None`` or ``UNSET``, and its limits."""
    limits: tuple[Meta, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *notes = get_args(annotation)
            limits += tuple(n for n in notes if isinstance(n, Meta))
        elif origin in (Union, UnionType):
            kept = [a for a in get_args(annotation) if a not in (NoneType, msgspec.UnsetType)]
            if len(kept) != 1:
                return annotation, limits
            annotation = kept[0]
        else:
            return annotation, limits


def accepts_none(annotation: Any) -> bool:
    """Whether the field may be nothing."""
    if get_origin(annotation) is Annotated:
        return accepts_none(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return any(accepts_none(a) for a in get_args(annotation))
    return annotation in (NoneType, Any)


def value(said: Any, annotation: Any, *, form: bool) -> Any:
    """The value that was meant, or a :class:`Wrong`. ``form``: a person typed it, in Dutch."""
    kind, limits = bare(annotation)
    meant = _meant(said.strip(), kind, form=form) if isinstance(said, str) else said
    try:
        found = msgspec.convert(meant, annotation, strict=not form)
    except (msgspec.ValidationError, ValueError):
        return _why(meant, kind, limits, form=form)
    if isinstance(found, str) and not _is(limits, "secret"):
        return _legible(found, lines=_is(limits, "lines"))
    if isinstance(found, date) and found.year not in YEARS:
        return Wrong(FAR, {"first": YEARS[0], "last": YEARS[-1]})
    endless = isinstance(found, (Decimal, float)) and not isfinite(found)
    return Wrong((MESSAGES if form else MACHINE)[Decimal]) if endless else found


def _is(limits: tuple[Meta, ...], what: str) -> bool:
    """Whether the field is marked so: ``secret``, ``lines``."""
    return any((limit.extra or {}).get(what) for limit in limits)


def _legible(said: str, *, lines: bool) -> str | Wrong:
    """The text with its accents in one piece, or why it cannot stand there."""
    text = normalize("NFC", said)
    why = why_unfit(text, lines=lines) if text else None
    return Wrong(*why) if why else text


def _meant(said: str, kind: Any, *, form: bool) -> Any:
    if kind is date and (found := DUTCH_DATE.fullmatch(said)):
        day, month, year = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if form and kind in (int, float, Decimal):
        plain = re.sub(r"[\s€%]", "", said)
        if DUTCH_NUMBER.fullmatch(plain):
            return plain.replace(".", "").replace(",", ".")
        return plain if PLAIN_NUMBER.fullmatch(plain) else NO_NUMBER
    if kind in (int, float, Decimal):
        return said if PLAIN_NUMBER.fullmatch(said) else NO_NUMBER
    if form and kind is bool:
        return TRUTH.get(said.lower(), said)
    return said


def _why(said: Any, kind: Any, limits: tuple[Meta, ...], *, form: bool) -> Wrong:
    """The reason in words of the form: a broken limit where there is one, else the kind."""
    if kind is str and isinstance(said, str):
        return _length(said, limits)
    if kind in (int, float, Decimal):
        return _size(said, kind, limits, (MESSAGES if form else MACHINE)[kind])
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return Wrong(CHOICE)
    return Wrong(MESSAGES.get(kind, OTHER) if form else MACHINE.get(kind, OTHER))


def _length(said: str, limits: tuple[Meta, ...]) -> Wrong:
    for limit in limits:
        if limit.max_length is not None and len(said) > limit.max_length:
            return Wrong(LONG, {"limit": limit.max_length, "length": len(said)})
        if limit.min_length is not None and len(said) < limit.min_length:
            return Wrong(SHORT, {"limit": limit.min_length, "length": len(said)})
    return Wrong(OTHER)


def _size(said: Any, kind: Any, limits: tuple[Meta, ...], otherwise: str) -> Wrong:
    try:
        number = msgspec.convert(said, kind, strict=False)
    except (msgspec.ValidationError, ValueError):
        return Wrong(otherwise)
    for limit in limits:
        for problem, edge, kept in (
            (LOW, limit.ge, operator.ge),
            (HIGH, limit.le, operator.le),
            (ABOVE, limit.gt, operator.gt),
            (BELOW, limit.lt, operator.lt),
        ):
            if edge is not None and not kept(number, edge):
                return Wrong(problem, {"limit": edge})
    return Wrong(otherwise)
