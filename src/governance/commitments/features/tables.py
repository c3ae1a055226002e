"""What a region has turned on."""

from __future__ import annotations

from piccolo.columns import Boolean

from governance.base.table import Record, reference
from governance.parties.tables import Grouping


class RegionFeatures(Record, tablename="region_features"):
    """The parts that a region uses; no row: none of them."""

    grouping = reference(Grouping, unique=True, help_text="The region")
    weights = Boolean(default=False, null=False, help_text="Weights of commitments")
    dependence = Boolean(default=False, null=False, help_text="Commitments that wait for others")
    barriers = Boolean(default=False, null=False, help_text="The barrier model")
    budget = Boolean(default=False, null=False, help_text="Money and hours of commitments")
    kinds = Boolean(default=False, null=False, help_text="Kinds of commitments with own fields")
