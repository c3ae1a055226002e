"""Take an account at a provider away from who it belongs to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, NotFound, WrongState
from governance.identity.noting.actions import tell_owner
from governance.identity.noting.queries import chain_of
from governance.identity.noting.words import ACCOUNT_WORDS

ONLY_WAY = N_("This is the only way in which you can sign in: add another one first.")
_UNLINK = "delete from identity_link where id = $1 and person = $2 returning provider"
_OTHER_WAY = """
select p.password_hash like '$argon2%'
  or exists (select from identity_link l where l.person = p.id and l.id <> $2
    and l.provider = any($3::text[])) as found
from person p where p.id = $1 for update
"""
_END_OTHERS = "delete from session where person = $1 and provider = $2 and id <> $3"


async def unlink(
    link_id: UUID, providers: Collection[str], *, by: Actor, session_id: UUID, at: datetime
) -> str:
    """Take an account away from its owner; sessions that it began elsewhere end. Its provider.

    Not the only way in: an account counts at one of the ``providers`` that the service offers now.
    """
    async with DATABASE.transaction():
        [other] = await DATABASE.fetch(_OTHER_WAY, by.person_id, link_id, list(providers))
        gone = await DATABASE.fetch(_UNLINK, link_id, by.person_id)
        if not gone:
            raise NotFound
        if not other["found"]:
            raise WrongState("unlink", "only_way", ONLY_WAY)
        provider = str(gone[0]["provider"])
        await DATABASE.fetch(_END_OTHERS, by.person_id, provider, session_id)
        said = {"provider": provider}
        await record(await chain_of(by), "unlinked", "identity_link", link_id, said, by=by, at=at)
        await tell_owner(ACCOUNT_WORDS["unlinked"], by=by, at=at)
    return provider


async def forget(person_id: UUID, *, cause: tuple[str, UUID]) -> int:  # noqa: ARG001 - its caller's
    """Take every account of somebody away, when the personal details are erased.

    In the transaction of its cause, which writes the trail. Gives how many there were.
    """
    gone = await DATABASE.fetch(
        "delete from identity_link where person = $1 returning id", person_id
    )
    return len(gone)
