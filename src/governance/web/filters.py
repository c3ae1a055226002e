"""How dates, numbers and money read in the language of the page."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal

from governance.base.clock import AMSTERDAM, day
from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import translate
from governance.web.language import speaking

now: ContextVar[datetime] = ContextVar("now", default=datetime(1970, 1, 1, tzinfo=UTC))
"""The moment at which the page is made, by the injected clock."""

NEAR = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}


def _locale() -> str:
    return {"en": "en_GB"}.get(speaking.get(), speaking.get())


def _day(of: date | datetime) -> date:
    return day(of) if isinstance(of, datetime) else of


def long_date(of: date | datetime | None) -> str:
    """24 november 2026; nothing for no date."""
    return "" if of is None else format_date(_day(of), "d MMMM y", locale=_locale())


def short_date(of: date | datetime | None) -> str:
    """24 nov 2026."""
    return "" if of is None else format_date(_day(of), "d MMM y", locale=_locale())


def month_of_year(of: date | None) -> str:
    """November 2026, as a heading."""
    return "" if of is None else first_upper(format_date(of, "LLLL y", locale=_locale()))


def month(of: date | None) -> str:
    """2026-11, as an address asks for it."""
    return "" if of is None else f"{of:%Y-%m}"


def day_of_year(of: date | None) -> str:
    """24 november: a day that comes every year."""
    return "" if of is None else format_date(of, "d MMMM", locale=_locale())


def typed_date(of: date | datetime | str | None) -> str:
    """24-11-2026, as in a field; a text that was typed stays as it is."""
    if of is None or isinstance(of, str):
        return of or ""
    return f"{_day(of):%d-%m-%Y}"


def moment(of: datetime | None) -> str:
    """24 november 2026, 14.02 (time in Amsterdam)."""
    if of is None:
        return ""
    style = "d MMMM y, HH.mm" if speaking.get() == "nl" else "d MMMM y, HH:mm"
    return format_datetime(of.astimezone(AMSTERDAM), style, locale=_locale())


def clock(of: datetime | None) -> str:
    """14.02: the time of today, in Amsterdam."""
    if of is None:
        return ""
    style = "HH.mm" if speaking.get() == "nl" else "HH:mm"
    return format_datetime(of.astimezone(AMSTERDAM), style, locale=_locale())


def relative(of: date | datetime | None, today: date | None = None) -> str:
    """Vandaag, morgen, over 3 dagen, 2 maanden geleden; against today by the clock."""
    if of is None:
        return ""
    apart = _day(of) - (today or day(now.get()))
    if apart.days in NEAR:
        return translate(speaking.get(), NEAR[apart.days])
    said: str = format_timedelta(apart, add_direction=True, threshold=2.1, locale=_locale())
    return said


def number(of: Decimal | float | int | None, decimals: int | None = None) -> str:
    """1.234,5, with all of its decimals, or a fixed number of them when asked."""
    if of is None:
        return ""
    if decimals is None:
        return number_said(of, _locale())
    style = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(of, format=style, locale=_locale())


def euro(of: Decimal | int | None) -> str:
    """€ 1.234,50; whole euros without decimals."""
    if of is None:
        return ""
    whole = of == int(of)
    style = "¤\u00a0#,##0" if whole else "¤\u00a0#,##0.00"
    return format_currency(of, "EUR", format=style, currency_digits=False, locale=_locale())


def first_upper(of: str) -> str:
    """As a sentence or a heading begins: an abbreviation later on stays as it is."""
    return of[:1].upper() + of[1:]


FILTERS = {
    "date": long_date,
    "short_date": short_date,
    "day_of_year": day_of_year,
    "month_of_year": month_of_year,
    "month": month,
    "typed_date": typed_date,
    "moment": moment,
    "clock": clock,
    "relative": relative,
    "number": number,
    "euro": euro,
    "first_upper": first_upper,
}
