"""Files of boundaries that were handed in, with what became of each."""

from __future__ import annotations

from piccolo.columns import UUID, Timestamptz, Varchar

from governance.base.table import Record, reference
from governance.files.tables import StoredFile


class BoundaryImport(Record, tablename="boundary_import"):
    """Boundaries that were handed in: the file is kept, and what it holds is looked at until these
    are drawn or put aside."""

    file = reference(StoredFile, unique=True, help_text="The file as it was handed in")
    sha256 = Varchar(length=64, null=False, help_text="Hash of that file")
    attribution = Varchar(length=200, null=False, help_text="Whose it is, to be shown")
    state = Varchar(length=20, null=False, help_text="handed_in, carried_out or put_aside")
    handed_in_at = Timestamptz(
        default=None, null=False, index=True, help_text="When it was handed in, UTC"
    )
    handed_in_by = UUID(default=None, null=False, help_text="The person who handed it in")
    handed_in_by_function = Varchar(length=200, null=False, help_text="What that person was then")
    ended_at = Timestamptz(default=None, null=True, help_text="When that was decided, UTC")
    ended_by = UUID(default=None, null=True, help_text="The person who decided it")
    ended_by_function = Varchar(length=200, null=False, help_text="What that person was then")
