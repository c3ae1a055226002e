"""End the sessions that a provider says have ended, and tell a provider that one ends here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.identity.noting.queries import chain_of
from governance.identity.providers.remote import Peer
from governance.identity.providers.rules import NotBelieved, Reason
from governance.identity.providers.tokens.rules import LOGOUT_LASTS, Claims, check_logout
from governance.identity.queries import roles_of
from governance.identity.rules import token_hash

_TAKE = """
insert into logout_token (id, token_hash, taken_at) values ($1, $2, $3)
on conflict do nothing returning id
"""
_FORGET = "delete from logout_token where taken_at < $1"
_END = """
delete from session s using person p
where p.id = s.person and s.provider = $1
  and ($2::text is null or s.provider_session = $2
    or (s.provider_session = '' and $3::text is not null))
  and ($3::text is null or exists (select from identity_link l
    where l.person = s.person and l.issuer = $4 and l.subject = $3))
returning s.id, p.id as person, p.function
"""


async def end_from_provider(peer: Peer, token: str, *, at: datetime) -> int:
    """End at once the sessions that a logout token is about; gives how many there were.

    By the name that the provider gave the session, by the account, or both. A token works once.
    """
    signed = await peer.read(token, ("logout+jwt", "jwt"), at)
    check_logout(signed.claims, peer.provider, at)
    once = token_hash(f"{peer.provider.key}\0{signed.claims['jti']}")
    async with DATABASE.transaction():
        await DATABASE.fetch(_FORGET, at - 2 * LOGOUT_LASTS - timedelta(minutes=10))
        if not await DATABASE.fetch(_TAKE, new_id(), once, at):
            raise NotBelieved(Reason.REPEATED)
        ended = await _end(peer, signed.claims)
        for row in sorted(ended, key=lambda row: row["id"]):
            await _note(row, peer.provider.key, at)
    return len(ended)


async def _end(peer: Peer, claims: Claims) -> list[Any]:
    session, account = (
        said if isinstance(said := claims.get(name), str) else None for name in ("sid", "sub")
    )
    return await DATABASE.fetch(_END, peer.provider.key, session, account, peer.provider.issuer)


async def _note(row: Any, provider: str, at: datetime) -> None:
    actor = Actor(row["person"], row["function"], await roles_of(row["person"], at))
    said = {"provider": provider, "ended_by": "provider"}
    session: UUID = row["id"]
    await record(await chain_of(actor), "signed_out", "session", session, said, by=actor, at=at)


async def leaving_address(peer: Peer, back: str, *, at: datetime) -> str | None:
    """Where to sign out at the provider as well, and come back; None where it has no such page."""
    try:
        there = (await peer.described(at)).end_session_endpoint
    except NotBelieved:
        return None
    if not there:
        return None
    said = {"client_id": peer.provider.client_id, "post_logout_redirect_uri": back}
    return str(httpx.URL(there).copy_merge_params(said))
