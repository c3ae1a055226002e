"""Rounds, the report of each party with its lines, remarks, and the regional report."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Date, Integer, Numeric, Text, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement, Party
from governance.base.table import Record, Stored, reference
from governance.commitments.tables import CommitmentLine, MilestoneLine
from governance.parties.tables import Committee, Organisation


class Round(Record):
    """A rapportageronde: over which period, and when the reports are due."""

    agreement = reference(Agreement, help_text="About which agreement")
    committee = reference(Committee, help_text="The committee that receives it")
    title = Varchar(length=120, null=False, help_text="As shown: first half of 2026")
    period_from = Date(default=None, null=False, help_text="Reports are about this day on")
    period_until = Date(default=None, null=False, help_text="and until this day, not included")
    opens_on = Date(default=None, null=False, help_text="Reporting begins")
    due_on = Date(default=None, null=False, help_text="Reports are due on this day")
    moment = Varchar(length=10, default="", null=False, help_text="Paper that it follows, if one")


class Report(Record):
    """The report of one party in one round."""

    round = reference(Round, help_text="In which round")
    party = reference(Party, help_text="Of which party")
    organisation = reference(Organisation, help_text="The organisation of the party")
    state = Varchar(length=12, null=False, index=True, help_text="As in the workflow")
    summary = Text(default="", null=False, help_text="Main message, one page at most")
    capacity_fte = Numeric(default=None, null=True, help_text="Capacity filled, in fte")
    money_euros = Numeric(default=None, null=True, help_text="Spent in the period, euros")
    risks = Text(default="", null=False, help_text="Risks, and what is done about them")
    outlook = Text(default="", null=False, help_text="What comes next")
    approved_by_function = Varchar(length=200, default="", null=False, help_text="Intern akkoord")
    approved_on = Date(default=None, null=True, help_text="Day of the internal approval")
    submitted_at = Timestamptz(default=None, null=True, help_text="Last submitted, UTC")
    accepted_at = Timestamptz(default=None, null=True, help_text="Accepted, UTC")
    entered_by = UUID(default=None, null=True, help_text="The person who typed last")
    on_behalf_of = Varchar(length=200, default="", null=False, help_text="For which function")
    audience = Varchar(
        length=20, default="committee", null=False, help_text="Who may read it once submitted"
    )


class ReportLine(Record):
    """What a report says of one commitment of the party."""

    report = reference(Report, help_text="In which report")
    commitment_line = reference(CommitmentLine, help_text="About which commitment")
    answered = Boolean(default=False, null=False, help_text="Whether anything was said yet")
    unchanged = Boolean(default=False, null=False, help_text="Nothing changed since last time")
    state = Varchar(length=12, null=False, help_text="As in the milestone states")
    words = Text(default="", null=False, help_text="How it stands")
    reason = Text(default="", null=False, help_text="Cause of being late or blocked")
    measure = Text(default="", null=False, help_text="What is done about it")
    forecast_on = Date(default=None, null=True, help_text="Date now expected")
    done_on = Date(default=None, null=True, help_text="Date on which it was reached")
    value = Numeric(default=None, null=True, help_text="Measurement, in the unit")
    measured_on = Date(default=None, null=True, help_text="Day of that measurement")


class ReportMilestone(Record):
    """What a report says of one milestone."""

    report_line = reference(ReportLine, help_text="In which line")
    milestone_line = reference(MilestoneLine, help_text="About which milestone")
    state = Varchar(length=12, null=False, help_text="As in the milestone states")
    forecast_on = Date(default=None, null=True, help_text="Date now expected")
    done_on = Date(default=None, null=True, help_text="Date on which it was reached")


class Remark(Stored):
    """What the secretary says when a report goes back."""

    report = reference(Report, help_text="About which report")
    at = Timestamptz(default=None, null=False, help_text="When, UTC")
    by_function = Varchar(length=200, null=False, help_text="Who said it, by function")
    person_id = UUID(default=None, null=False, help_text="The person who typed")
    text = Text(null=False, help_text="What is asked")


class RegionalReport(Record):
    """The regional report that the committee adopts, made of the accepted reports."""

    round = reference(Round, unique=True, help_text="Of which round")
    state = Varchar(length=12, null=False, help_text="As in the workflow")
    summary = Text(default="", null=False, help_text="Main message for administrators")
    bottlenecks = Text(default="", null=False, help_text="What is in the way")
    decisions_asked = Text(default="", null=False, help_text="Decisions asked, one a line")
    outlook = Text(default="", null=False, help_text="What comes next")
    adopted_on = Date(default=None, null=True, help_text="Day of adoption")
    adopted_at = Timestamptz(default=None, null=True, help_text="When it was recorded, UTC")
    adopted_by_function = Varchar(length=200, default="", null=False, help_text="By whom")
    content = JSONB(default=None, null=True, help_text="The tree of blocks, once adopted")
    content_hash = Varchar(length=64, default="", null=False, help_text="SHA-256 of the content")
    made_with = Varchar(length=300, default="", null=False, help_text="Versions that rendered it")
    file_ids = JSONB(default="[]", null=False, help_text="The stored files")
    reports_due = Integer(default=0, null=False, help_text="Reports due when adopted")
    audience = Varchar(
        length=20, default="committee", null=False, help_text="Who may read it once adopted"
    )
