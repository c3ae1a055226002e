"""What is stored: every other date that a milestone of a line got."""

from __future__ import annotations

from piccolo.columns import UUID, Date, Text, Timestamptz, Varchar

from governance.base.table import Stored, reference
from governance.commitments.tables import MilestoneLine


class Replanning(Stored):
    """One other date of a milestone: its plan, or what is expected; never changed afterwards."""

    milestone_line = reference(MilestoneLine, help_text="Which milestone of a line")
    at = Timestamptz(default=None, null=False, help_text="When, UTC")
    what = Varchar(length=12, null=False, help_text="planned or forecast")
    before = Date(default=None, null=True, help_text="The date that stood there")
    after = Date(default=None, null=True, help_text="The date that stands there since")
    reason = Text(null=False, help_text="Why")
    by_function = Varchar(length=200, null=False, help_text="Function that did so")
    cause_kind = Varchar(length=60, null=False, help_text="report, or the line itself")
    cause_id = UUID(default=None, null=True, help_text="Which report")
