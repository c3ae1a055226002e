"""What parties contribute to an agreement in a year, and what is spent of it."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Numeric, Text, Varchar

from governance.agreements.tables import Agreement, Party
from governance.base.table import Record, reference
from governance.commitments.aiming.tables import Aim
from governance.commitments.tables import Commitment


class Contribution(Record):
    """What one party contributes to the shared budget of one year, in euros."""

    agreement = reference(Agreement, help_text="To the budget of which agreement")
    party = reference(Party, help_text="Which party")
    year = Integer(null=False, help_text="In which calendar year")
    agreed = Numeric(digits=(14, 2), null=False, help_text="What it is to pay, in euros")
    paid = Numeric(digits=(14, 2), null=False, help_text="What it has paid, in euros")
    paid_on = Date(default=None, null=True, help_text="Day of the last payment")
    note = Text(default="", null=False, help_text="What is to be known of it, or empty")


class Spending(Record):
    """What is committed and spent of the shared budget of one year, in euros."""

    agreement = reference(Agreement, help_text="Of the budget of which agreement")
    year = Integer(null=False, help_text="In which calendar year")
    commitment = reference(Commitment, null=True, help_text="For which commitment, if for one")
    aim = reference(Aim, null=True, help_text="For which goal or route, if for one")
    description = Varchar(length=200, null=False, help_text="What it is spent on")
    committed = Numeric(digits=(14, 2), null=False, help_text="Promised to others, in euros")
    spent = Numeric(digits=(14, 2), null=False, help_text="Paid to others, in euros")
    on_date = Date(default=None, null=True, help_text="Day of the promise or last payment")
