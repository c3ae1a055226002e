"""Who is a party of an agreement in force, for a step of it: 1 query each."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import WORKFLOW
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on, holds
from governance.base.views import fetch


class Member(Struct, frozen=True):
    """A party that is bound since ``joined_on``, or was until ``left_on``."""

    id: UUID
    organisation_id: UUID
    organisation: str
    joined_on: date
    left_on: date | None


class Bound(Struct, frozen=True, rename="camel"):
    """A party that is or was bound: ``signed``: all its authorities have;
    ``speaks``: this reader may record what it says."""

    id: UUID
    organisation_id: UUID
    organisation: str
    joined_on: date | None
    left_on: date | None
    signed: bool
    speaks: bool


_BOUND = """
select p.id, o.id as organisation_id, o.name as organisation, p.joined_on, p.left_on,
       exists (select from party_authority pa where pa.party = p.id)
       and not exists (select from party_authority pa where pa.party = p.id and not exists (
           select from signature s where s.party_authority = pa.id)) as signed
from party p join organisation o on o.id = p.organisation
where p.agreement = $1 and p.participation in ('signatory', 'acceding') order by p.position"""
_OWN = """
select organisation from party where agreement = $1 and organisation = any($2::uuid[])
order by left_on is not null, position limit 1"""
_MEMBERS = """
select p.id, o.id as organisation_id, o.name as organisation, p.joined_on, p.left_on
from party p join organisation o on o.id = p.organisation
where p.agreement = $1 and p.joined_on is not null and ($2::uuid is null or p.id = $2)
order by p.position"""


async def member(agreement_id: UUID, party_id: UUID | None) -> Member | None:
    """A party that is or was bound by the agreement; none where it is no such party of it."""
    if party_id is None:
        return None
    found = await fetch(Member, _MEMBERS, agreement_id, party_id)
    return found[0] if found else None


async def speaks_for(agreement_id: UUID, verb: str, by: Actor) -> UUID | None:
    """The organisation for which the actor takes a step as a party, if it is of one."""
    mine = sorted(held_on(by, WORKFLOW.who(verb), Reach.PARTY))
    rows = await DATABASE.fetch(_OWN, agreement_id, mine)
    return UUID(str(rows[0]["organisation"])) if rows else None


async def members(agreement_id: UUID) -> list[Member]:
    """The parties that are bound now, in their order."""
    found = await fetch(Member, _MEMBERS, agreement_id, None)
    return [one for one in found if one.left_on is None]


def may(verb: str, by: Actor, keeper: UUID, party: UUID | None = None) -> bool:
    """Whether the actor holds a role for this step, of who keeps it or of the party."""
    return holds(by, WORKFLOW.who(verb), keeper=keeper, party=party) is not None


async def bound(agreement_id: UUID, keeper: UUID, *, by: Actor) -> list[Bound]:
    """The parties that sign, for who takes part in the agreement: 1 query."""
    rows = await DATABASE.fetch(_BOUND, agreement_id)
    of = "organisation_id"
    return [Bound(**r, speaks=may("record_consent", by, keeper, r[of])) for r in map(dict, rows)]
