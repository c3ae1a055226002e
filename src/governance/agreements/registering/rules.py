"""What must be right of an agreement that was signed elsewhere, and what is still missing. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.lasting.rules import BY_SILENCE
from governance.agreements.rules import (
    CHOOSE,
    FUTURE,
    TOO_LONG,
    AgreementKind,
    AgreementState,
    add_months,
    signs,
)
from governance.agreements.terms.rules import terms_complaints
from governance.base.errors import MISSING, N_, Complaint
from governance.base.signs import Lines

PLACE = 300
"""How long the place of the original may be."""
LONGEST = 600
"""Months of the longest term."""
MOST = 500
"""Passages of one text."""
LIMITS = {"number": 20, "title": 200, "text": 100_000}
BACKWARDS = N_("It ends before it enters into force. Correct one of these days.")
NOBODY = N_("No party signs yet. Choose the parties first.")
UNNAMED = N_("Give this article a title or a number, so that it can be cited.")
MANY = N_("A text has at most {limit} passages.")

Typed: TypeAlias = Any
"""A ``DescriptionForm``; the rules stand below the forms and know only their fields."""


class PassageKind(StrEnum):
    """What a passage is in the text; what stands aside was read, but is no part of it."""

    PARTY = "party"
    RECITAL = "recital"
    WORDS = "words"
    ARTICLE = "article"
    ANNEX = "annex"
    NOTE = "note"
    ASIDE = "aside"


class Passage(Struct, frozen=True, rename="camel", omit_defaults=True):
    """A passage of a text; ``source``: its place in the file, -1 where it stood in none."""

    kind: str
    number: str = ""
    title: str = ""
    text: Lines = ""
    source: int = -1


def until(last_day: date | None) -> date | None:
    """The first day that an agreement no longer holds, from the last on which it did."""
    return None if last_day is None else last_day + timedelta(days=1)


def last_day(ends_on: date | None) -> date | None:
    """The last day on which an agreement holds."""
    return None if ends_on is None else ends_on - timedelta(days=1)


def months(entered_on: date | None, ends_on: date | None) -> int | None:
    """The term in months, a month that is begun counted; none where it is indefinite."""
    if ends_on is None:
        return None
    if entered_on is None:
        return 1
    whole = (ends_on.year - entered_on.year) * 12 + ends_on.month - entered_on.month
    return max(1, whole + (add_months(entered_on, whole) < ends_on))


def state_after(ends_on: date | None, rule: str, today: date) -> str:
    """In which state it stands once it is registered, by its days and its rule of extension.

    One that is extended by silence went on: its rules then say until when.
    """
    ended = ends_on is not None and ends_on <= today and rule not in BY_SILENCE
    return AgreementState.ENDED if ended else AgreementState.IN_FORCE


def description_complaints(form: Typed, today: date) -> Iterator[Complaint]:
    """What is wrong with what was filled in; what is still open may be filled in later."""
    if form.kind not in set(AgreementKind):
        yield Complaint("kind", CHOOSE)
    for one in terms_complaints(form):
        yield replace(one, field="lastDay") if one.field == "termMonths" else one
    if len(form.original_at.strip()) > PLACE:
        yield Complaint("originalAt", TOO_LONG, {"limit": PLACE})
    for field, on in (("signedOn", form.signed_on), ("enteredOn", form.entered_on)):
        if on is not None and on > today:
            yield Complaint(field, FUTURE)
    if form.last_day and form.entered_on and form.last_day < form.entered_on:
        yield Complaint("lastDay", BACKWARDS)


def missing(
    kept: Mapping[str, Any], participations: Sequence[str], today: date
) -> Iterator[Complaint]:
    """What a registration still lacks before it counts, all at once."""
    for field in ("signedOn", "enteredOn", "originalAt"):
        if not kept[field]:
            yield Complaint(field, MISSING)
        elif isinstance(kept[field], date) and kept[field] > today:
            yield Complaint(field, FUTURE)
    if not any(map(signs, participations)):
        yield Complaint("parties", NOBODY)


def passage_complaints(passages: Sequence[Passage]) -> Iterator[Complaint]:
    """What is wrong with the passages of a text, by their place (``passages.0.title``)."""
    if len(passages) > MOST:
        yield Complaint("passages", MANY, {"limit": MOST})
    for place, one in enumerate(passages):
        at = f"passages.{place}."
        if one.kind not in set(PassageKind):
            yield Complaint(at + "kind", CHOOSE)
        for name, limit in LIMITS.items():
            if len(getattr(one, name)) > limit:
                yield Complaint(at + name, TOO_LONG, {"limit": limit})
        named = one.title.strip() or one.number.strip()
        if one.kind == PassageKind.ARTICLE and one.text.strip() and not named:
            yield Complaint(at + "title", UNNAMED)


def articles(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that are an article, in their order."""
    return [one for one in passages if one.kind == PassageKind.ARTICLE]
