"""Answers as a document says them: dates, money, choices, and the numbers of articles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from babel.dates import format_date
from babel.numbers import format_decimal

from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import counted, translate
from governance.library.citing import cited as paragraphs
from governance.library.filling import TERM_NAMES, Absent, Asked, cited, is_choice
from governance.library.forms import Answers, Value
from governance.library.rules import Blank, BlankKind, Model, ModelArticle
from governance.library.values import empty, value_of


def context(model: Model, answers: Answers) -> dict[str, SimpleNamespace]:
    """The names that the texts may use, filled in for one agreement.

    A choice that is open still takes its first option, so that a draft can be read; a blank
    that is open, or cannot be read, is its question.
    """
    given = answers.blanks
    said = {
        "blank": SimpleNamespace(
            **{b.key: _said(b, given.get(b.key), model) for b in model.blanks}
        ),
        "choice": SimpleNamespace(**choices(model, answers)),
        "term": _term(model, answers),
        "art": _numbers(model, answers, model.articles, N_("article {number}")),
        "annex": _numbers(model, answers, model.annexes, N_("annex {number}")),
    }
    said["par"] = SimpleNamespace(**paragraphs(model.articles, said, model.language))
    short_title = answers.short_title or cited(model.short_title, said)
    return said | {"agreement": SimpleNamespace(short_title=short_title)}


def choices(model: Model, answers: Answers) -> dict[str, str]:
    """The option taken of every choice, ``yes`` or ``no`` for a question of yes or no."""
    taken = {}
    for blank in model.blanks:
        if not is_choice(blank):
            continue
        options = [option.key for option in blank.options] or ["yes", "no"]
        value = _value(blank, answers.blanks.get(blank.key))
        said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        taken[blank.key] = str(said) if said is not None else options[0]
    return taken


def standing(
    given: tuple[ModelArticle, ...], model: Model, answers: Answers
) -> tuple[ModelArticle, ...]:
    """The articles or annexes that stand with these choices, in order."""
    taken = choices(model, answers)
    return tuple(
        article
        for article in given
        if article.when is None or taken.get(article.when.choice) == article.when.is_
    )


def at_first(model: Model) -> tuple[ModelArticle, ...]:
    """The articles of a model as long as nothing is chosen: those of the first options."""
    return standing(model.articles, model, Answers())


def day_said(day: date, language: str) -> str:
    """A date in words: ``1 januari 2027``."""
    return format_date(day, "d MMMM y", locale=language)


def _value(blank: Blank, value: Value | None) -> date | Decimal | bool | str | None:
    if value is None or empty(value):
        return None
    try:
        return value_of(blank, value)
    except ValueError:
        return None


def _said(blank: Blank, given: Value | None, model: Model) -> str:
    value = _value(blank, given)
    if value is None:
        return Asked(blank.question) if blank.required or not empty(given) else ""
    if isinstance(value, bool):
        return translate(model.language, N_("yes") if value else N_("no"))
    if isinstance(value, date):
        return day_said(value, model.language)
    if isinstance(value, Decimal):
        return _amount(value, blank.kind is BlankKind.MONEY, model.language)
    if blank.kind is BlankKind.CHOICE:
        return next(option.text for option in blank.options if option.key == value)
    return value


def _amount(value: Decimal, euros: bool, language: str) -> str:
    """A number, or an amount with its cents where it has any."""
    if not euros:
        return number_said(value, language)
    cents = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    return f"€ {format_decimal(value, format=cents, locale=language)}"


OPEN_TERMS = {
    "entry_date": N_("date of entry into force"),
    "entry_number": N_("number of parties"),
    "extension_months": N_("number of months"),
    "notice_months": N_("number of months"),
}
"""What a text says of the term without asking whether it is there, and how it is asked."""


def _term(model: Model, answers: Answers) -> SimpleNamespace:
    """The term as texts say it: months with their word, so that one month is no months."""
    merged, language = answers.term.over(model.term), model.language
    said: dict[str, object] = {}
    for name in TERM_NAMES:
        of = answers.term if name in ("entry_date", "ends_on") else merged
        value = getattr(of, name)
        if value is None and name in OPEN_TERMS:
            value = Asked(translate(language, OPEN_TERMS[name]))
        elif value is not None and name.endswith("months"):
            value = counted(language, N_("{number} month"), N_("{number} months"), value)
        said[name] = day_said(value, language) if isinstance(value, date) else value
    return SimpleNamespace(**said)


def _numbers(
    model: Model, answers: Answers, given: tuple[ModelArticle, ...], words: str
) -> SimpleNamespace:
    numbers: dict[str, str] = {article.key: Absent(article.key) for article in given}
    for number, article in enumerate(standing(given, model, answers), 1):
        numbers[article.key] = translate(model.language, words, number=number)
    return SimpleNamespace(**numbers)
