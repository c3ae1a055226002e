"""Who has signed and who has not, inside the transaction of a step: 1 query each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from governance.agreements.rules import SIGNING, EntryRule
from governance.base.database import DATABASE

_LEFT = """
select count(*)::int as number from party_authority pa join party p on p.id = pa.party
where p.agreement = $1 and p.participation = any($2::text[])
  and not exists (select from signature s where s.party_authority = pa.id)"""
_PARTIES_SIGNED = """
select count(*)::int as number from party p
where p.agreement = $1 and p.participation = any($2::text[])
  and exists (select from party_authority pa where pa.party = p.id)
  and not exists (select from party_authority pa where pa.party = p.id and not exists (
      select from signature s where s.party_authority = pa.id))"""
_SIGNED = """
select count(*)::int as number, count(s.id)::int as signed, max(s.signed_on) as last
from party_authority pa left join signature s on s.party_authority = pa.id where pa.party = $1"""
_SIGNED = """
select max(s.signed_on) as last, count(*)::int as number from signature s
join party_authority pa on pa.id = s.party_authority join party p on p.id = pa.party
where p.agreement = $1"""
_DECLINED = """
select 1 from decision d
join party_authority pa on pa.id = d.party_authority join party p on p.id = pa.party
where p.agreement = $1 and d.outcome = 'declined' limit 1"""


async def complete(agreement: Mapping[str, Any]) -> bool:
    """Whether enough have signed for the agreement to come about: all, or as many as it says."""
    if agreement["entry_rule"] == EntryRule.NUMBER_SIGNED and agreement["entry_number"]:
        [row] = await DATABASE.fetch(_PARTIES_SIGNED, agreement["id"], sorted(SIGNING))
        if row["number"] >= agreement["entry_number"]:
            return True
    return await left(agreement["id"]) == 0


async def left(agreement_id: UUID) -> int:
    """How many authorities have still to sign."""
    [row] = await DATABASE.fetch(_LEFT, agreement_id, sorted(SIGNING))
    return int(row["number"])


async def last_signed_on(agreement_id: UUID) -> date | None:
    """The day of the last signature, or None when nobody signed."""
    [row] = await DATABASE.fetch(_SIGNED, agreement_id)
    last: date | None = row["last"]
    return last


async def declined(agreement_id: UUID) -> bool:
    """Whether some authority decided not to agree, so that this text cannot come about."""
    return bool(await DATABASE.fetch(_DECLINED, agreement_id))
