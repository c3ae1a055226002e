"""Writing the trail: called by every action, inside the action's own transaction, last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from governance.audit.rules import (
    NEWEST,
    START,
    Entry,
    Personal,
    Result,
    Unkept,
    changes_as_text,
    entry_text,
    hashes_as_text,
    personal_of,
)
from governance.base.actor import Actor
from governance.base.database import DATABASE, OutsideTransaction
from governance.base.ids import new_id
from governance.base.origin import origin
from governance.base.permissions import behalf, standing_in
from governance.base.views import encoded

_HEAD = """
insert into trail_head (id, number, hash) values ($1, 0, $2) on conflict (id) do nothing
"""
_HOLD = "select from trail_head where id = $1 for update"
_FIELDS = tuple(n for n in Entry.__struct_fields__ if n not in ("organisation_id", "number"))
_APPEND = f"""
with head as (select number + 1 as number, hash from trail_head where id = $1 for update),
sealed as (
    select number, hash as previous_hash, encode(sha256(convert_to(
        hash || E'\\n' || number || E'\\n' || $2, 'UTF8')), 'hex') as hash from head),
kept as (
    insert into trail_entry (organisation_id, number, previous_hash, hash, {", ".join(_FIELDS)})
    select $1, number, previous_hash, hash, {", ".join(f"${n}" for n, _ in enumerate(_FIELDS, 3))}
    from sealed returning id),
apart as (
    insert into trail_personal (id, entry, person, field, salt, value)
    select p.id, kept.id, p.person, p.field, p.salt, p.value
    from kept, jsonb_to_recordset(${3 + len(_FIELDS)}::jsonb)
        as p (id uuid, person uuid, field text, salt text, value text))
update trail_head set number = sealed.number, hash = sealed.hash from sealed
where trail_head.id = $1 returning trail_head.number
"""  # noqa: S608 - constant text
"""One statement: locks the head, seals the entry to it, keeps it and moves the head.

The same text is hashed as in ``entry_hash``; a test compares the two.
"""
_SEPARATE = "delete from trail_personal where person = $1 returning id"


async def record(  # noqa: PLR0913 - one call says the whole act
    organisation_id: UUID, verb: str, kind: str, thing_id: UUID, changes: Mapping[str, Any],
    *, by: Actor, at: datetime, audience: str = "own", cause: tuple[str, UUID] | None = None,
    on_behalf_of: str = "", result: Result = Result.DONE,
    personal: Mapping[str, str] | None = None, person_id: UUID | None = None,
    alone: bool = False,
) -> None:  # fmt: skip
    """Add one entry to the chain of an organisation, in the transaction that is open.

    ``changes`` holds what :func:`~governance.audit.rules.changed` gives; personal values never.
    These go in ``personal``: the entry holds their salted hashes, the values stand apart, as
    those of ``person_id``, else of the actor. ``on_behalf_of`` is the function that it was
    typed for, else that of whom the actor stands in for, else its own. Locks the head, so call
    it after every other lock. ``alone``: nothing else changes with it, such as of a refusal, so
    its one statement is a transaction by itself.
    """
    if not (alone or DATABASE.in_transaction):
        raise OutsideTransaction("the trail is written in the transaction of its action")
    came = origin()
    apart = personal_of(personal or {}, came.network, by, person_id)
    cause_kind, cause_id = cause or ("", None)
    entry = Entry(
        id=new_id(), organisation_id=organisation_id, number=0, at=at, actor_id=by.person_id,
        on_behalf_of=on_behalf_of or behalf(by),
        verb=verb, kind=kind, thing_id=thing_id,
        changes=changes_as_text(changes), audience=audience, cause_kind=cause_kind,
        cause_id=cause_id, result=str(result), origin=str(came.way),
        request_id=came.request_id, personal=hashes_as_text(apart), function=by.function,
        stands_in_for=standing_in(by), hashing=NEWEST,
    )  # fmt: skip
    await _append(entry, apart)


async def _append(entry: Entry, apart: list[Personal]) -> None:
    fields = [getattr(entry, name) for name in _FIELDS]
    kept = [replace(p, value="") if isinstance(p.value, Unkept) else p for p in apart]
    values = (entry.organisation_id, entry_text(entry), *fields, encoded(kept))
    if not await DATABASE.fetch(_APPEND, *values):
        await DATABASE.fetch(_HEAD, entry.organisation_id, START)
        await DATABASE.fetch(_APPEND, *values)


async def hold(organisation_ids: Iterable[UUID]) -> None:
    """Lock the heads of several chains in one order, before an act is noted in more than one.

    Without this, two acts that note in the same chains could wait for one another.
    """
    for chain in sorted(set(organisation_ids)):
        await DATABASE.fetch(_HEAD, chain, START)
        await DATABASE.fetch(_HOLD, chain)


async def separate(person_id: UUID) -> int:
    """Take the personal values of somebody away from the trail; gives how many these were.

    The entries stay as they are, and the chains still verify: they hold salted hashes only.
    In the transaction of the action that erases the person, which notes it.
    """
    return len(await DATABASE.fetch(_SEPARATE, person_id))
