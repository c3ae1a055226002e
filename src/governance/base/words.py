"""Two languages: English messages in code and templates, Dutch in ``nl.po`` of each package.

A package keeps its own catalogue (``src/governance/<package>/nl.po``); all of them are
read into one at first use. English is the message itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from governance.base.numbers import number_said
from governance.base.places import PACKAGE

LANGUAGES = ("nl", "en")
GROUPED = 10_000
"""From here on a whole number in a message has its groups of three: no year is that large."""


@cache
def _catalogue(language: str) -> dict[str, str | tuple[str, ...]]:
    return dict(_entries(language))


def catalogues(language: str) -> list[Path]:
    """Every package's catalogue of a language."""
    return sorted(PACKAGE.glob(f"*/{language}.po"))


def _entries(language: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for path in catalogues(language):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                if key and message.string and all(message.string):
                    yield (
                        key,
                        message.string
                        if isinstance(message.string, str)
                        else tuple(message.string),
                    )


def translate(language: str, message: str, /, **values: object) -> str:
    """A message in a language, with its named values filled in."""
    found = _catalogue(language).get(message, message) if language != "en" else message
    said = found if isinstance(found, str) else found[0]
    return said.format(**fitted(language, values)) if values else said


def fitted(language: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the language writes them: 0,5 and 10.000. A year or small count stays as it is."""
    return {name: _fitted(language, value) for name, value in values.items()}


def _fitted(language: str, value: Any) -> Any:
    large = isinstance(value, int) and abs(value) >= GROUPED
    if large or isinstance(value, (Decimal, float)):
        return number_said(value, language)
    return value


def headed(about: str, said: str) -> str:
    """A sentence after what it is about; a question keeps its own sign."""
    if not about:
        return said
    return f"{about} {said}" if about.endswith("?") else f"{about}: {said}"


def counted(language: str, one: str, many: str, number: int, /, **values: object) -> str:
    """The singular or plural form for a number; ``{number}`` is filled in."""
    single = number == 1
    if language == "en":
        return (one if single else many).format(number=number, **values)
    found = _catalogue(language).get(one, (one, many))
    forms = (found, found) if isinstance(found, str) else found
    return forms[0 if single else 1].format(number=number, **values)
