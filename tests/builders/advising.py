"""Builders of the steps of a party before it decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from governance.agreements.advising.forms import AdviceForm, ChainForm, StepForm
from governance.agreements.advising.tables import PartyChain
from governance.base.database import DATABASE
from governance.base.views import add

ASKED = date(2026, 11, 12)


async def party_of(agreement_id: UUID, organisation: UUID) -> UUID:
    """The id of a party in an agreement."""
    [row] = await DATABASE.fetch(
        "select id from party where agreement = $1 and organisation = $2",
        agreement_id,
        organisation,
    )
    found: UUID = row["id"]
    return found


def steps(*names: str, in_order: bool = False, version: int | None = 0) -> ChainForm:
    """A chain of steps, each asked of a function that is called after it."""
    return ChainForm([StepForm(name, f"functie {name}") for name in names], in_order, version)


def advice(**fields: Any) -> AdviceForm:
    """A step that was asked and waits for an answer."""
    return AdviceForm(**{"function": "jurist", "asked_on": ASKED, "version": 0, **fields})


async def with_chain(party_id: UUID) -> UUID:
    """A party that has one step, in whatever state its agreement is."""
    kept = '[{"step": "legal", "function": "jurist"}]'
    await add(PartyChain(party=party_id, in_order=False, steps=kept))
    return party_id
