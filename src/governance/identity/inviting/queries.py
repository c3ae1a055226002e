"""What an invitation shows to who holds its link, and which are open, to who made them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.identity.inviting.rules import Offer, open_now
from governance.identity.queries import CAME_IN, OPENS, begins_on, roles_of
from governance.identity.roles.queries import people_seen
from governance.identity.roles.steps.actions import targets
from governance.identity.rules import token_hash


class Promised(Struct, frozen=True, rename="camel"):
    """A role that comes with an invitation."""

    kind: RoleKind
    for_name: str
    valid_from: date


class InvitationView(Struct, frozen=True, rename="camel"):
    """An invitation for who holds its link. ``offered``: for somebody who can sign in already;
    ``mine``: and that is who is signed in. ``signs_in_from``: the later day on which the first
    role begins, where signing in is not possible before."""

    sign_in_name: str
    function: str
    invited_by: str
    expires_at: datetime
    roles: tuple[Promised, ...]
    offered: bool
    mine: bool
    signs_in_from: date | None = None


class OpenInvitation(Struct, frozen=True, rename="camel"):
    """An invitation that nobody has accepted. Of an offer: what the one who made it typed."""

    id: UUID
    person_id: UUID | None
    function: str
    email: str
    made_at: datetime
    expires_at: datetime
    expired: bool
    role: str = ""
    for_name: str = ""


_ONE = f"""
select i.person, i.offer::text as offer, i.expires_at, p.sign_in_name, p.function,
       coalesce(m.function, '') as invited_by
from invitation i join person p on p.id = i.person left join person m on m.id = i.made_by
where i.token_hash = $1 and {OPENS}"""  # noqa: S608 - constant text
_ROLES = """
select r.kind, coalesce(g.name, c.name, q.name, '') as for_name, r.valid_from
from role_assignment r left join organisation g on g.id = r.organisation
left join committee c on c.id = r.committee left join grouping q on q.id = r."grouping"
where r.person = $1 and (r.valid_until is null or r.valid_until > $2) order by r.valid_from, r.id"""
_OPEN = f"""
select i.id, case when i.offer is null then p.id end as person_id, p.function, p.email, i.made_at,
       i.expires_at, i.offer::text as offer
from invitation i join person p on p.id = i.person
where i.ended_at is null and ($1 or i.organisation = any($2::uuid[]) or i.made_by = $3)
  and ($4::uuid is null or (i.person = $4 and i.offer is null))
  and case when i.offer is null then not {CAME_IN} and exists (
      select from role_assignment h
      where h.person = p.id and (h.valid_until is null or h.valid_until > $5))
    else coalesce((i.offer ->> 'validUntil')::date > $5, true) end
order by i.made_at desc, i.id limit 200"""  # noqa: S608 - constant text


_NEW = f"""
select i.id from invitation i join person p on p.id = i.person
where i.token_hash = $1 and i.offer is null and {OPENS}"""  # noqa: S608 - constant text


async def for_a_new_person(token: str, *, at: datetime) -> UUID:
    """The invitation of a link, where it lets somebody in for the first time: 1 query.

    For whoever holds the link. Raises :class:`NotFound` for any other, also for a role that is
    offered to who can sign in already: that is accepted by who has signed in.
    """
    rows = await DATABASE.fetch(_NEW, token_hash(token), at, day(at))
    if not rows:
        raise NotFound
    found: UUID = rows[0]["id"]
    return found


async def invitation(token: str, *, by: Actor | None, at: datetime, today: date) -> InvitationView:
    """The invitation of a link that works: at most 4 queries; :class:`NotFound` for any other."""
    rows = await DATABASE.fetch(_ONE, token_hash(token), at, day(at))
    if not rows:
        raise NotFound
    row = rows[0]
    offer = msgspec.json.decode(row["offer"], type=Offer) if row["offer"] else None
    mine = by is not None and by.person_id == row["person"]
    return InvitationView(
        sign_in_name="" if offer else row["sign_in_name"],
        function="" if offer else row["function"],
        invited_by=row["invited_by"],
        expires_at=row["expires_at"],
        roles=await _promised(row["person"], offer, today),
        offered=offer is not None,
        mine=mine,
        signs_in_from=None if offer else await not_before(row["person"], at),
    )


async def not_before(person: UUID, at: datetime) -> date | None:
    """From which later day somebody can sign in; None for who can today: at most 2 queries."""
    return None if await roles_of(person, at) else await begins_on(person, at)


async def _promised(person: UUID, offer: Offer | None, today: date) -> tuple[Promised, ...]:
    if offer is not None:
        named = await targets([offer.for_id] if offer.for_id else [])
        name = named[offer.for_id].name if offer.for_id in named else ""
        return (Promised(offer.kind, name, max(offer.valid_from, today)),)
    rows = await DATABASE.fetch(_ROLES, person, today)
    return tuple(Promised(RoleKind(r["kind"]), r["for_name"], r["valid_from"]) for r in rows)


async def open_invitations(
    by: Actor, at: datetime, *, person: UUID | None = None
) -> list[OpenInvitation]:
    """Invitations of the actor's organisations that nobody accepted, the newest first, with the
    roles that are offered by them: at most 2 queries. One whose roles are all over opens nothing
    any more, and is not among them."""
    everywhere, organisations, _, oneself = people_seen(by)
    rows = await DATABASE.fetch(_OPEN, everywhere, organisations, oneself, person, day(at))
    offers: dict[UUID, Offer] = {
        row["id"]: msgspec.json.decode(row["offer"], type=Offer) for row in rows if row["offer"]
    }
    asked = [o.for_id for o in offers.values() if o.for_id]
    named = await targets(asked) if asked else {}
    return [_open(row, offers.get(row["id"]), named, at) for row in rows]


def _open(row: Any, offer: Offer | None, named: Any, at: datetime) -> OpenInvitation:
    target = named.get(offer.for_id) if offer else None
    return OpenInvitation(
        id=row["id"],
        person_id=row["person_id"],
        function=offer.function if offer else row["function"],
        email=offer.email if offer else row["email"],
        made_at=row["made_at"],
        expires_at=row["expires_at"],
        expired=not open_now(None, row["expires_at"], at),
        role=offer.kind if offer else "",
        for_name=target.name if target else "",
    )
