"""Attaching the scan of a signed page to a signature, and taking it off. The file is kept."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.scans.forms import ScanRemovalForm
from governance.agreements.scans.rules import MOST, NOT_SIGNED, TOO_MANY
from governance.agreements.signing.actions import about
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import Row, authority_of, note
from governance.agreements.tables import SignatureScan
from governance.agreements.taking_part.queries import AuthorityRow
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Overtaken, Unread, WrongState, complain
from governance.base.permissions import behalf
from governance.base.settings import Settings
from governance.base.views import add, encoded
from governance.documents.signed import signed
from governance.files.actions import Received, keep, receive
from governance.files.rules import MEDIA_TYPES, SCANS, Kind
from governance.web.uploading import Upload

THING = "party_authority"
"""The kind of thing that the file of a scan is of."""
_ATTACHED = """
select s.id as signature, c.id, f.sha256 from signature s
left join signature_scan c on c.signature = s.id and c.removed_at is null
left join stored_file f on f.id = c.file
where s.party_authority = $1"""
_FOUND = """
select c.file, c.removed_at, f.sha256 from signature_scan c join stored_file f on f.id = c.file
where c.id = $1 and c.party_authority = $2"""
_REMOVE = """
update signature_scan set removed_at = $2, removed_by = $3, reason = $4 where id = $1"""


async def attach_scan(
    party_authority_id: UUID,
    upload: Upload | None,
    *,
    settings: Settings,
    by: Actor,
    at: datetime,
) -> UUID:
    """Attach the scan of a signed page to a signature that is recorded; gives its id.

    Whether the actor may is asked first, so that nothing is taken in from who may not; and
    again once the file is examined and scanned. Who presses twice attaches it once.
    """
    async with DATABASE.transaction():
        row, _ = await _signed(party_authority_id, "attach_scan", by)
    thing = (THING, party_authority_id)
    received = await receive(upload, SCANS, row["keeper"], thing, settings=settings, by=by, at=at)
    electronic = await _electronic(received, upload)
    async with DATABASE.transaction():
        row, asked = await _signed(party_authority_id, "attach_scan", by)
        return await _attach(row, asked, received, electronic, by, at)


async def remove_scan(
    party_authority_id: UUID, scan_id: UUID, form: ScanRemovalForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Take a scan off a signature. The trail keeps why, and the file stays."""
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, "remove_scan", by)
        rows = await DATABASE.fetch(_FOUND, scan_id, party_authority_id)
        if not rows:
            raise NotFound
        if rows[0]["removed_at"] is not None:
            raise Overtaken
        complain(reason_complaints(form), unread)
        reason = form.reason.strip()
        await DATABASE.fetch(_REMOVE, scan_id, at, by.person_id, reason)
        noted = about(asked) | {"file_id": rows[0]["file"], "sha256": rows[0]["sha256"]}
        await note(row, "remove_scan", noted | {"reason": reason}, by, at)


async def _signed(party_authority_id: UUID, verb: str, by: Actor) -> tuple[Row, AuthorityRow]:
    """The agreement, locked, and the authority, which has signed."""
    row, asked = await authority_of(party_authority_id, verb, by)
    if asked.signed_on is None:
        raise WrongState(verb, asked.next_step, NOT_SIGNED)
    return row, asked


async def _electronic(received: Received, upload: Upload | None) -> str | None:
    """What a PDF says of the electronic signatures in it; the names in it go nowhere else."""
    if upload is None or received.media_type != MEDIA_TYPES[Kind.PDF]:
        return None
    return encoded(await asyncio.to_thread(signed, upload.file))


async def _attach(
    row: Row,
    asked: AuthorityRow,
    received: Received,
    electronic: str | None,
    by: Actor,
    at: datetime,
) -> UUID:
    there = await DATABASE.fetch(_ATTACHED, asked.id)
    for one in there:
        if one["sha256"] == received.sha256:
            same: UUID = one["id"]
            return same
    if sum(one["id"] is not None for one in there) >= MOST:
        complain([Complaint("file", TOO_MANY, {"limit": MOST})])
    file = await keep(received, row["keeper"], (THING, asked.id), by=by, at=at)
    values: dict[str, Any] = {"attached_at": at, "attached_by": by.person_id}
    made = await add(
        SignatureScan(
            agreement=row["id"],
            party_authority=asked.id,
            signature=there[0]["signature"],
            file=file,
            electronic=electronic,
            on_behalf_of=behalf(by),
            **values,
        )
    )
    noted = about(asked) | {"file_id": file, "sha256": received.sha256}
    await note(row, "attach_scan", noted, by, at)
    return made
