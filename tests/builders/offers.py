"""Prevention offers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.parties.offers.actions import add_offer
from governance.parties.offers.forms import OfferForm
from governance.parties.offers.rules import Method
from governance.parties.rules import TargetGroup


def form(**fields: Any) -> OfferForm:
    """A lesson for pupils since 2026, where the organisation works."""
    said = {"title": "Les over valse beloften", "target_group": TargetGroup.PUPILS,
            "method": Method.LESSON, "valid_from": date(2026, 1, 1)}  # fmt: skip
    return OfferForm(**{**said, **fields})


async def offer(organisation: UUID, by: Actor, at: datetime, **fields: Any) -> UUID:
    return await add_offer(organisation, form(**fields), by=by, at=at)
