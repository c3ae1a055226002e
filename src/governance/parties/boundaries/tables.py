"""Boundaries for the map, as a file had them."""

from __future__ import annotations

from piccolo.columns import Date, SmallInt, Text, Timestamptz, Varchar

from governance.base.table import Stored, reference


class BoundarySet(Stored, tablename="boundary_set"):
    """What came from one file: the newest is drawn."""

    name = Varchar(length=200, null=False, help_text="Name of the file")
    sha256 = Varchar(length=64, null=False, help_text="Hash of the file")
    attribution = Varchar(length=200, default="", null=False, help_text="Whose it is, to be shown")
    holds_on = Date(default=None, null=True, help_text="The day that the boundaries are of")
    width = SmallInt(null=False, help_text="Width of the drawing in its own units")
    height = SmallInt(null=False, help_text="Height of the drawing in its own units")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")


class Boundary(Stored):
    """The shape of one municipality or region, as a path of the drawing."""

    boundary_set = reference(BoundarySet, help_text="Of which file")
    code = Varchar(length=10, null=False, help_text="GM0363, VR13")
    path = Text(null=False, help_text="SVG path in units of the drawing")
