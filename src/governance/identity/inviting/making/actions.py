"""What an invitation is made of: its row, its place in the trail, and the mail with its link."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import add, encoded
from governance.identity.inviting.rules import Offer, expires
from governance.identity.noting.queries import receiver
from governance.identity.roles.steps.actions import targets
from governance.identity.roles.telling.actions import held_for_said
from governance.identity.roles.words import ROLE_WORDS
from governance.identity.rules import (
    new_token,
    token_hash,
)
from governance.identity.tables import Invitation as Row
from governance.notices.actions import call_off, post
from governance.notices.letters.rules import Invitation, Kind
from governance.notices.rules import Receiver
from governance.web.addresses import Key, page

_END = """
update invitation set ended_at = $2, used = $3, offer = offer - 'email' - 'function'
where ended_at is null and id = any($1::uuid[]) returning id"""
_FIRST = """
select r.kind, coalesce(g.name, c.name, q.name, '') as name from role_assignment r
left join organisation g on g.id = r.organisation left join committee c on c.id = r.committee
left join grouping q on q.id = r."grouping" where r.person = $1
order by r.valid_from, r.id limit 1"""
_OPEN = "select id from invitation where person = $1 and ended_at is null and offer is null"
_CHAIN = """
select coalesce(r.organisation, c.organisation) as chain from role_assignment r
left join committee c on c.id = r.committee where r.person = $1
  and coalesce(r.organisation, c.organisation) is not null
order by r.valid_until desc nulls first, r.valid_from, r.id limit 1"""


class Invited(Struct, frozen=True, rename="camel"):
    """An invitation as it was made. ``token`` is shown this once. ``offered``: somebody who can
    sign in already accepts the role; who that is stays unknown, so there is no ``person_id``."""

    id: UUID
    person_id: UUID | None
    token: str
    expires_at: datetime
    offered: bool = False


async def invited(
    made: Invited, to: Receiver, chain: UUID, offer: Offer | None, *, by: Actor, at: datetime
) -> None:
    """Send the link by mail as well, in the language of who is invited."""
    if offer is not None:
        named = await targets([offer.for_id] if offer.for_id else [])
        kind, name = str(offer.kind), named[offer.for_id].name if offer.for_id else ""
    else:
        rows = await DATABASE.fetch(_FIRST, to.person_id)
        kind, name = (rows[0]["kind"], rows[0]["name"]) if rows else (RoleKind.READER, "")
    letter = Invitation(
        link=page("invitations", Key(made.token)),
        until=day(made.expires_at),
        role=ROLE_WORDS[kind],
        held_for=held_for_said(name, to.language),
        invited_by=by.function,
    )
    until, cause = made.expires_at, ("invitation", made.id)
    await post(chain, to, letter, cause=cause, by=by, at=at, useful_until=until)


async def chain_of(person_id: UUID) -> UUID:
    """The chain of the trail in which what happens to a person is noted: of the role that lasts
    longest, of these the oldest. Who left an organisation is of no concern to it any more."""
    rows = await DATABASE.fetch(_CHAIN, person_id)
    return rows[0]["chain"] if rows else SERVICE


async def invite(
    person_id: UUID, address: str, organisation: UUID | None, *, by: Actor, at: datetime,
    days: int, offer: Offer | None = None,
) -> Invited:  # fmt: skip
    """Make an invitation, in the open transaction; an open first one gives way to it."""
    if offer is None:
        await end_first(person_id, by=by, at=at)
    token = new_token()
    made = Row(
        person=person_id,
        token_hash=token_hash(token),
        made_by=by.person_id if by.person_id.int else None,
        organisation=organisation,
        made_at=at,
        expires_at=expires(at, days),
        offer=encoded(offer) if offer else None,
    )
    await add(made)
    unknown = offer is not None
    told = Invited(made.id, None if unknown else person_id, token, made.expires_at, unknown)
    noted: dict[str, Any] = {"expires_at": made.expires_at}
    # Who is offered a role stays unknown until it is accepted, in the trail as well.
    noted |= {"role": offer.kind, "held_for": offer.for_id} if offer else {"person": person_id}
    chain = organisation or (SERVICE if offer else await chain_of(person_id))
    await record(chain, "invite", "invitation", made.id, noted, by=by, at=at)
    to = replace(await receiver(person_id), address=address)
    await invited(told, to, chain, offer, by=by, at=at)
    return told


async def end_first(person_id: UUID, *, by: Actor, at: datetime) -> None:
    """End the invitation of somebody who has not come in; a role that is offered stays open."""
    rows = await DATABASE.fetch(_OPEN, person_id)
    await end([row["id"] for row in rows], used=False, by=by, at=at)


async def end(invitation_ids: list[UUID], *, used: bool, by: Actor, at: datetime) -> None:
    """End invitations: their links work no longer, their mail is not sent any more, and what is
    personal in an offer goes."""
    await DATABASE.fetch(_END, invitation_ids, at, used)
    await call_off(Kind.INVITATION, "invitation", invitation_ids, by=by, at=at)
