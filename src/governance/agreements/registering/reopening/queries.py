"""Whether a registration that counts can still be put right."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE

_FOLLOWED = """
select exists (select from termination_notice where agreement = $1 and withdrawn_on is null)
    or exists (select from consent_request where agreement = $1 and state <> 'withdrawn')
    or exists (select from party where agreement = $1 and left_on is not null)
    or exists (select from agreement a where $1 in (a.amends, a.supplements, a.predecessor))
       as followed"""


async def followed(agreement_id: UUID) -> bool:
    """Whether anything that stands followed from a registration: 1 query. That its reader sees
    the agreement is for the caller."""
    [found] = await DATABASE.fetch(_FOLLOWED, agreement_id)
    return bool(found["followed"])
