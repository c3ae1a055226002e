"""The words of the shared budget for the trail: acts and fields."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "add_contribution": N_("Contribution to the budget noted"),
    "change_contribution": N_("Contribution to the budget changed"),
    "remove_contribution": N_("Contribution to the budget removed"),
    "add_spending": N_("Spending of the budget noted"),
    "change_spending": N_("Spending of the budget changed"),
    "remove_spending": N_("Spending of the budget removed"),
}
KIND_WORDS: Mapping[str, str] = {"budget": N_("budget")}
FIELD_WORDS: Mapping[str, str] = {
    "agreed": N_("agreed contribution in euros"),
    "paid": N_("paid in euros"),
    "paid_on": N_("paid on"),
    "year": N_("year"),
    "committed": N_("committed in euros"),
    "spent": N_("spent in euros"),
    "on_date": N_("day"),
    "described_as": N_("spending"),
    "goal": N_("goal"),
}
