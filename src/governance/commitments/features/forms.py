"""What is handed in of the parts that a region uses."""

from __future__ import annotations

from msgspec import Struct

from governance.base.version import Seen


class FeaturesForm(Struct, frozen=True, rename="camel", kw_only=True):
    """Every part, on or off. ``version`` is 0 while nothing was ever turned on."""

    weights: bool = False
    dependence: bool = False
    barriers: bool = False
    budget: bool = False
    kinds: bool = False
    version: Seen = None
