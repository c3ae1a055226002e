"""Who owes what: commitments, the parties that owe or help, milestones, and the lines kept."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Date, Integer, Numeric, Text, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement, Party
from governance.base.table import Record, Stored, reference
from governance.parties.tables import Organisation


class Commitment(Record):
    """A toezegging in an agreement: what is owed, by which function, measured how."""

    agreement = reference(Agreement, help_text="In which agreement")
    position = Integer(null=False, help_text="Place in the agreement, from 1")
    key = Varchar(length=60, null=False, help_text="Key in the model, or made from the title")
    model_number = Integer(default=None, null=True, help_text="Number of the model commitment")
    title = Varchar(length=200, null=False, help_text="What it is called")
    text = Text(null=False, help_text="What is owed, in full")
    theme = Varchar(length=60, null=False, help_text="Theme under which reports group it")
    nature = Varchar(length=10, null=False, help_text="effort or result")
    owner_function = Varchar(length=200, null=False, help_text="Function that owns it")
    executor = Varchar(length=200, null=False, help_text="Uitvoerder, beside the owner, or empty")
    measurable_goal = Text(null=False, help_text="When it is reached, so that one can measure it")
    indicator_unit = Varchar(length=60, null=False, help_text="Unit of the measurement, or empty")
    target = Numeric(default=None, null=True, help_text="Target value (streefwaarde)")
    counted_people = Boolean(
        default=False, null=False, help_text="Whether figures counted people in an earlier unit"
    )
    extra = JSONB(default="{}", null=False, help_text="Fields of the kind, checked by it")
    kind = Varchar(length=40, default="other", null=False, help_text="Folder in agreements/kinds")
    enforceable = Boolean(default=None, null=True, help_text="At law; none: as the agreement is")
    priority = Varchar(length=10, default="normal", null=False, help_text="high, normal or low")
    executor_organisation = reference(
        Organisation, null=True, help_text="Who does it for those that owe it"
    )
    informal_partners = Text(default="", null=False, help_text="Who helps without being a party")
    lapsed_on = Date(default=None, null=True, help_text="Since when it does not hold any more")


class CommitmentParty(Stored):
    """A party that owes a commitment, or is asked to contribute (gevraagde inzet)."""

    commitment = reference(Commitment, help_text="Which commitment")
    party = reference(Party, help_text="Which party")
    part = Varchar(length=12, null=False, help_text="owner or contributor")


class Milestone(Record):
    """A mijlpaal of a commitment, as the agreement plans it."""

    commitment = reference(Commitment, help_text="Of which commitment")
    position = Integer(null=False, help_text="Place within the commitment, from 1")
    title = Varchar(length=200, null=False, help_text="What is reached")
    rule = Varchar(length=12, null=False, help_text="after_entry, on_date or every")
    months = Integer(default=None, null=True, help_text="Months after entry, or between two")
    on_date = Date(default=None, null=True, help_text="The fixed date")
    weight = Integer(default=1, null=False, help_text="How heavily it counts, 1 to 5")
    checkpoint = Boolean(default=False, null=False, help_text="Whether it is an ijkmoment")
    lapsed_on = Date(default=None, null=True, help_text="Since when it is not planned any more")


class CommitmentLine(Record):
    """One commitment as owed by one party, from entry into force: what reports are about."""

    commitment = reference(Commitment, help_text="Which commitment")
    party = reference(Party, help_text="By which party")
    agreement = reference(Agreement, help_text="The agreement of both")
    organisation = reference(Organisation, help_text="The organisation of the party")
    state = Varchar(length=12, null=False, index=True, help_text="As in the milestone states")
    words = Text(default="", null=False, help_text="What was last reported")
    reason = Text(default="", null=False, help_text="Cause of being late or blocked")
    measure = Text(default="", null=False, help_text="What is done about it")
    planned_on = Date(default=None, null=True, help_text="Planned date of the last milestone")
    forecast_on = Date(default=None, null=True, help_text="Date now expected")
    done_on = Date(default=None, null=True, help_text="Date on which it was reached")
    value = Numeric(default=None, null=True, help_text="Last measurement, in the unit")
    measured_on = Date(default=None, null=True, help_text="Day of that measurement")
    behind_from = Date(default=None, null=True, help_text="Since when measured below its step")
    accepted_until = Date(default=None, null=True, help_text="Until when a delay is accepted")
    changed_at = Timestamptz(default=None, null=False, help_text="Last change, UTC")
    audience = Varchar(
        length=20, default="committee", null=False, help_text="Who may see how it stands"
    )
    priority = Varchar(length=8, default="normal", null=False, help_text="high, normal or low")


class MilestoneLine(Record):
    """One milestone as planned for one party, with what became of it."""

    commitment_line = reference(CommitmentLine, help_text="Of which line")
    milestone = reference(Milestone, help_text="Which milestone")
    position = Integer(null=False, help_text="Order of planned dates, from 1")
    state = Varchar(length=12, null=False, help_text="As in the milestone states")
    planned_on = Date(default=None, null=False, help_text="Date of the plan")
    forecast_on = Date(default=None, null=True, help_text="Date now expected")
    done_on = Date(default=None, null=True, help_text="Date on which it was reached")


class LineHistory(Stored):
    """What a line said after each accepted change, with its cause."""

    commitment_line = reference(CommitmentLine, help_text="Which line")
    at = Timestamptz(default=None, null=False, index=True, help_text="When, UTC")
    state = Varchar(length=12, null=False, help_text="The state from then on")
    words = Text(null=False, help_text="What was reported")
    reason = Text(null=False, help_text="Cause of being late or blocked")
    forecast_on = Date(default=None, null=True, help_text="Date then expected")
    value = Numeric(default=None, null=True, help_text="Measurement, in the unit")
    cause_kind = Varchar(length=60, null=False, help_text="Kind of thing that changed it")
    cause_id = UUID(default=None, null=True, help_text="Which thing")
