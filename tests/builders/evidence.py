"""Evidence of a line, as a file and as a link."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.builders.files import pdf, upload

from governance.base.actor import Actor
from governance.base.settings import Settings
from governance.commitments.evidence.actions import add_evidence
from governance.commitments.evidence.forms import EvidenceForm

DAY = date(2026, 1, 2)
LINK = "https://gemeenteblad.example/besluit/12?deel=2"


def piece(**fields: Any) -> EvidenceForm:
    """A piece of evidence that is right, for a file beside it."""
    values = {"title": "Besluit lokale aanpak", "dated_on": DAY, "declared": True}
    return EvidenceForm(**{**values, **fields})


async def evidence(line: UUID, by: Actor, at: datetime, content: bytes | None = None) -> UUID:
    """A file as evidence of a line."""
    file = upload(content or pdf("evidence"), "besluit.pdf")
    return await add_evidence(line, file, piece(), settings=Settings(), by=by, at=at)
