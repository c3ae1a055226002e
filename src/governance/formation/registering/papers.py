"""What the pages of a registration show beside its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from governance.agreements.registering.queries import RegistrationView
from governance.agreements.registering.rules import missing, state_after, until
from governance.agreements.rules import AgreementState
from governance.agreements.taking_part.queries import PartyView
from governance.base.errors import Complaint
from governance.web.addresses import page


def fields(of: RegistrationView) -> Iterator[tuple[str, str]]:
    """The fields of a registration: the name in code, and in forms."""
    return ((one.name, one.encode_name) for one in msgspec.structs.fields(of))


def of(row: Any, name: str) -> Any:
    """A field of a passage, as it is kept or as it was typed."""
    return row.get(name, "") if isinstance(row, Mapping) else ""


def beside(rows: Sequence[Any], original: Sequence[str]) -> list[str]:
    """What stands in the file for each passage: from its place up to the next one."""
    places = [_place(row) for row in rows]
    starts = sorted({place for place in places if place >= 0})
    ends = dict(zip(starts, [*starts[1:], len(original)], strict=False))
    return [
        "\n".join(filter(str.strip, original[place : ends[place]])) if place >= 0 else ""
        for place in places
    ]


def _place(row: Any) -> int:
    said = str(of(row, "source"))
    return int(said) if said.isdecimal() and len(said) < 8 else -1


def has_ended(kept: RegistrationView, today: date) -> bool:
    """Whether it has ended already, by its last day."""
    return state_after(until(kept.last_day), kept.extension_rule, today) == AgreementState.ENDED


def open_points(
    kept: RegistrationView, parties: Iterable[PartyView], today: date
) -> list[Complaint]:
    """What is still missing before it counts."""
    asked = {"signedOn": kept.signed_on, "enteredOn": kept.entered_on}
    asked_too = {"originalAt": kept.original_at}
    return list(missing(asked | asked_too, [one.participation for one in parties], today))


def put_right(kept: RegistrationView, field: str) -> tuple[str, str]:
    """The word and the address of the page on which something is put right."""
    word = field.partition(".")[0]
    if word in ("parties", "commitments"):
        return word, page("agreements", kept.agreement_id, word)
    return "details", page("registrations", kept.id)
