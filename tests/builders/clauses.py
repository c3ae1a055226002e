"""Clauses of an organisation's own library."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.library.clauses.actions import add_clause
from governance.library.clauses.forms import NewOwnClauseForm, VariantRow
from governance.library.clauses.rules import ClauseTheme

TEXT = "1. Partijen bellen elkaar, zie [par.deze_2].\n2. Zij bellen binnen een week."


def form(organisation: UUID, **fields: Any) -> NewOwnClauseForm:
    """A clause with one variant."""
    said = {
        "organisation_id": organisation,
        "title": "Bellen",
        "theme": ClauseTheme.OTHER,
        "explanation": "Voor wie elkaar wil spreken.",
        "source": "Eigen besluit",
        "variants": [VariantRow("Kort", TEXT)],
    }
    return NewOwnClauseForm(**{**said, **fields})


async def clause(organisation: UUID, by: Actor, at: datetime, **fields: Any) -> UUID:
    return await add_clause(form(organisation, **fields), by=by, at=at)
