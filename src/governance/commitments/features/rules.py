"""The parts that a region can turn on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.base.errors import N_


class Feature(StrEnum):
    """A part that is off until a region turns it on. What was filled in stays while it is off."""

    WEIGHTS = "weights"
    DEPENDENCE = "dependence"
    BARRIERS = "barriers"
    BUDGET = "budget"
    KINDS = "kinds"


FEATURE_WORDS: Mapping[str, str] = {
    Feature.WEIGHTS: N_("Weights"),
    Feature.DEPENDENCE: N_("Dependence"),
    Feature.BARRIERS: N_("Barrier model"),
    Feature.BUDGET: N_("Budget"),
    Feature.KINDS: N_("Kinds of commitments"),
}
FEATURE_TEXTS: Mapping[str, str] = {
    Feature.WEIGHTS: N_("how heavily each milestone counts in what is reached of a commitment"),
    Feature.DEPENDENCE: N_("which commitment waits for which; a late one shows what it holds up"),
    Feature.BARRIERS: N_("which commitments raise which barrier against which exploitation"),
    Feature.BUDGET: N_("what parties contribute and what is spent, by year, and the annual plan"),
    Feature.KINDS: N_("every kind of commitment to choose from in a draft, with its own fields"),
}
OFF = N_("This region does not use this part. Who keeps the region can turn it on.")
NO_REGION = N_("This agreement belongs to no region, so its commitments serve no goal of one.")
