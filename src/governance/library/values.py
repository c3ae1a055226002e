"""An answer as what was asked, within the limits of its blank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from governance.base.clock import YEARS
from governance.base.errors import N_
from governance.library.forms import Value
from governance.library.rules import Blank, BlankKind

NO_DATE = N_("“{value}” is no date; write year-month-day.")
FAR_DATE = N_("“{value}” lies too far away: the year is from {first} to {last}.")
NO_NUMBER = N_("“{value}” is no number.")
TOO_LOW = N_("“{value}” is too low: at least {least}.")
TOO_HIGH = N_("“{value}” is too high: at most {most}.")
NOT_WHOLE = N_("“{value}” is no whole number.")
TOO_FINE = N_("“{value}” has more than two decimals.")
NO_OPTION = N_("“{value}” is none of the options: {options}.")
NO_YES_NO = N_("“{value}” is neither yes nor no (true or false).")
NO_TEXT = N_("“{value}” is no text.")
TOO_LONG = N_("At most {limit} characters.")

_MOST = {BlankKind.NUMBER: Decimal(1_000_000), BlankKind.MONEY: Decimal(1_000_000_000)}
_LONGEST = {BlankKind.LONG_TEXT: 5_000}
_TEXT = 300


class WrongAnswerError(ValueError):
    """An answer that is not what was asked; ``problem`` says why not, with its ``values``."""

    def __init__(self, problem: str, **values: object) -> None:
        self.problem, self.values = problem, values
        super().__init__(problem)


def empty(value: Value | None) -> bool:
    """Whether nothing was said."""
    return value is None or (isinstance(value, str) and not value.strip())


def value_of(blank: Blank, value: Value) -> date | Decimal | bool | str:
    """An answer as what was asked: a date, a number, yes or no, a text, an option's key.

    Raises WrongAnswerError, a ValueError, when it is not that or breaks a limit.
    """
    match blank.kind:
        case BlankKind.DATE:
            return _date(value)
        case BlankKind.NUMBER | BlankKind.MONEY:
            return _number(blank, value)
        case BlankKind.YES_NO:
            return _yes_no(value)
        case BlankKind.CHOICE:
            options = [option.key for option in blank.options]
            if value not in options or not isinstance(value, str):
                raise WrongAnswerError(NO_OPTION, value=_said(value), options=", ".join(options))
            return value
    return _text(blank, value)


def _said(value: Value) -> str:
    """What was typed, short enough for one line."""
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return said if len(said) <= 60 else f"{said[:59]}…"


def _date(value: Value) -> date:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise WrongAnswerError(NO_DATE, value=_said(value)) from None
    if day.year not in YEARS:
        raise WrongAnswerError(FAR_DATE, value=day, **far())
    return day


def far() -> dict[str, object]:
    """The first and last year, for the message that a day lies too far away."""
    return {"first": YEARS[0], "last": YEARS[-1]}


def _yes_no(value: Value) -> bool:
    said = {"yes": True, "no": False, "true": True, "false": False}.get(str(value).lower())
    if said is None:
        raise WrongAnswerError(NO_YES_NO, value=_said(value))
    return said


def _text(blank: Blank, value: Value) -> str:
    if not isinstance(value, str):
        raise WrongAnswerError(NO_TEXT, value=_said(value))
    limit = blank.longest or _LONGEST.get(blank.kind, _TEXT)
    if len(value.strip()) > limit:
        raise WrongAnswerError(TOO_LONG, limit=limit)
    return value


def _number(blank: Blank, value: Value) -> Decimal:
    said = _said(value)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise WrongAnswerError(NO_NUMBER, value=said)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise WrongAnswerError(NO_NUMBER, value=said) from None
    if not number.is_finite():
        raise WrongAnswerError(NO_NUMBER, value=said)
    least = Decimal(0) if blank.least is None else blank.least
    most = _MOST[blank.kind] if blank.most is None else blank.most
    if number < least:
        raise WrongAnswerError(TOO_LOW, value=number, least=least)
    if number > most:
        raise WrongAnswerError(TOO_HIGH, value=number, most=most)
    decimals = len(f"{number:f}".partition(".")[2].rstrip("0"))
    if decimals and blank.kind is BlankKind.NUMBER and blank.whole:
        raise WrongAnswerError(NOT_WHOLE, value=number)
    if decimals > 2:
        raise WrongAnswerError(TOO_FINE, value=number)
    return number


_LIMITS = {
    **dict.fromkeys(("after", "before", "months_before"), (BlankKind.DATE,)),
    **dict.fromkeys(("least", "most"), tuple(_MOST)),
    "whole": (BlankKind.NUMBER,),
    "kinds": (BlankKind.ORGANISATION,),
    "longest": (BlankKind.TEXT, BlankKind.LONG_TEXT, BlankKind.FUNCTION, BlankKind.ORGANISATION),
}
"""Which limits are for which kinds of blanks."""


def misplaced(blank: Blank) -> list[str]:
    """The limits of a blank that do not fit its kind, or each other."""
    usual = Blank(blank.key, blank.question, blank.kind)
    wrong = [
        name
        for name, kinds in _LIMITS.items()
        if blank.kind not in kinds and getattr(blank, name) != getattr(usual, name)
    ]
    given = {name: value for name in ("least", "most") if (value := getattr(blank, name))}
    endless = [name for name, value in given.items() if not value.is_finite()]
    if not endless and blank.most is not None and (blank.least or 0) > blank.most:
        wrong.append("least")
    return list(dict.fromkeys([*wrong, *endless]))
