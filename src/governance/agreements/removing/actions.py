"""Taking out what was recorded of an authority by mistake, as long as not all have signed.

What was put down wrongly is corrected; this is for what did not happen at all, or belongs to
another authority. The trail keeps what was recorded, and why it was taken out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.forms import RemovalForm
from governance.agreements.signing.actions import about, recorded
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import authority_of, note
from governance.agreements.tables import Decision, Signature
from governance.agreements.when.rules import HAS_SIGNED
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain

_NOTED = {
    Decision: ("decided_by", "decided_on", "number", "outcome"),
    Signature: ("signed_by_function", "signed_on", "capacity", "capacity_reference"),
}


async def remove_decision(
    party_authority_id: UUID, form: RemovalForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Take out the decision of an authority that has not signed; then it has still to decide."""
    await _remove(Decision, "remove_decision", party_authority_id, form, unread, by, at)


async def remove_signature(
    party_authority_id: UUID, form: RemovalForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Take out the signature of an authority; its decision stays, and it has still to sign."""
    await _remove(Signature, "remove_signature", party_authority_id, form, unread, by, at)


async def _remove(
    table: type[Decision | Signature],
    verb: str,
    party_authority_id: UUID,
    form: RemovalForm,
    unread: Unread,
    by: Actor,
    at: datetime,
) -> None:
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, verb, by)
        if table is Decision and asked.signed_on is not None:
            raise WrongState(verb, asked.next_step, HAS_SIGNED)
        found = await recorded(table, asked, verb, form.version)
        complain(reason_complaints(form), unread)
        await table.delete().where(table.id == found["id"])
        noted: dict[str, Any] = {name: found[name] for name in _NOTED[table]}
        noted |= about(asked) | {"reason": form.reason.strip()}
        await note(row, verb, noted, by, at, on_behalf_of=found["on_behalf_of"])
