"""In whose chain the own acts of a person stand."""

from __future__ import annotations

from uuid import UUID

from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.queries import home_of
from governance.notices.rules import Receiver

_HOME = """
select coalesce(r.organisation, c.organisation) as organisation
from role_assignment r left join committee c on c.id = r.committee
where r.person = $1 and coalesce(r.organisation, c.organisation) is not null
order by r.valid_from, r.id limit 1
"""


async def chain_of(actor: Actor) -> UUID:
    """The chain of who acts: of the home organisation, else that of the service itself."""
    return await home_of(actor) or SERVICE


async def chain_of_person(person_id: UUID | None) -> UUID:
    """The chain of somebody who is not recognised yet, for the service itself: 1 query.

    Asked of an unknown name as well, so that it takes as long.
    """
    rows = await DATABASE.fetch(_HOME, person_id or UUID(int=0))
    return UUID(str(rows[0]["organisation"])) if rows else SERVICE


async def receiver(person_id: UUID) -> Receiver:
    """Where mail for somebody goes, and in which language; no address: nothing is sent."""
    [row] = await DATABASE.fetch("select email, language from person where id = $1", person_id)
    return Receiver(row["email"], row["language"], person_id)
