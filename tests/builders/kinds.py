"""Answers to the fields of a kind of commitment, each told apart from the others."""

from __future__ import annotations

from typing import Any

from governance.library.kinds.rules import FieldType, Kind, KindField


def filled(field: KindField) -> Any:
    """An answer that fits a field, told apart from those of the other fields."""
    match field.type:
        case FieldType.LINES:
            return f"eerste {field.key}\ntweede {field.key}."
        case FieldType.NUMBER | FieldType.EUROS:
            return int(max(1, field.least or 1))
        case FieldType.DATE:
            return "2027-03-01"
        case FieldType.CHOICE:
            return field.options[-1].key
        case FieldType.YES_NO:
            return True
    return f"de {field.key}"


def answers(kind: Kind) -> dict[str, Any]:
    return {field.key: filled(field) for field in kind.fields}
