"""What must be right of the parties of an agreement. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import UNSET, Struct

from governance.agreements.rules import CHOOSE, TOO_LONG, Participation, ended_complaints, signs
from governance.base.errors import MISSING, N_, Complaint

Typed: TypeAlias = Any
"""A ``PartyForm``; the rules stand below the forms and know only their fields."""


class Body(Struct, frozen=True):
    """What the rules need to know of an organisation."""

    id: UUID
    name: str
    legal_personality: bool
    acting_body: UUID | None
    valid_until: date | None = None


class Known(Struct, frozen=True):
    """Organisations that exist, and of which organisation each authority is."""

    bodies: Mapping[UUID, Body]
    authorities: Mapping[UUID, UUID]


def acting_body(form: Typed, known: Known) -> UUID | None:
    """The body that acts for a party: the one chosen, or nobody; the one that its organisation
    has where nothing was asked."""
    body = known.bodies.get(form.organisation_id)
    if body is None or body.legal_personality:
        return None
    chosen: UUID | None = form.acting_body_id
    return body.acting_body if form.acting_body_id is UNSET else chosen


def case_number(form: Typed, kept: Mapping[UUID, str]) -> str:
    """The case number of a party: the one given, else the one that it has."""
    if form.case_number is UNSET:
        return kept.get(form.organisation_id, "")
    return " ".join(form.case_number.split())


def party_complaints(parties: Sequence[Typed], known: Known) -> Iterator[Complaint]:
    """Every complaint about a list of parties, by its place (``parties.0.organisationId``)."""
    times = Counter(form.organisation_id for form in parties)
    seen: set[UUID] = set()
    for place, form in enumerate(parties):
        at = f"parties.{place}."
        if form.organisation_id in seen and times[form.organisation_id] > 1:
            yield Complaint(at + "organisationId", N_("This organisation is a party already."))
        seen.add(form.organisation_id)
        yield from _one(form, at, known)


def _one(form: Typed, at: str, known: Known) -> Iterator[Complaint]:
    if form.participation not in set(Participation):
        yield Complaint(at + "participation", CHOOSE)
    if form.case_number is not UNSET and len(form.case_number.strip()) > 80:
        yield Complaint(at + "caseNumber", TOO_LONG, {"limit": 80})
    body = known.bodies.get(form.organisation_id)
    if body is None:
        yield Complaint(at + "organisationId", CHOOSE)
        return
    acting = acting_body(form, known)
    yield from _acting(form, at, known, body, acting)
    yield from _authorities(form, at, known, {form.organisation_id, acting})


def _acting(
    form: Typed, at: str, known: Known, body: Body, acting: UUID | None
) -> Iterator[Complaint]:
    field = at + "actingBodyId"
    if form.acting_body_id and body.legal_personality:
        yield Complaint(field, N_("“{name}” acts for itself."), {"name": body.name})
    elif acting is not None:
        found = known.bodies.get(acting)
        if found is None or not found.legal_personality:
            yield Complaint(field, N_("Choose a body that has legal personality."))
    elif not body.legal_personality and signs(form.participation):
        yield Complaint(
            field,
            N_("“{name}” has no legal personality: name the body that acts for it."),
            {"name": body.name},
        )


def new_complaints(
    parties: Sequence[Typed], known: Known, kept: Mapping[UUID, UUID | None], on: date
) -> Iterator[Complaint]:
    """Who does not exist any more and would become a party, or come to act for one.

    ``kept``: the parties that there are, with who acts for each. These may stay, so that others
    can take over first what they stand in.
    """
    for place, form in enumerate(parties):
        field, who, acting = f"parties.{place}.", form.organisation_id, acting_body(form, known)
        if who not in kept:
            yield from _ended(field + "organisationId", known.bodies.get(who), on)
        if acting is not None and kept.get(who) != acting:
            yield from _ended(field + "actingBodyId", known.bodies.get(acting), on)


def _ended(field: str, body: Body | None, on: date) -> Iterator[Complaint]:
    if body is not None:
        yield from ended_complaints(field, body.name, body.valid_until, on)


def _authorities(form: Typed, at: str, known: Known, of: set[UUID | None]) -> Iterator[Complaint]:
    seen: set[UUID] = set()
    for place, authority in enumerate(form.authorities):
        here = f"{at}authorities.{place}."
        if authority.authority_id in seen:
            yield Complaint(here + "authorityId", N_("This authority stands here twice."))
        seen.add(authority.authority_id)
        if known.authorities.get(authority.authority_id) not in of - {None}:
            yield Complaint(here + "authorityId", N_("This is no authority of this party."))
        said = authority.represented_by_function.strip()
        if not said:
            yield Complaint(here + "representedByFunction", MISSING)
        elif len(said) > 200:
            yield Complaint(here + "representedByFunction", TOO_LONG, {"limit": 200})


class Standing(Struct, frozen=True):
    """A party as it stands before the agreement is put up for decision."""

    place: int
    name: str
    participation: str
    authorities: int
    valid_until: date | None = None


def parties_missing(parties: Sequence[Standing], on: date) -> Iterator[Complaint]:
    """What the parties still lack before the agreement can be put up for decision on a day."""
    for party in parties:
        field = f"parties.{party.place}.organisationId"
        yield from ended_complaints(field, party.name, party.valid_until, on)
    signing = [party for party in parties if signs(party.participation)]
    if not signing:
        yield Complaint("parties", N_("No party signs yet."))
    for party in signing:
        if not party.authorities:
            yield Complaint(
                f"parties.{party.place}.authorities",
                N_("“{name}” signs, so name the authority that decides."),
                {"name": party.name},
            )


OWES = N_(
    "“{name}” owes commitment {number} ({title}), so it cannot be left out. Change that "
    "commitment first."
)
HELPS = N_(
    "A contribution to commitment {number} ({title}) is asked of “{name}”, so it cannot be left "
    "out. Change that commitment first."
)


SIGNS = N_(
    "“{name}” owes commitment {number} ({title}), so it has to sign. Change that commitment first."
)


def named_complaints(
    named: Iterable[Mapping[str, Any]], parties: Sequence[Typed]
) -> Iterator[Complaint]:
    """Parties that stand in a commitment, and are left out, or owe it and would not sign.

    Of who is left out ``place`` among the values is where it stood: it is in the list no more.
    """
    staying = {form.organisation_id: place for place, form in enumerate(parties)}
    for row in named:
        values = {name: row[name] for name in ("name", "number", "title")}
        owes, place = row["part"] == "owner", staying.get(row["organisation"])
        if place is None:
            left = {**values, "place": row["place"]}
            yield Complaint("parties", OWES if owes else HELPS, left)
        elif owes and not signs(parties[place].participation):
            yield Complaint(f"parties.{place}.participation", SIGNS, values)
