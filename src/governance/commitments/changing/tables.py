"""Changes of many commitments at once, so that each can be undone as one."""

from __future__ import annotations

from piccolo.columns import JSONB, Text, Timestamptz, Varchar

from governance.base.table import Record, Stored, reference
from governance.commitments.prioritising.tables import PriorityChange
from governance.commitments.tables import CommitmentLine


class LineChange(Record, tablename="line_change"):
    """One change of many lines at once."""

    what = Varchar(length=20, null=False, help_text="priority, execution, audience or planning")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    made_by_function = Varchar(length=200, null=False, help_text="By which function")
    why = Text(null=False, help_text="Why, as it was said")
    priority_change = reference(
        PriorityChange, null=True, help_text="The change of priority that it was, to undo it by"
    )
    undone_at = Timestamptz(default=None, null=True, help_text="When it was undone, UTC")


class LineChanged(Stored, tablename="line_change_line"):
    """A line of a change, with what the field held before and after it."""

    line_change = reference(LineChange, help_text="Of which change")
    commitment_line = reference(CommitmentLine, help_text="Of which line")
    before = JSONB(null=False, help_text="What it was")
    after = JSONB(null=False, help_text="What it became")
