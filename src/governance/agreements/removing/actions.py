"""Taking out what was recorded of an authority by mistake, as long as not all have signed.

What was put down wrongly is corrected; this is for what did not happen at all, or belongs to
another authority. The trail keeps what was recorded, and why it was taken out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.forms import RemovalForm
from governance.agreements.signing.actions import about, recorded, take_off
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import authority_of, note, stepping
from governance.agreements.tables import Decision, Signature
from governance.agreements.versions.actions import was_up
from governance.agreements.when.rules import HAS_SIGNED, WAS_UP
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.views import unchanged

_VERSIONS = "select id from agreement_version where agreement = $1"
_DRAFT = (
    "delete from amendment where agreement = $1",
    "delete from text_typing where agreement = $1",
    "delete from text_remark where agreement = $1",
    f"delete from text_change where agreement_version in ({_VERSIONS})",  # noqa: S608
    f"delete from article where agreement_version in ({_VERSIONS})",  # noqa: S608
    "delete from party_chain where party in (select id from party where agreement = $1)",
    "delete from party_authority where party in (select id from party where agreement = $1)",
    "delete from party where agreement = $1",
    "delete from registration where agreement = $1",
    "delete from agreement_version where agreement = $1",
    "delete from agreement where id = $1",
)
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


async def remove_draft(agreement_id: UUID, version: int | None, *, by: Actor, at: datetime) -> None:
    """Remove a draft without commitments, with its parties and text, unless it was ever put up."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "remove_draft", by)
        unchanged(row, version)
        if await was_up(agreement_id):
            raise WrongState("remove_draft", row["state"], WAS_UP)
        for statement in _DRAFT:
            await DATABASE.fetch(statement, agreement_id)
        noted = {name: row[name] for name in ("title", "short_title", "model_key")}
        await note(row, "remove_draft", noted, by, at)


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
        noted: dict[str, Any] = {name: found[name] for name in _NOTED[table]}
        if scans := await take_off("$1", found["id"], form.reason.strip(), by, at):
            noted["scans_dropped"] = scans
        await table.delete().where(table.id == found["id"])
        noted |= about(asked) | {"reason": form.reason.strip()}
        await note(row, verb, noted, by, at, on_behalf_of=found["on_behalf_of"])
