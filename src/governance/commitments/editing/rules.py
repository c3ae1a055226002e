"""The fields of a kind as a page shows and reads them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from governance.base.errors import Complaint, Refused, Unread
from governance.library.kinds.rules import FieldType, Kind, KindField
from governance.web.values import Wrong, value

READ_AS: Mapping[FieldType, type] = MappingProxyType(
    {FieldType.DATE: date, FieldType.NUMBER: Decimal, FieldType.EUROS: Decimal}
)
"""What is read of a field; the others are texts."""
CONTROLS: Mapping[FieldType, str] = MappingProxyType(
    {
        FieldType.LINES: "textarea",
        FieldType.NUMBER: "number",
        FieldType.EUROS: "number",
        FieldType.DATE: "date",
        FieldType.CHOICE: "select",
        FieldType.YES_NO: "radio",
    }
)
YES_NO = ("yes", "no")


class Asked(Struct, frozen=True):
    """A field as a form asks it: its name there, and its words in the language of the page."""

    name: str
    type: str
    control: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    optional: bool


def asked(kind: Kind, language: str) -> list[Asked]:
    """The fields of a kind for a form."""
    return [
        Asked(
            f"extra.{field.key}",
            field.type,
            CONTROLS.get(field.type, "text"),
            field.label.told(language),
            field.hint.told(language),
            tuple((one.key, one.label.told(language)) for one in field.options),
            not field.required,
        )
        for field in kind.fields
    ]


def typed(kind: Kind, extra: Mapping[str, Any]) -> tuple[dict[str, Any], list[Complaint]]:
    """What a person typed as plain values, and what cannot be read; days may be Dutch."""
    fields = {field.key: field for field in kind.fields}
    read: dict[str, Any] = {}
    complaints = []
    for key, said in extra.items():
        as_type = _type(fields.get(key))
        found = value(str(said), as_type, form=True) if as_type else said
        if isinstance(found, Wrong):
            complaints.append(Complaint(f"extra.{key}", found.problem, found.values))
        else:
            read[key] = found.isoformat() if isinstance(found, date) else found
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in read.items()}, complaints


def _type(field: KindField | None) -> type | None:
    """As what a field is read: a number without decimals where none are asked."""
    if field is None:
        return None
    whole = field.type is FieldType.NUMBER and field.whole
    return int if whole else READ_AS.get(field.type)


def in_form(kind: Kind, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as the fields of a form hold them: days as days, numbers as numbers."""
    made: dict[str, Any] = {}
    for field in kind.fields:
        kept = stored.get(field.key)
        as_type = READ_AS.get(field.type)
        if isinstance(kept, bool):
            made[field.key] = YES_NO[0] if kept else YES_NO[1]
        elif kept is not None:
            made[field.key] = value(kept, as_type, form=False) if as_type else kept
    return made


def divided(kind: Kind, extra: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed in fields that this kind asks, and what it does not ask."""
    asks = {field.key for field in kind.fields}
    own = {key: said for key, said in extra.items() if key in asks}
    return own, {key: said for key, said in extra.items() if key not in asks}


def without_weights_alone(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent; milestones of which only the weight is left are empty."""
    rows = sent.get("milestones")
    if not isinstance(rows, list):
        return dict(sent)
    return {**sent, "milestones": [row if _says_more(row) else None for row in rows]}


def _says_more(row: Any) -> bool:
    return not isinstance(row, dict) or any(
        said for name, said in row.items() if name != "weight" and str(said).strip()
    )


def of_form(refused: Refused, place: int) -> Refused:
    """Complaints about one commitment of the list, by the names that its own form has."""
    at = f"commitments.{place}."
    return Refused(replace(c, field=c.field.removeprefix(at)) for c in refused.complaints)


def of_list(unread: Unread, place: int) -> Unread:
    """What could not be read of the form of one commitment, by the names that the list has."""
    return [replace(c, field=f"commitments.{place}.{c.field}") for c in unread]
