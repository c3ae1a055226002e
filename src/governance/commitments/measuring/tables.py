"""What is measured of a commitment: its indicators, steps towards their targets, and values."""

from __future__ import annotations

from typing import Any

from piccolo.columns import (
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Text,
    Timestamptz,
    Varchar,
)

from governance.base.table import Record, Stored, reference
from governance.commitments.tables import Commitment, CommitmentLine
from governance.parties.tables import Organisation


class Indicator(Record):
    """A prestatie-indicator of a commitment: what is counted, how, and what it should become."""

    commitment = reference(Commitment, help_text="Of which commitment")
    position = Integer(null=False, help_text="Place within the commitment, from 1")
    name = Varchar(length=200, null=False, help_text="What it is called")
    definition = Text(null=False, help_text="What is counted, and what is not")
    unit = Varchar(length=60, null=False, help_text="Unit of its values; empty for yes or no")
    source = Varchar(length=200, null=False, help_text="Where its values come from")
    counts = Varchar(length=20, null=False, help_text="people, activities, capacity, money, yes_no")
    leads_to_people = Boolean(
        default=False, null=False, help_text="Whether a small number of it leads to people"
    )
    signals = Boolean(default=False, null=False, help_text="Whether it is a number of signals")
    direction = Varchar(length=10, null=False, help_text="Which way is good: up, down or none")
    rule = Varchar(length=10, null=False, help_text="Of organisations together: sum, mean, share")
    period = Varchar(length=10, null=False, help_text="month, quarter, half_year or year")
    baseline = Numeric(default=None, null=True, help_text="Nulmeting, in the unit")
    baseline_on = Date(default=None, null=True, help_text="Day of the baseline")
    target = Numeric(default=None, null=True, help_text="Streefwaarde, of one value of a period")
    target_by = Date(default=None, null=True, help_text="By which day that is reached")
    gathers = Boolean(
        default=False,
        null=False,
        help_text="Whether those of other agreements may count towards it",
    )
    counts_towards: ForeignKey[Any] = reference(
        "Indicator", null=True, help_text="The indicator of another agreement it counts towards"
    )


class IndicatorStep(Stored, tablename="indicator_step"):
    """What an indicator should be on a day on the way to its target."""

    indicator = reference(Indicator, help_text="Of which indicator")
    on_date = Date(default=None, null=False, help_text="By which day")
    value = Numeric(default=None, null=False, help_text="What it should be then")


class Measurement(Stored):
    """A value of one organisation and period. One that is corrected stays; a new row follows."""

    indicator = reference(Indicator, help_text="Of which indicator")
    commitment_line = reference(CommitmentLine, help_text="Of which line")
    organisation = reference(Organisation, help_text="Whose value it is")
    period_from = Date(default=None, null=False, help_text="First day of the period")
    period_until = Date(default=None, null=False, help_text="First day after the period")
    number = Integer(null=False, help_text="1 for the first value, one more with each correction")
    latest = Boolean(default=True, null=False, help_text="Whether it stands")
    value = Numeric(default=None, null=False, help_text="The value, in the unit; yes is 1")
    hiding = Boolean(
        default=False, null=False, help_text="Whether it was given as a number that is hidden small"
    )
    reason = Text(default="", null=False, help_text="Why it was corrected; empty for the first")
    by_function = Varchar(length=200, null=False, help_text="Function that gave it")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
