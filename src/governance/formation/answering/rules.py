"""Blanks as a person types them, read as what was asked. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from governance.base.errors import Complaint
from governance.library.rules import Blank, BlankKind, Model
from governance.web.values import Wrong, value

TYPES: dict[BlankKind, type] = {
    BlankKind.DATE: date,
    BlankKind.NUMBER: Decimal,
    BlankKind.MONEY: Decimal,
}
"""As what an answer is kept; the others are texts."""


def typed(model: Model, said_of: dict[str, str]) -> tuple[dict[str, Any], list[Complaint]]:
    """What a person typed as plain values, and what cannot be read; days may be Dutch."""
    kinds = {blank.key: _type(blank) for blank in model.blanks}
    read: dict[str, Any] = {}
    complaints = []
    for key, said in said_of.items():
        kind = kinds.get(key)
        found = value(said, kind, form=True) if kind and said.strip() else said
        if isinstance(found, Wrong):
            complaints.append(Complaint(f"blanks.{key}", found.problem, found.values))
        else:
            read[key] = found.isoformat() if isinstance(found, date) else found
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in read.items()}, complaints


def _type(blank: Blank) -> type | None:
    """What is read of a blank: a number without decimals where none are asked, else its kind."""
    return int if blank.kind is BlankKind.NUMBER and blank.whole else TYPES.get(blank.kind)


def readable(model: Model, given: dict[str, Any]) -> dict[str, Any]:
    """Only what the text can show while somebody is still typing."""
    texts = {key: _field(said) for key, said in given.items()}
    return typed(model, texts)[0]


def _field(said: Any) -> str:
    """An answer as it stands in the form."""
    if isinstance(said, date):
        return said.isoformat()
    return str(said).replace(".", ",", 1) if isinstance(said, Decimal) else str(said)
