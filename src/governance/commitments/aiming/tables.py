"""What a region wants, and which commitments serve it."""

from __future__ import annotations

from typing import Any

from piccolo.columns import UUID, ForeignKey, Text, Varchar

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Grouping


class Aim(Record):
    """A vision of a region, a goal that is part of it, or a route to that goal."""

    grouping = reference(Grouping, help_text="The region that wants it")
    kind = Varchar(length=10, null=False, help_text="vision, goal or route")
    parent: ForeignKey[Any] = reference(
        "Aim", null=True, help_text="The vision of a goal, the goal of a route"
    )
    title = Varchar(length=200, null=False, help_text="What it is called")
    text = Text(default="", null=False, help_text="What it says, in full, or empty")


class AimCommitment(Stored, tablename="aim_commitment"):
    """A commitment serves a goal, by a route or without one."""

    aim = reference(Aim, help_text="The goal or route")
    commitment = UUID(default=None, null=False, index=True, help_text="Which commitment")
