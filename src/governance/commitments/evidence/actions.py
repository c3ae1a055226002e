"""Adding evidence of a line, and taking it off. Its file is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    Complaint,
    NotFound,
    Overtaken,
    Unread,
    WrongState,
    complain,
)
from governance.base.permissions import TABLE, behalf, entitled
from governance.base.settings import Settings
from governance.base.views import add, change, lock
from governance.commitments.evidence.forms import EvidenceForm, EvidenceRemovalForm
from governance.commitments.evidence.queries import THING, EvidenceLine, line_seen
from governance.commitments.evidence.rules import (
    MOST,
    NOT_NOW,
    TAKEN,
    TOO_MANY,
    complaints,
    removal_complaints,
)
from governance.commitments.evidence.tables import Evidence
from governance.commitments.tables import CommitmentLine
from governance.files.actions import Received, keep, receive
from governance.web.uploading import Upload

_MILESTONES = "select id from milestone_line where commitment_line = $1"
_THERE = """
select e.id, e.title, e.dated_on, e.milestone_line, e.link, f.sha256
from evidence e left join stored_file f on f.id = e.file
where e.commitment_line = $1 and e.removed_at is null"""
_FOUND = "select * from evidence where id = $1 and commitment_line = $2 for update"


async def add_evidence(
    line_id: UUID, upload: Upload | None, form: EvidenceForm,
    *, settings: Settings, by: Actor, at: datetime, unread: Unread = (),
) -> UUID:  # fmt: skip
    """Add a file or a link as evidence of a line; gives its id.

    Whether the actor may, and whether the form is right, is asked first, so that nothing is taken
    in for nothing; and again once the file is examined and scanned. Who presses twice adds it
    once. Raises :class:`Refused` with every complaint, :class:`WrongState` where nothing is owed
    yet or any more, :class:`Unavailable` where scanner or store does not answer.
    """
    async with DATABASE.transaction():
        line = await _open(line_id, by)
        await _right(line, form, day(at), with_file=upload is not None, unread=unread)
    received = None
    if upload is not None:
        thing = (THING, line_id)
        received = await receive(
            upload, TAKEN, line.organisation_id, thing, settings=settings, by=by, at=at
        )
    async with DATABASE.transaction():
        line = await _open(line_id, by)
        await _right(line, form, day(at), with_file=received is not None)
        return await _add(line, form, received, by, at)


async def remove_evidence(
    line_id: UUID, evidence_id: UUID, form: EvidenceRemovalForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Take evidence off: nobody sees it any more. The trail keeps why, and the file stays."""
    async with DATABASE.transaction():
        line = await _open(line_id, by, "remove")
        rows = await DATABASE.fetch(_FOUND, evidence_id, line_id)
        if not rows:
            raise NotFound
        if rows[0]["removed_at"] is not None:
            raise Overtaken
        complain(removal_complaints(form), unread)
        reason = form.reason.strip()
        gone: dict[str, Any] = {"removed_at": at, "removed_by": by.person_id, "reason": reason}
        await change(Evidence, dict(rows[0]), **gone)
        noted = {name: rows[0][name] for name in ("title", "dated_on")} | {"reason": reason}
        await _note(line, "remove_evidence", noted, by, at)


async def _open(line_id: UUID, by: Actor, verb: str = "add") -> EvidenceLine:
    """The line, locked, of which this actor may add evidence now, or take it off."""
    line = await line_seen(line_id, by=by)
    entitled(by, TABLE[f"evidence.{verb}"].who, own=line.organisation_id, keeper=line.keeper)
    await lock(CommitmentLine, line_id)
    line = await line_seen(line_id, by=by)
    if not line.open:
        raise WrongState(f"{verb}_evidence", line.state, NOT_NOW)
    return line


async def _right(
    line: EvidenceLine, form: EvidenceForm, today: date, *, with_file: bool, unread: Unread = ()
) -> None:
    rows = await DATABASE.fetch(_MILESTONES, line.line_id)
    complain(complaints(form, today, {row["id"] for row in rows}, with_file=with_file), unread)


async def _add(
    line: EvidenceLine, form: EvidenceForm, received: Received | None, by: Actor, at: datetime
) -> UUID:
    values: dict[str, Any] = {
        "title": form.title.strip(),
        "dated_on": form.dated_on,
        "milestone_line": form.milestone_line_id,
        "link": form.link.strip(),
    }
    same = {**values, "sha256": received.sha256 if received else None}
    there = await DATABASE.fetch(_THERE, line.line_id)
    for row in there:
        if all(row[name] == said for name, said in same.items()):
            known: UUID = row["id"]
            return known
    if len(there) >= MOST:
        complain([Complaint("", TOO_MANY, {"limit": MOST})])
    if received:
        thing = (THING, line.line_id)
        values["file"] = await keep(received, line.organisation_id, thing, by=by, at=at)
    said: dict[str, Any] = {"added_at": at, "added_by": by.person_id, "on_behalf_of": behalf(by)}
    made = await add(Evidence(commitment_line=line.line_id, **values, **said))
    noted = {name: value for name, value in values.items() if value and name != "file"}
    if received:
        noted |= {"file_id": values["file"], "sha256": received.sha256}
    await _note(line, "add_evidence", noted, by, at)
    return made


async def _note(
    line: EvidenceLine, verb: str, noted: dict[str, Any], by: Actor, at: datetime
) -> None:
    await record(line.organisation_id, verb, THING, line.line_id, noted, by=by, at=at)
