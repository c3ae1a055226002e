"""Who carries out a commitment for one party."""

from __future__ import annotations

from piccolo.columns import Varchar

from governance.base.table import Record, reference
from governance.commitments.tables import CommitmentLine
from governance.parties.tables import Organisation


class LineExecution(Record, tablename="line_execution"):
    """How one party has a commitment carried out; without a row it is as agreed for all."""

    commitment_line = reference(CommitmentLine, unique=True, help_text="Of which line")
    how = Varchar(length=10, null=False, help_text="agreed, itself or other")
    executor_organisation = reference(
        Organisation, null=True, help_text="Who does it, where another organisation does"
    )
    why = Varchar(length=1000, null=False, help_text="Why it is not as agreed for all")
