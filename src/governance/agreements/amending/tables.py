"""What is kept of an amendment beside the agreement that it is."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement
from governance.base.table import Record, reference


class Amendment(Record):
    """From what an amendment was copied, and what became of it."""

    agreement = reference(Agreement, unique=True, help_text="The amendment as an agreement")
    subject = Varchar(length=80, null=False, help_text="What it is about")
    base = JSONB(default="{}", null=False, help_text="The parts of the agreement as copied")
    merged_on = Date(default=None, null=True, help_text="The day from which it holds")
    merged_version = Integer(default=None, null=True, help_text="The version that came of it")
    came_back = JSONB(default="[]", null=False, help_text="What conflicted when it came back")
    why = Varchar(length=1000, default="", null=False, help_text="Why it was withdrawn, or ended")
