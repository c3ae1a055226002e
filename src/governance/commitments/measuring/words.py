"""The words of indicators and of what is measured: choices, periods, and numbers as shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import counted, translate
from governance.commitments.measuring.hiding.rules import HIDDEN, SMALL, Counts, Shown, hides
from governance.commitments.measuring.periods.rules import MONTHS, Every
from governance.commitments.measuring.queries import IndicatorView
from governance.commitments.measuring.rolling.rules import Rolled, Rule
from governance.commitments.measuring.rules import Direction
from governance.commitments.sharing.rules import SIGHT_WORDS, Sight

COUNTS_WORDS: Mapping[str, str] = {
    Counts.PEOPLE: N_("people"),
    Counts.ACTIVITIES: N_("activities"),
    Counts.CAPACITY: N_("capacity (places, hours, fte)"),
    Counts.MONEY: N_("money"),
    Counts.YES_NO: N_("yes or no"),
}
DIRECTION_WORDS: Mapping[str, str] = {
    Direction.UP: N_("more is better"),
    Direction.DOWN: N_("less is better"),
    Direction.NONE: N_("no good direction"),
}
RULE_WORDS: Mapping[str, str] = {
    Rule.SUM: N_("sum of the organisations"),
    Rule.MEAN: N_("mean of the organisations"),
    Rule.SHARE: N_("share of the organisations that meet it"),
}
EVERY_WORDS: Mapping[str, str] = {
    Every.MONTH: N_("a month"),
    Every.QUARTER: N_("a quarter"),
    Every.HALF_YEAR: N_("half a year"),
    Every.YEAR: N_("a year"),
}
PERIOD_WORDS: Mapping[str, str] = {
    Every.QUARTER: N_("quarter {number} of {year}"),
    Every.HALF_YEAR: N_("half-year {number} of {year}"),
}
YES, NO = N_("yes"), N_("no")
SMALL_ONE = N_("< {number}")
RANGE = N_("{low} up to {high}")
NOTHING = N_("nothing measured")
NO_VIEW = N_("No signals, or no view of them?")
MEETS_WORDS: Mapping[bool, str] = {True: N_("met"), False: N_("not met")}
_ALIKE = ("€", "euro", "fte", "jaar", "percent", "procent", "uur")
"""Words with which a unit begins that are the same beside one and many."""
MEETS_TONES: Mapping[bool, str] = {True: "good", False: "warning"}


def period_said(every: str, since: date, language: str) -> str:
    """A period as one calls it: March 2027, quarter 1 of 2027, 2027."""
    if every == Every.YEAR:
        return str(since.year)
    if every == Every.MONTH:
        locale = {"en": "en_GB"}.get(language, language)
        return str(format_date(since, "MMMM y", locale=locale))
    number = (since.month - 1) // MONTHS[Every(every)] + 1
    return translate(language, PERIOD_WORDS[every], number=number, year=str(since.year))


def number_in(of: IndicatorView, number: Decimal, language: str) -> str:
    """A number of an indicator, with its unit; of yes and no the word."""
    if of.counts == Counts.YES_NO:
        return translate(language, YES if number else NO)
    return with_unit(number_said(number, language), of.unit, number)


def with_unit(said: str, unit: str, number: Decimal | None, target: Decimal | None = None) -> str:
    """A number with its unit: "12 checks". The unit is typed once, as of many, or as of one where
    the target value it was written beside is 1; where it does not fit the number it stands before
    it: "checks: 1". ``number``: none where it is not told exactly."""
    unit = unit.strip()
    if not unit:
        return said
    fits = (number == 1) is (target == 1) or unit.casefold().split()[0].startswith("%")
    return f"{said} {unit}" if fits or unit.casefold().split()[0] in _ALIKE else f"{unit}: {said}"


def figure_in(seen: Shown | None, unit: str, language: str, target: Decimal | None = None) -> str:
    """What is shown of a number, with the unit of a commitment and the target value beside which
    that was written."""
    said = figure_said(seen, language)
    return said if seen is None else with_unit(said, unit, seen.value, target)


def shown_said(of: IndicatorView, seen: Shown | None, language: str) -> str:
    """What is shown of a number of an indicator, such as "12 checks" or "< 5 people"."""
    if seen is None:
        return translate(language, NOTHING)
    if seen.value is not None:
        return number_in(of, seen.value, language)
    return figure_in(seen, of.unit, language)


def figure_said(seen: Shown | None, language: str) -> str:
    """What is shown of a number without its unit, such as "12", "< 5" or "3 up to 7"."""
    if seen is None:
        return "–"
    if seen.value is not None:
        return number_said(seen.value, language)
    if (seen.low, seen.high) == (HIDDEN.low, HIDDEN.high):
        return translate(language, SMALL_ONE, number=SMALL)
    return _range(seen, language)


def _range(seen: Shown, language: str) -> str:
    low, high = (number_said(number, language) for number in (seen.low, seen.high))
    return translate(language, RANGE, low=low, high=high)


def rolled_said(of: IndicatorView, rolled: Rolled, language: str) -> str:
    """The organisations together: a number with its unit, or how many of how many meet it; where
    there is none, that it is not shared rather than that nothing was measured."""
    seen = rolled.shown
    if seen is None and rolled.not_shared:
        return translate(language, SIGHT_WORDS[Sight.PROMISE])
    if seen is None or of.rule != Rule.SHARE:
        return shown_said(of, seen, language)
    low = number_said(seen.low, language)
    some = low if seen.value is not None else _range(seen, language)
    one, many = N_("{some} of {number} organisation"), N_("{some} of {number} organisations")
    return counted(language, one, many, rolled.measured, some=some)


def is_hiding(of: IndicatorView) -> bool:
    """Whether small numbers of an indicator are hidden from others."""
    return hides(of.counts, leads_to_people=of.leads_to_people, signals=of.signals)


def asks_for_view(of: IndicatorView, seen: Shown | None) -> bool:
    """Whether it must be asked if there were no signals, or no view of them."""
    return of.signals and seen is not None and seen.value == 0
