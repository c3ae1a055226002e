"""Writing the trail: called by every action, inside the action's own transaction, last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.rules import START, Entry, changes_as_text, entry_hash
from governance.audit.tables import TrailEntry
from governance.base.actor import Actor
from governance.base.database import DATABASE, OutsideTransaction
from governance.base.ids import new_id

_HEAD = """
insert into trail_head (id, number, hash) values ($1, 0, $2) on conflict (id) do nothing
"""
_LOCK = "select number, hash from trail_head where id = $1 for update"
_MOVE = "update trail_head set number = $2, hash = $3 where id = $1"


async def record(  # noqa: PLR0913 - one call says the whole act
    organisation_id: UUID,
    verb: str,
    kind: str,
    thing_id: UUID,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    audience: str = "own",
    cause: tuple[str, UUID] | None = None,
    on_behalf_of: str = "",
) -> None:
    """Add one entry to the chain of an organisation, in the transaction that is open.

    ``changes`` holds the changed fields with their new values; personal values never.
    ``on_behalf_of`` is the function that it was typed for, else the actor's own.
    Locks the head of the chain, so call it after every other lock.
    """
    if not DATABASE.in_transaction:
        raise OutsideTransaction("the trail is written in the transaction of its action")
    number, previous = await _head(organisation_id)
    entry = Entry(
        id=new_id(),
        organisation_id=organisation_id,
        number=number + 1,
        at=at,
        actor_id=by.person_id,
        on_behalf_of=on_behalf_of or by.function,
        verb=verb,
        kind=kind,
        thing_id=thing_id,
        changes=changes_as_text(changes),
        audience=audience,
        cause_kind=cause[0] if cause else "",
        cause_id=cause[1] if cause else None,
    )
    await _append(entry, previous)


async def _head(organisation_id: UUID) -> tuple[int, str]:
    """Number and hash of the last entry of a chain, locked until the transaction ends."""
    await DATABASE.fetch(_HEAD, organisation_id, START)
    [head] = await DATABASE.fetch(_LOCK, organisation_id)
    return head["number"], head["hash"]


async def _append(entry: Entry, previous: str) -> None:
    sealed = entry_hash(entry, previous)
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
    await TrailEntry.insert(TrailEntry(**fields, previous_hash=previous, hash=sealed))
    await DATABASE.fetch(_MOVE, entry.organisation_id, entry.number, sealed)
