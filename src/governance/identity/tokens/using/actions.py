"""What is kept of the use of a token: when it last was, and that it was refused."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import NOBODY, SERVICE, Result
from governance.base.database import DATABASE
from governance.base.errors import Refused
from governance.base.origin import network_of
from governance.identity.attempts.actions import count
from governance.identity.rules import SEEN_EVERY, attempt_key
from governance.identity.tokens.rules import REFUSALS_NOTED
from governance.identity.tokens.using.queries import known

_USED = """
update api_token set last_used_at = $2
where id = $1 and (last_used_at is null or last_used_at <= $3)"""


async def used(token_id: UUID, last: datetime | None, *, at: datetime) -> None:
    """Keep when a token was last used, once a minute; no state of the work, so not in the trail."""
    if last is None or at - last >= SEEN_EVERY:
        await DATABASE.fetch(_USED, token_id, at, at - SEEN_EVERY)


async def note_refused_token(hashed: bytes, address: str, *, at: datetime) -> None:
    """Note that a token did not count, in a transaction of its own; nothing of the token itself.

    A program that goes on trying fills no trail: a few in a quarter of an hour are noted, of a
    token that is known, and of all others together from one network.
    """
    found = await known(hashed)
    counted = str(found.token_id) if found else network_of(address)
    key = attempt_key("token", counted)
    try:
        await count({key: REFUSALS_NOTED}, at=at)
    except Refused:
        return
    chain, thing = (found.target.chain, found.token_id) if found else (SERVICE, SERVICE)
    async with DATABASE.transaction():
        await record(
            chain, "use_token", "token", thing, {}, by=NOBODY, at=at, result=Result.REFUSED
        )
