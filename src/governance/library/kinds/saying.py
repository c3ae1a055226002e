"""The fields of a kind as sentences: what the agreement and the page of a commitment say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from governance.base.errors import N_
from governance.base.numbers import number_said
from governance.base.words import translate
from governance.library.forms import Value
from governance.library.kinds.rules import FieldType, Kind, KindField
from governance.library.saying import day_said
from governance.library.values import empty, value_of

ENVIRONMENT = SandboxedEnvironment(
    autoescape=False, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)
"""A sentence uses a field by its key: ``{{ deputy }}``, ``{% if deputy %}``. A field left open
is empty; of a question of yes or no it holds ``yes`` or ``no``."""


@lru_cache(200)
def _template(wording: str) -> Template:
    return ENVIRONMENT.from_string(wording)


def sentences(kind: Kind, extra: Mapping[str, Value], language: str = "nl") -> tuple[str, ...]:
    """What the fields of a kind say, a sentence each; nothing of a field that is left open.

    The sentences are those of the agreement, so in its own language; values that do not fit
    their field any more say nothing.
    """
    said = {field.key: _said(field, extra.get(field.key), language) for field in kind.fields}
    lines = _template(kind.wording).render(said).splitlines()
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _said(field: KindField, given: Value | None, language: str) -> str:
    if given is None or empty(given):
        return ""
    try:
        value = value_of(field.blank, given)
    except ValueError:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_said(value, language)
    if isinstance(value, Decimal):
        return _number(value, field.type is FieldType.EUROS, language)
    return _text(field, value, language)


def _number(value: Decimal, euros: bool, language: str) -> str:
    if not euros:
        return number_said(value, language)
    cents = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    return f"€ {format_decimal(value, format=cents, locale=language)}"


def _text(field: KindField, value: str, language: str) -> str:
    if field.type is FieldType.CHOICE:
        return next(o.label.told(language) for o in field.options if o.key == value)
    if field.type is FieldType.LINES:
        lines = [line.strip().rstrip(".;,") for line in value.splitlines() if line.strip()]
        return "; ".join(lines)
    return value.strip().rstrip(".")


def shown(field: KindField, given: Value, language: str) -> str:
    """The value of one field as a page shows it."""
    said = _said(field, given, language)
    if field.type is FieldType.YES_NO and said:
        return translate(language, N_("yes") if said == "yes" else N_("no"))
    return said
