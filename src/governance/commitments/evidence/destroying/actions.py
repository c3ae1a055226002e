"""Destroying the bytes of a file of evidence; the evidence is taken off with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import change, lock, unchanged
from governance.commitments.evidence.forms import EvidenceDestructionForm
from governance.commitments.evidence.queries import THING, line_seen
from governance.commitments.evidence.rules import removal_complaints
from governance.commitments.evidence.tables import Evidence
from governance.commitments.tables import CommitmentLine
from governance.files.destroying.actions import destroy


async def destroy_evidence(
    line_id: UUID, evidence_id: UUID, form: EvidenceDestructionForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> int:  # fmt: skip
    """Destroy the bytes of the file of a piece of evidence, which is taken off with it where it
    was not. What stays is its hash, who did so, when and why.

    Gives how often the organisation keeps the very same bytes for something else. Backups that
    were made before still hold them: see the documentation.
    """
    async with DATABASE.transaction():
        line = await line_seen(line_id, by=by)
        entitled(by, TABLE["evidence.destroy"].who, own=line.organisation_id, keeper=line.keeper)
        await lock(CommitmentLine, line_id)
        row = await lock(Evidence, evidence_id)
        if row["commitment_line"] != line_id or row["file"] is None:
            raise NotFound
        unchanged(row, form.version)
        complain(removal_complaints(form), unread)
        reason = form.reason.strip()
        gone: dict[str, Any] = {"removed_at": at, "removed_by": by.person_id, "reason": reason}
        await change(Evidence, row, **(gone if row["removed_at"] is None else {}))
        others = await destroy(row["file"], (THING, line_id), reason, by=by, at=at)
        noted = {"title": row["title"], "dated_on": row["dated_on"], "reason": reason}
        await record(line.organisation_id, "destroy_evidence", THING, line_id, noted, by=by, at=at)
    return others
