"""Through which authorities a party may act, and through which of them it is said to act. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.rules import signs
from governance.base.errors import Complaint, Refused, Unread

Typed: TypeAlias = Any
"""A ``PartyRow`` or ``PartyForm``; the rules stand below the forms and know only their fields."""
Known: TypeAlias = Mapping[str, Sequence[Any]]
"""The authorities of the register (``AuthorityView``) by the id of their organisation."""


class Choice(Struct, frozen=True):
    """An authority through which a party may act; ``of``: the body that acts for the party,
    empty where the authority is the party's own."""

    id: UUID
    name: str
    represented_by_function: str
    of: str = ""


def choices(organisation: str, acting: str, known: Known, names: Mapping[str, str]) -> list[Choice]:
    """The authorities of an organisation, then those of the body that acts for it."""
    found = []
    for body in dict.fromkeys(of for of in (organisation, acting) if of):
        of = "" if body == organisation else names.get(body, "")
        found += [Choice(o.id, o.name, o.represented_by_function, of) for o in known.get(body, ())]
    return found


def ticked(row: Typed, may: Sequence[UUID]) -> list[UUID]:
    """Those among the authorities that a party ``may`` act through that are meant by a row.

    What was offered and is not ticked is not meant. What was not offered yet is meant of a
    party that signs: a new row, another organisation, another body that acts for it. Who says
    nothing of what was offered, and ticks some, means those.
    """
    chosen = {one for one in may if one in row.authorities}
    offered = row.offered or (may if chosen else ())
    new = {one for one in may if one not in offered} if signs(row.participation) else set()
    return [one for one in may if one in chosen | new]


def chosen(rows: Sequence[Typed], unread: Unread) -> Iterator[int]:
    """The places of the rows that are meant: not left out, and with an organisation.

    An organisation that cannot be read is meant as well: the row is told so.
    """
    wrong = {complaint.field for complaint in unread}
    for place, row in enumerate(rows):
        named = row.organisation_id or f"parties.{place}.organisationId" in wrong
        if named and not row.remove:
            yield place


def on_list(unread: Unread, places: list[int]) -> Iterator[Complaint]:
    """What could not be read, by the rows that are handed on; of a removed row nothing is said."""
    for complaint in unread:
        first, *rest = complaint.field.split(".")
        if first != "parties" or not rest:
            yield complaint
        elif int(rest[0]) in places:
            row = str(places.index(int(rest[0])))
            yield replace(complaint, field=".".join([first, row, *rest[1:]]))


def placed(
    refused: Refused, places: list[int], rows: Sequence[Typed], forms: Sequence[Typed]
) -> Refused:
    """Complaints by the rows of the page, where rows that were removed still stand."""
    return Refused(replace(c, field=_field(c, places, rows, forms)) for c in refused.complaints)


def _field(
    complaint: Complaint, places: list[int], rows: Sequence[Typed], forms: Sequence[Typed]
) -> str:
    """The field of the page; a function stands there by the id of its authority."""
    first, *rest = complaint.field.split(".")
    stood = complaint.values.get("place", len(rows))
    if complaint.field == "parties" and stood < len(rows):
        return f"parties.{stood}.{'remove' if rows[stood].remove else 'organisationId'}"
    if first != "parties" or not rest or not rest[0].isdigit():
        return complaint.field
    at = f"parties.{places[int(rest[0])]}."
    if rest[1:2] == ["authorities"] and rest[3:] == ["representedByFunction"] and forms:
        organ = forms[int(rest[0])].authorities[int(rest[2])]
        return f"{at}functions.{organ.authority_id}"
    return at + rest[1] if rest[1:] else complaint.field


def lost_of(before: Iterable[Any], rows: Sequence[Typed], forms: Sequence[Typed]) -> list[str]:
    """What a party acted through and was still ticked, but is of no body that acts for it now."""
    lost = []
    for row, form in zip(rows, forms, strict=True):
        kept = {organ.authority_id for organ in form.authorities}
        lost += [
            f"{organ.authority} ({party.organisation})"
            for party in before
            for organ in party.authorities
            if party.organisation_id == row.organisation_id
            and organ.authority_id in row.authorities
            and organ.authority_id not in kept
        ]
    return lost
