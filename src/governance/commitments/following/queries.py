"""What becomes of the open commitments of an agreement that is followed, before it is so."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.views import fetch
from governance.commitments.queries import seen_agreement
from governance.commitments.sharing.queries import SIGHT, sees, told


class Followed(Struct, frozen=True, rename="camel"):
    """An open commitment of a party. ``goes_on``: that party owes it in the new agreement too,
    under the same key; else it lapses. No ``state`` where the reader is not told it."""

    line_id: UUID
    title: str
    organisation: str
    state: str
    goes_on: bool


_FOLLOWED = f"""
select l.id as line_id, c.title, o.name as organisation, {told("state", "''")} as state,
       exists (select from commitment n join commitment_party cp on cp.commitment = n.id
               join party p on p.id = cp.party
               where n.agreement = $6 and n.key = c.key and cp.part = 'owner'
                 and p.organisation = l.organisation) as goes_on
from commitment_line l join commitment c on c.id = l.commitment
join agreement a on a.id = l.agreement
join organisation o on o.id = l.organisation
{SIGHT}
where l.agreement = $5 and {told("state", "''")} not in ('done', 'lapsed')
order by c.position, o.sort_key"""  # noqa: S608 - constant text


async def followed(predecessor: UUID, agreement_id: UUID, *, by: Actor) -> list[Followed]:
    """The open commitments of a predecessor beside those of who follows it: 3 queries."""
    await seen_agreement(predecessor, by=by)
    await seen_agreement(agreement_id, by=by)
    return await fetch(Followed, _FOLLOWED, *sees(by), predecessor, agreement_id)
