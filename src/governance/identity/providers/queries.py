"""Who belongs to an account at a provider, and how a going there ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.identity.providers.rules import EVERYBODY, FLOW_LASTS, Reason
from governance.identity.queries import roles_of
from governance.identity.rules import token_hash

_PERSON = """
select p.id, p.function, p.email, l.id as link from person p
left join identity_link l on l.person = p.id and l.provider = $3 and l.issuer = $4
where (p.valid_until is null or p.valid_until > $2) and p.erased_at is null and p.kind = 'human'
  and {which}
"""
_BY_ACCOUNT = _PERSON.format(which="l.subject = $1")
_BY_ID = _PERSON.format(which="p.id = $1")
_NAMED = """
select id from organisation o where o.oin = any($1) or o.cbs_code = any($1)
  or o.tooi_uri = any($1) order by id
"""
_OF = """
select exists (select from organisation o where o.id = any($1::uuid[]) and (
  o.id = any($2::uuid[])
  or exists (select from committee c where c.id = any($3::uuid[]) and c.organisation = o.id)
  or exists (select from membership m left join committee c on c."grouping" = m."grouping"
    where m.organisation = o.id and (c.id = any($3::uuid[]) or m."grouping" = any($4::uuid[]))
      and m.valid_from <= $5 and (m.valid_until is null or m.valid_until > $5)))) as found
"""
_LINKS = """
select id, provider, linked_at, used_at from identity_link where person = $1 order by linked_at, id
"""
_OUTCOME = """
select outcome as reason, purpose = 'invitation' as invited from provider_flow
where browser_hash = $1 and provider = $2 and made_at > $3 and outcome <> ''
order by used_at desc nulls last limit 1
"""


class Known(Struct, frozen=True):
    """Somebody who may sign in today. ``email`` is the address that was invited."""

    actor: Actor
    email: str
    linked: bool


class Outcome(Struct, frozen=True):
    """Why a going to a provider failed, and whether it was to answer an invitation."""

    reason: Reason
    invited: bool


class Link(Struct, frozen=True):
    """An account at a provider, as its owner sees it."""

    id: UUID
    provider: str
    linked_at: datetime
    used_at: datetime | None


async def of_account(subject: str, provider: str, issuer: str, at: datetime) -> Known | None:
    """The person of an account, with a role today; else None. For the service itself."""
    return await _known(_BY_ACCOUNT, subject, provider, issuer, at)


async def of_person(person_id: UUID, provider: str, issuer: str, at: datetime) -> Known | None:
    """Somebody by id, with a role today; else None. For the service itself."""
    return await _known(_BY_ID, person_id, provider, issuer, at)


async def _known(sql: str, which: Any, provider: str, issuer: str, at: datetime) -> Known | None:
    rows = await DATABASE.fetch(sql, which, day(at), provider, issuer)
    roles = await roles_of(rows[0]["id"], at) if rows else ()
    if not roles:
        return None
    [row] = rows
    return Known(Actor(row["id"], row["function"], roles), row["email"], row["link"] is not None)


async def named(organisations: Iterable[str]) -> list[UUID]:
    """The organisations of the settings: by OIN, CBS code or TOOI address. For the service."""
    said = sorted(o for o in organisations if o not in ("", EVERYBODY))
    return [row["id"] for row in await DATABASE.fetch(_NAMED, said)] if said else []


async def is_of(actor: Actor, organisations: frozenset[str], at: datetime) -> bool:
    """Whether somebody is of one of these: by a role for it, for its committee, or its region."""
    if EVERYBODY in organisations:
        return True
    those = await named(organisations)
    # The region that a role is held for: what its organisation is a member of does not count.
    regions = {role.region_id for role in actor.roles} - {None}
    held = [list(ids) for ids in (actor.organisations, actor.committees, regions)]
    [row] = await DATABASE.fetch(_OF, those, *held, day(at))
    return bool(row["found"])


async def links_of(*, by: Actor) -> list[Link]:
    """The accounts at providers with which the actor can sign in: 1 query."""
    return await fetch(Link, _LINKS, by.person_id)


async def outcome_of(browser: str, provider: str, at: datetime) -> Outcome | None:
    """Why the last going there of this browser failed. For the browser itself, by its cookie."""
    rows = await DATABASE.fetch(_OUTCOME, token_hash(browser), provider, at - FLOW_LASTS)
    return Outcome(Reason(rows[0]["reason"]), rows[0]["invited"]) if rows else None


async def provider_of(session_id: UUID) -> str:
    """The provider that a session came from, or empty. For the session itself."""
    rows = await DATABASE.fetch("select provider from session where id = $1", session_id)
    return str(rows[0]["provider"]) if rows else ""
