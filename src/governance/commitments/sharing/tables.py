"""What is stored: lines as a steering committee adopted them."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Date, Text, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.base.table import Stored, reference
from governance.commitments.tables import CommitmentLine


class AdoptedLine(Stored):
    """A line as it stood in a regional report that was adopted; never changed afterwards."""

    commitment_line = reference(CommitmentLine, help_text="Which line")
    cause_id = UUID(default=None, null=False, help_text="The regional report that was adopted")
    latest = Boolean(default=True, null=False, help_text="Whether none was adopted after it")
    replaced_at = Timestamptz(default=None, null=True, help_text="When another came after it, UTC")
    parting = Boolean(
        default=False, null=False, help_text="Whether a party left while it was the latest"
    )
    adopted_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    adopted_on = Date(default=None, null=False, help_text="The day of the adoption")
    standing = Varchar(length=12, null=False, help_text="How it stood on that day")
    state = Varchar(length=12, null=False, help_text="As in the milestone states")
    words = Text(null=False, help_text="What was reported")
    reason = Text(null=False, help_text="Cause of being late or blocked")
    measure = Text(null=False, help_text="What is done about it")
    planned_on = Date(default=None, null=True, help_text="Planned date of the last milestone")
    forecast_on = Date(default=None, null=True, help_text="Date then expected")
    done_on = Date(default=None, null=True, help_text="Date on which it was reached")
    next_title = Varchar(length=200, default=None, null=True, help_text="First open milestone")
    next_planned_on = Date(default=None, null=True, help_text="Its planned date")
    next_forecast_on = Date(default=None, null=True, help_text="Its date then expected")
    audience = Varchar(
        length=20, default="committee", null=False, help_text="Who may see it, as of that day"
    )
    milestones = JSONB(default="[]", null=False, help_text="State and days of each milestone")
