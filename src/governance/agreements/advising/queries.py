"""The chain of a party as it is shown, with who is next, for who sees its agreement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.advising.shown.queries import ChainView, Kept, Noted, StepView, view_of
from governance.agreements.queries import AgreementView, agreement, parties
from governance.agreements.rules import signs
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.errors import NotAllowed, NotFound
from governance.base.views import fetch


class PartyRow(Struct, frozen=True):
    """A party in an agreement; whether the actor may see it is for the caller."""

    id: UUID
    agreement_id: UUID
    organisation_id: UUID
    organisation: str
    participation: str
    joined_on: date | None


_PARTY = """
select p.id, p.agreement as agreement_id, o.id as organisation_id, o.name as organisation,
       p.participation, p.joined_on
from party p join organisation o on o.id = p.organisation where p.id = $1"""
_OF_AUTHORITY = "select party as id from party_authority where id = $1"
_CHAINS = """
select c.party, c.version, c.in_order, c.steps from party_chain c
join party p on p.id = c.party where p.agreement = $1"""
_ADVICE = """
select c.party, c.step, v.number as text_version, c.function, c.asked_on, c.due_on, c.done_on,
       c.outcome, c.words, c.version, c.recorded_at, c.on_behalf_of
from chain_advice c
join party p on p.id = c.party
join agreement_version v on v.id = c.agreement_version
where p.agreement = $1 order by v.number desc, c.recorded_at, c.id"""


class _Id(Struct, frozen=True):
    id: UUID


async def party_row(party_id: UUID) -> PartyRow:
    """One party: 1 query. Raises :class:`NotFound`."""
    found = await fetch(PartyRow, _PARTY, party_id)
    if not found:
        raise NotFound
    return found[0]


async def chain(party_id: UUID, *, by: Actor, today: date) -> ChainView:
    """The chain of one party that signs: 7 queries. Raises :class:`NotFound`."""
    row = await party_row(party_id)
    view = await agreement(row.agreement_id, by=by)
    there = [one for one in await parties(row.agreement_id, by=by) if one.id == party_id]
    found = await chains_of(view, there, by=by, today=today)
    if not found:
        raise NotFound
    return found[0]


async def step(party_id: UUID, name: str, *, by: Actor, today: date) -> StepView:
    """One step with what was said, for who may read that: 7 queries. Raises :class:`NotFound`."""
    found = await chain(party_id, by=by, today=today)
    if not found.reads:
        raise NotAllowed
    return found.step(name)


async def before_deciding(party_authority_id: UUID, *, by: Actor, today: date) -> ChainView:
    """The chain that comes before the decision of an authority: 8 queries."""
    found = await fetch(_Id, _OF_AUTHORITY, party_authority_id)
    if not found:
        raise NotFound
    return await chain(found[0].id, by=by, today=today)


async def chains_of(
    view: AgreementView, there: Sequence[PartyView], *, by: Actor, today: date
) -> list[ChainView]:
    """The chains of those parties that sign, for who takes part in the agreement: 2 queries."""
    if not view.takes_part:
        return []
    kept = {one.party: one for one in await fetch(Kept, _CHAINS, view.id)}
    noted: dict[UUID, list[Noted]] = {}
    for one in await fetch(Noted, _ADVICE, view.id):
        noted.setdefault(one.party, []).append(one)
    return [
        view_of(view, party, kept.get(party.id), noted.get(party.id, []), by, today)
        for party in there
        if signs(party.participation)
    ]
