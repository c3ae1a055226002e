"""Evidence of which the file can be destroyed, and of which it was: for who may do so."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotAllowed, NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.evidence.queries import EvidenceLine, line_seen


class FileOfEvidence(Struct, frozen=True, rename="camel"):
    """The file of a piece of evidence: whether that was taken off, and whether its bytes were
    destroyed, when and why. ``version`` is what its destruction must name."""

    id: UUID
    version: int
    title: str
    dated_on: date
    sha256: str
    removed_at: datetime | None
    destroyed_at: datetime | None
    destroyed_why: str


_FILES = """
select e.id, e.version, e.title, e.dated_on, f.sha256, e.removed_at, f.destroyed_at, f.destroyed_why
from evidence e join stored_file f on f.id = e.file
where e.commitment_line = $1 and ($2::uuid is null or e.id = $2)
  and ($2::uuid is not null or e.removed_at is not null)
order by e.removed_at desc nulls first, e.id desc"""


def may_destroy(line: EvidenceLine, by: Actor) -> bool:
    """Whether this actor may destroy files of a line: an administrator of who owes it, or of who
    keeps the agreement; also after the line has lapsed."""
    return may(by, "evidence.destroy", own=line.organisation_id, keeper=line.keeper)


async def taken_off(line: EvidenceLine, *, by: Actor) -> list[FileOfEvidence]:
    """The evidence with a file that was taken off, the newest first, for who may destroy such
    files, else nothing: 1 query."""
    return await fetch(FileOfEvidence, _FILES, line.line_id, None) if may_destroy(line, by) else []


async def file_of(
    line_id: UUID, evidence_id: UUID, *, by: Actor
) -> tuple[EvidenceLine, FileOfEvidence]:
    """The file of one piece of evidence, also once taken off: 2 queries. Raises
    :class:`NotFound`."""
    line = await line_seen(line_id, by=by)
    if not may_destroy(line, by):
        raise NotAllowed
    found = await fetch(FileOfEvidence, _FILES, line_id, evidence_id)
    if not found:
        raise NotFound
    return line, found[0]
