"""The barriers of a region, and which commitments raise them."""

from __future__ import annotations

from piccolo.columns import UUID, Text, Varchar

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Grouping


class Barrier(Record):
    """Something that stands in the way of exploitation, as a region lists it."""

    grouping = reference(Grouping, help_text="The region whose list it is on")
    title = Varchar(length=200, null=False, help_text="What it is called")
    sort_key = Varchar(length=220, null=False, help_text="From the title, in Python")
    text = Text(default="", null=False, help_text="What it means, or empty")


class BarrierCommitment(Stored, tablename="barrier_commitment"):
    """A commitment raises a barrier against one form of exploitation."""

    barrier = reference(Barrier, help_text="Which barrier")
    commitment = UUID(default=None, null=False, index=True, help_text="Which commitment")
    exploitation = Varchar(length=30, null=False, help_text="Against which form")
