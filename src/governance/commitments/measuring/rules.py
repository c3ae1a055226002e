"""What an indicator is, and what is right of it and of its values. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.measuring.hiding.rules import SMALL, Counts, Shown, hides
from governance.commitments.measuring.rolling.rules import Rule

Typed: TypeAlias = Any
"""A form of this package, or an indicator as shown: known by its fields."""
MOST = 1_000_000_000
MOST_STEPS = 20


class Direction(StrEnum):
    """Which way is good. Of numbers of signals neither is."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


FIXED = ("unit", "counts", "leads_to_people", "signals", "period")
"""What does not change any more once something is measured: it says what the numbers are."""
NOW = ("draft", "in_force")
"""In which states of its agreement indicators are kept."""

ABOUT_TEXT = N_("The text is being decided on or has been signed. Indicators follow in force.")
ABOUT_ENDED = N_("The agreement has ended, so its indicators are not changed any more.")
OF_AMENDMENT = N_("Indicators are kept with the agreement that this amends.")
MEASURED = N_("Something is measured already, so the indicator stays.")
ENDED = ("ended",)

_NO_PEOPLE = N_("Only a number of activities or of capacity can lead to people.")
_NO_SIGNALS = N_("A number of signals counts people or activities.")
_NO_WAY = N_("A number of signals has no good direction: more can be a better view of them.")
_NO_TARGET = N_("Without a good direction there is no target value.")
_NO_SHARE = N_("An indicator without a good direction has nothing to meet: choose sum or mean.")
_SHARE = N_("To say who meets it, the indicator needs a target value.")
_ONLY_SHARE = N_("Of yes and no the share of the organisations is taken.")
_NO_NUMBER = N_(
    "Of yes and no the direction says what is wanted: leave the target value and the steps open."
)
_BOTH = N_("A target value and the day by which it is reached go together.")
_BASELINE = N_("A baseline and its day go together.")
_SMALL = N_("A baseline from 1 to {most} would show what small numbers hide. Leave it open.")
_NUMBER = N_("This is a number from 0 to {most}.")
_DECIMALS = N_("Write at most {number} decimals.")
_WHOLE = N_("People are counted in whole numbers.")
_YES_NO = N_("Choose yes or no.")
_STEPS = N_("At most {most} steps.")
_ORDER = N_("Steps come one after the other, before the day of the target value.")
_AWAY = N_("This step lies further away than the one before, or beyond the target value.")
_FIXED = N_("Something is measured already, so this stays as it is.")


def hiding(of: Typed) -> bool:
    """Whether small numbers of an indicator are hidden."""
    return hides(of.counts, leads_to_people=of.leads_to_people, signals=of.signals)


def why_not_now(state: str, *, amends: bool) -> str:
    """Why the indicators of an agreement cannot be kept now; empty where they can."""
    if amends:
        return OF_AMENDMENT
    if state in NOW:
        return ""
    return ABOUT_ENDED if state in ENDED else ABOUT_TEXT


def indicator_complaints(form: Typed, before: Typed | None = None) -> Iterator[Complaint]:
    """What is wrong with an indicator. ``before``: as it was, once something is measured."""
    for name in ("name", "definition", "source"):
        if not getattr(form, name).strip():
            yield Complaint(name, MISSING)
    if not form.unit.strip() and form.counts != Counts.YES_NO:
        yield Complaint("unit", MISSING)
    for name in FIXED if before else ():
        if getattr(form, name) != getattr(before, name):
            yield Complaint(_TYPED.get(name, name), _FIXED)
    yield from _kind(form)
    yield from _target(form)
    yield from _baseline(form)
    yield from _steps(form)


_TYPED = {"leads_to_people": "leadsToPeople"}


def _kind(form: Typed) -> Iterator[Complaint]:
    if form.leads_to_people and form.counts in (Counts.MONEY, Counts.YES_NO):
        yield Complaint("leadsToPeople", _NO_PEOPLE)
    if form.signals and form.counts not in (Counts.PEOPLE, Counts.ACTIVITIES, None):
        yield Complaint("signals", _NO_SIGNALS)
    if form.signals and form.direction not in (Direction.NONE, None):
        yield Complaint("direction", _NO_WAY)
    if form.rule == Rule.SHARE and form.direction == Direction.NONE:
        yield Complaint("rule", _NO_SHARE)
    elif form.counts == Counts.YES_NO and form.rule not in (Rule.SHARE, None):
        yield Complaint("rule", _ONLY_SHARE)


def _target(form: Typed) -> Iterator[Complaint]:
    yes_no, target = form.counts == Counts.YES_NO, form.target
    if form.direction == Direction.NONE and (target is not None or form.steps):
        yield Complaint("target", _NO_TARGET)
    elif yes_no and (target is not None or form.steps):
        yield Complaint("target", _NO_NUMBER)
    elif form.rule == Rule.SHARE and not yes_no and target is None:
        yield Complaint("target", _SHARE)
    else:
        yield from number_complaints(form, "target", target)
    if not yes_no and (target is None) is not (form.target_by is None):
        yield Complaint("target" if target is None else "targetBy", _BOTH)


def _baseline(form: Typed) -> Iterator[Complaint]:
    yield from number_complaints(form, "baseline", form.baseline)
    if hiding(form) and form.baseline is not None and 0 < form.baseline < SMALL:
        yield Complaint("baseline", _SMALL, {"most": SMALL - 1})
    if (form.baseline is None) is not (form.baseline_on is None):
        yield Complaint("baseline" if form.baseline is None else "baselineOn", _BASELINE)


def number_complaints(form: Typed, at: str, number: Decimal | None) -> Iterator[Complaint]:
    """What is wrong with a number in the unit of an indicator."""
    if number is None:
        return
    decimals = 2 if form.counts == Counts.MONEY else 4
    if not 0 <= number <= MOST:
        yield Complaint(at, _NUMBER, {"most": MOST})
    elif form.counts == Counts.YES_NO and number not in (0, 1):
        yield Complaint(at, _YES_NO)
    elif hiding(form) and number != round(number):
        yield Complaint(at, _WHOLE)
    elif number != round(number, decimals):
        yield Complaint(at, _DECIMALS, {"number": decimals})


def _steps(form: Typed) -> Iterator[Complaint]:
    steps, last = form.steps, form.target_by
    if len(steps) > MOST_STEPS:
        yield Complaint("steps", _STEPS, {"most": MOST_STEPS})
    down = form.direction == Direction.DOWN
    for place, step in enumerate(steps):
        at, before = f"steps.{place}", steps[place - 1] if place else None
        if step.value is None or step.on_date is None:
            continue
        yield from number_complaints(form, f"{at}.value", step.value)
        if (before and before.on_date and step.on_date <= before.on_date) or (
            last and step.on_date >= last
        ):
            yield Complaint(f"{at}.onDate", _ORDER)
        bounds = [b for b in (before and before.value, step.value, form.target) if b is not None]
        if bounds != sorted(bounds, reverse=down):
            yield Complaint(f"{at}.value", _AWAY)


def asked(of: Typed, last: date) -> Decimal | None:
    """What is asked of a period that ends with the day ``last``: the latest step that is due by
    then. ``None``: nothing yet. Of yes and no it is yes, from the day by which it is wanted."""
    if of.direction == Direction.NONE:
        return None
    if of.counts == Counts.YES_NO:
        wanted = Decimal(1 if of.direction == Direction.UP else 0)
        return wanted if of.target_by is None or of.target_by <= last else None
    due: Iterable[tuple[date | None, Decimal | None]] = (
        *((step.on_date, step.value) for step in of.steps), (of.target_by, of.target),
    )  # fmt: skip
    return next((v for day, v in reversed([*due]) if day is not None and day <= last), None)


def wanted(of: Typed) -> Decimal | None:
    """What it should be in the end."""
    return asked(of, date.max)


def meets(seen: Shown, direction: str, target: Decimal | None) -> bool | None:
    """Whether what is shown of a number meets what is asked; ``None`` where that would have to
    look behind what is shown, or where nothing is asked."""
    if target is None or direction == Direction.NONE:
        return None
    up = direction == Direction.UP
    sure, never = (seen.low, seen.high) if up else (seen.high, seen.low)
    if (sure >= target) if up else (sure <= target):
        return True
    return False if (never < target if up else never > target) else None
