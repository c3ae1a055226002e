"""Changes of priority, so that each can be undone as one."""

from __future__ import annotations

from piccolo.columns import Timestamptz, Varchar

from governance.base.table import Record, Stored, reference
from governance.commitments.tables import CommitmentLine


class PriorityChange(Record, tablename="priority_change"):
    """One change of priority of many lines at once."""

    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    made_by_function = Varchar(length=200, null=False, help_text="By which function")
    priority = Varchar(length=8, null=False, help_text="What it became: high, normal or low")
    undone_at = Timestamptz(default=None, null=True, help_text="When it was undone, UTC")


class PriorityChangeLine(Stored, tablename="priority_change_line"):
    """A line of a change, with what its priority was before."""

    priority_change = reference(PriorityChange, help_text="Of which change")
    commitment_line = reference(CommitmentLine, help_text="Of which line")
    before = Varchar(length=8, null=False, help_text="What it was: high, normal or low")
