"""What is stored: the delays that a steering committee accepted, each until a day."""

from __future__ import annotations

from piccolo.columns import Date, Text, Timestamptz, Varchar

from governance.base.table import Record, reference
from governance.commitments.tables import CommitmentLine


class AcceptedDelay(Record):
    """A delay of a line that is accepted until a day; kept after it ended."""

    commitment_line = reference(CommitmentLine, help_text="Of which line")
    until = Date(default=None, null=False, help_text="First day on which it counts no more")
    reason = Text(null=False, help_text="Why it is accepted")
    decided_by_function = Varchar(length=200, null=False, help_text="Function that accepted it")
    accepted_at = Timestamptz(default=None, null=False, help_text="When it was recorded, UTC")
    ended_at = Timestamptz(default=None, null=True, help_text="When it was ended early, UTC")
    why_ended = Text(default="", null=False, help_text="Why it was ended early")
