"""Steps of a party before it decides, what must be right of them, and who is next. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from governance.agreements.rules import (
    CHOOSE,
    FUTURE,
    TOO_LONG,
    Typed,
    add_months,
    camel,
)
from governance.agreements.signing.rules import LONG_AGO
from governance.base.errors import MISSING, N_, Complaint


class AdviceStep(StrEnum):
    """Who is heard before an authority decides, in the order that is usual."""

    OFFICIAL = "official"
    LEGAL = "legal"
    FINANCIAL = "financial"
    PRIVACY = "privacy"
    COUNCIL_VIEW = "council_view"
    COUNCIL_INFORMED = "council_informed"


class AdviceOutcome(StrEnum):
    """What came of a step."""

    WAITING = "waiting"
    POSITIVE = "positive"
    REMARKS = "remarks"
    NEGATIVE = "negative"
    NO_WISHES = "no_wishes"
    WISHES = "wishes"
    INFORMED = "informed"
    NOT_NEEDED = "not_needed"


COUNCIL = frozenset({AdviceStep.COUNCIL_VIEW, AdviceStep.COUNCIL_INFORMED})
"""What the council does is public; what officials advise is for the party and the keeper."""
_ADVICE = (AdviceOutcome.POSITIVE, AdviceOutcome.REMARKS, AdviceOutcome.NEGATIVE)
_OF_COUNCIL = {
    AdviceStep.COUNCIL_VIEW: (AdviceOutcome.NO_WISHES, AdviceOutcome.WISHES),
    AdviceStep.COUNCIL_INFORMED: (AdviceOutcome.INFORMED,),
}
_EXPLAINED = frozenset(
    {
        AdviceOutcome.REMARKS,
        AdviceOutcome.NEGATIVE,
        AdviceOutcome.WISHES,
        AdviceOutcome.NOT_NEEDED,
    }
)
"""Outcomes that say nothing without words."""
GIVEN = "given"
"""That advice was given, for who may not read it."""
WORDS_MOST, FUNCTION_MOST = 2000, 200
BEFORE = N_("First note what came of the step before this one: these steps go in order.")
ONE_OF_COUNCIL = N_("Choose one: the council is informed, or it is asked for its view.")
TWICE = N_("This step stands here twice.")
EXPLAIN = N_("Say what was advised, or why it is not needed.")
NO_DAY_YET = N_("Nothing came of it yet, so leave this day open.")
NUMBER = N_("Give a whole number from 1, or leave this open.")
SAME_NUMBER = N_("Another step has this number. These steps go one after the other.")
AFTER_ASKED = N_("This day is before the day on which it was asked.")


class Planned(Struct, frozen=True, rename="camel"):
    """A step of a chain and the function or body that is asked."""

    step: AdviceStep
    function: str


class Given(Struct, frozen=True, rename="camel"):
    """What is noted of a step about the text that is up, as far as who is next depends on it."""

    step: str
    function: str
    asked_on: date | None
    due_on: date | None
    done_on: date | None
    outcome: str


def outcomes_of(step: str) -> tuple[AdviceOutcome, ...]:
    """What can come of a step; it can always still wait, or not be needed."""
    said = _OF_COUNCIL.get(AdviceStep(step), _ADVICE)
    return (AdviceOutcome.WAITING, *said, AdviceOutcome.NOT_NEEDED)


def hidden(outcome: str) -> str:
    """What somebody sees of an outcome who may not read the advice: only that there is one."""
    return GIVEN if outcome in _ADVICE else outcome


def settled(given: Given | None) -> bool:
    """Whether something came of a step."""
    return given is not None and given.outcome != AdviceOutcome.WAITING


def chain_complaints(steps: Sequence[Typed]) -> Iterator[Complaint]:
    """What is wrong with the steps that a party chooses."""
    seen: set[str] = set()
    for place, one in enumerate(steps):
        at = f"steps.{place}."
        if one.step not in set(AdviceStep):
            yield Complaint(at + "step", CHOOSE)
        elif one.step in seen:
            yield Complaint(at + "step", TWICE)
        elif one.step in COUNCIL and seen & COUNCIL:
            yield Complaint(at + "step", ONE_OF_COUNCIL)
        seen.add(one.step)
        yield from _text(one.function, at + "function", FUNCTION_MOST, needed=True)


def number_complaints(numbers: Sequence[int | None], *, in_order: bool) -> Iterator[Complaint]:
    """What is wrong with the numbers that order the steps of a chain; one may be left open."""
    seen: set[int] = set()
    for place, number in enumerate(numbers):
        if number is None:
            continue
        if number < 1:
            yield Complaint(f"steps.{place}.place", NUMBER)
        elif in_order and number in seen:
            yield Complaint(f"steps.{place}.place", SAME_NUMBER)
        seen.add(number)


def _text(
    said: str, field: str, limit: int, *, needed: bool, why: str = MISSING
) -> Iterator[Complaint]:
    if needed and not said.strip():
        yield Complaint(field, why)
    elif len(said.strip()) > limit:
        yield Complaint(field, TOO_LONG, {"limit": limit})


def advice_complaints(
    step: str, form: Typed, put_up_on: date, today: date, *, waits: bool
) -> Iterator[Complaint]:
    """What is wrong with what is noted of a step, of each field the first thing. ``waits``: a step
    before it is not done yet."""
    told: set[str] = set()
    for one in _advice_complaints(step, form, put_up_on, today, waits):
        if one.field not in told:
            yield one
        told.add(one.field)


def _advice_complaints(
    step: str, form: Typed, put_up_on: date, today: date, waits: bool
) -> Iterator[Complaint]:
    yield from _text(form.function, "function", FUNCTION_MOST, needed=True)
    if form.outcome not in outcomes_of(step):
        yield Complaint("outcome", CHOOSE)
    explained = form.outcome in _EXPLAINED
    yield from _text(form.words, "words", WORDS_MOST, needed=explained, why=EXPLAIN)
    if waits and form.outcome != AdviceOutcome.NOT_NEEDED:
        yield Complaint("askedOn", BEFORE)
    yield from _day_complaints(step, form, put_up_on, today)


def _day_complaints(step: str, form: Typed, put_up_on: date, today: date) -> Iterator[Complaint]:
    if form.asked_on is None and form.outcome != AdviceOutcome.NOT_NEEDED:
        yield Complaint("askedOn", MISSING)
    if form.done_on is None and form.outcome != AdviceOutcome.WAITING:
        yield Complaint("doneOn", MISSING)
    if form.done_on and form.outcome == AdviceOutcome.WAITING:
        yield Complaint("doneOn", NO_DAY_YET)
    if step == AdviceStep.COUNCIL_VIEW and form.asked_on and form.due_on is None:
        yield Complaint("dueOn", N_("Give the day until which the council can say so."))
    for name in ("asked_on", "done_on"):
        on = getattr(form, name)
        if on and on > today:
            yield Complaint(camel(name), FUTURE)
        elif on and on < add_months(put_up_on, -12):
            yield Complaint(camel(name), LONG_AGO)
    for name in ("done_on", "due_on"):
        on = getattr(form, name)
        if on and form.asked_on and on < form.asked_on:
            yield Complaint(camel(name), AFTER_ASKED)
