"""What each party puts into its commitments in a year."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Numeric, Text, Varchar

from governance.agreements.tables import Party
from governance.base.table import Record, Stored, reference
from governance.commitments.tables import Commitment


class AnnualPlan(Record, tablename="annual_plan"):
    """What one party plans for one calendar year."""

    party = reference(Party, help_text="Which party")
    year = Integer(null=False, help_text="For which calendar year")
    begins_from = Varchar(
        length=12, default="goals", null=False, help_text="goals, safety_plan or last_year"
    )
    safety_plan = Varchar(
        length=200, default="", null=False, help_text="Integrated safety plan it follows, or empty"
    )
    adopted_by = Varchar(length=200, default="", null=False, help_text="Who adopted that plan")
    adopted_on = Date(default=None, null=True, help_text="Day of that decision")
    holds_from = Date(default=None, null=True, help_text="First day on which that plan holds")
    holds_until = Date(default=None, null=True, help_text="Day after its last one")
    link = Text(default="", null=False, help_text="Where that plan can be read, or empty")
    priorities = Text(
        default="", null=False, help_text="What it says of human trafficking, or empty"
    )


class AnnualPlanLine(Stored, tablename="annual_plan_line"):
    """What the party puts into one commitment in that year."""

    annual_plan = reference(AnnualPlan, help_text="In which plan")
    commitment = reference(Commitment, help_text="Into which commitment")
    fte = Numeric(
        digits=(6, 2), default=None, null=True, help_text="Capacity, in full-time units, if told"
    )
    euros = Numeric(digits=(14, 2), default=None, null=True, help_text="Money, in euros, if told")
    cover = Varchar(length=200, null=False, help_text="From which part of its budget, or empty")
    purpose = Varchar(length=200, null=False, help_text="What is done with it, or empty")
