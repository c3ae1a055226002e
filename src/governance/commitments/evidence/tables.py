"""Evidence of a commitment as one party keeps it."""

from __future__ import annotations

from piccolo.columns import UUID, Date, Timestamptz, Varchar

from governance.base.table import Record, reference
from governance.commitments.tables import CommitmentLine, MilestoneLine
from governance.files.tables import StoredFile


class Evidence(Record):
    """A file or a link that shows what was done. It may be taken off; its file is kept."""

    commitment_line = reference(CommitmentLine, help_text="Of which line")
    milestone_line = reference(
        MilestoneLine, null=True, help_text="Of which milestone of it; none: of the whole line"
    )
    title = Varchar(length=200, null=False, help_text="What it is")
    dated_on = Date(default=None, null=False, help_text="The day of which it is")
    file = reference(StoredFile, null=True, unique=True, help_text="The file that is kept")
    link = Varchar(length=2000, default="", null=False, help_text="Where it stands, or empty")
    added_at = Timestamptz(default=None, null=False, help_text="When it was added, UTC")
    added_by = UUID(default=None, null=False, help_text="The person who added it")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function that was done")
    removed_at = Timestamptz(default=None, null=True, help_text="When it was taken off, UTC")
    removed_by = UUID(default=None, null=True, help_text="The person who took it off")
    reason = Varchar(length=500, default="", null=False, help_text="Why it was taken off")
