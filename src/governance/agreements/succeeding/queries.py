"""In which agreements organisations that end take part, and which they keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.permissions import may
from governance.base.views import fetch


class Taking(Struct, frozen=True, rename="camel"):
    """An organisation that is a party to an agreement."""

    agreement_id: UUID
    agreement: str
    state: str
    entered_on: date | None
    organisation_id: UUID
    organisation: str
    party_id: UUID


class Keeping(Struct, frozen=True, rename="camel"):
    """An agreement that an organisation keeps."""

    agreement_id: UUID
    agreement: str
    organisation_id: UUID


_TAKING = """
select a.id as agreement_id, a.short_title as agreement, a.state,
       a.entered_into_force_on as entered_on, o.id as organisation_id, o.name as organisation,
       p.id as party_id
from party p join agreement a on a.id = p.agreement join organisation o on o.id = p.organisation
where p.organisation = any($1::uuid[]) order by a.sort_key, a.id, o.sort_key"""
_KEEPING = """
select id as agreement_id, short_title as agreement, keeper as organisation_id
from agreement where keeper = any($1::uuid[]) order by sort_key, id"""


async def taking_part(of: Sequence[UUID], *, by: Actor) -> list[Taking]:
    """The agreements of some organisations: 1 query. For who may reorganise."""
    return await fetch(Taking, _TAKING, sorted(of) if may(by, "register.reorganise") else [])


async def keeping(of: Sequence[UUID], *, by: Actor) -> list[Keeping]:
    """The agreements that some organisations keep: 1 query. For who may reorganise."""
    return await fetch(Keeping, _KEEPING, sorted(of) if may(by, "register.reorganise") else [])
