"""Seats at tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.parties.seating.actions import give_seat
from governance.parties.seating.forms import SeatForm


def seat(organisation: UUID, **fields: Any) -> SeatForm:
    """A seat of an advisor since 2026, without personal data."""
    said = {"holder_function": "adviseur", "valid_from": date(2026, 1, 1)}
    return SeatForm(organisation_id=organisation, **{**said, **fields})


async def seated(
    committee: UUID, organisation: UUID, by: Actor, at: datetime, **fields: Any
) -> UUID:
    return await give_seat(committee, seat(organisation, **fields), by=by, at=at)
