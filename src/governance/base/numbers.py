"""How a language writes a number, with all of its decimals."""

from __future__ import annotations

from decimal import Decimal, localcontext

from babel.numbers import format_decimal

_DIGITS = 2000
"""A number of more digits cannot come in: a body is not that large a number."""


def number_said(number: Decimal | float | int, language: str) -> str:
    """1.234,5 in Dutch, 1,234.5 in English."""
    locale = {"nl": "nl", "en": "en_GB"}.get(language, language)
    with localcontext() as context:
        context.prec = _DIGITS
        said: str = format_decimal(number, locale=locale, decimal_quantization=False)
    return said
