"""Builders of agreements: drafts with parties, frozen texts, decisions and signatures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType
from tests.builders.parties import Cast

from governance.agreements.actions import (
    draft,
    put_up_for_decision,
    record_decision,
    record_signature,
    set_parties,
)
from governance.agreements.forms import (
    ArticleText,
    AuthorityForm,
    DecisionForm,
    NewAgreement,
    PartyForm,
    SignatureForm,
)
from governance.base.database import DATABASE
from governance.documents.blocks import Article, Clause, Document, runs

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
DECIDED = date(2026, 11, 10)
SIGNED = date(2026, 11, 20)


def new_agreement(cast: Cast, **fields: Any) -> NewAgreement:
    """A draft of the keeper that is right."""
    values: dict[str, Any] = {
        "keeper_id": cast.keeper,
        "committee_id": cast.committee,
        "kind": "convenant",
        "model_key": "test",
        "model_version": "1.0",
        "title": "Convenant samen tegen mensenhandel",
        "short_title": "Samen tegen mensenhandel",
        "extension_rule": "none",
        "entry_rule": "all_signed",
        "term_months": 24,
        "answers": {"region": "Noord"},
    }
    return NewAgreement(**{**values, **fields})


def party(
    of: UUID,
    *authorities: UUID,
    participation: str = "signatory",
    acting_body: UUID | UnsetType = UNSET,
) -> PartyForm:
    """A party that acts through some authorities, each represented by the mayor."""
    organs = [AuthorityForm(authority, "burgemeester") for authority in authorities]
    return PartyForm(of, participation, acting_body, organs)


def two_parties(cast: Cast) -> list[PartyForm]:
    """North acts through college and mayor, south through its college; the stranger is none."""
    return [
        party(cast.north, cast.north_executive, cast.north_mayor),
        party(cast.south, cast.south_executive),
        party(cast.police, participation="adviser"),
    ]


def text() -> Document:
    """A short text of two articles."""
    articles = tuple(
        Article(title, (Clause(runs(f"Tekst van {title.lower()}.")),), anchor=key)
        for key, title in (("goal", "Doel"), ("term", "Looptijd"))
    )
    return Document("Convenant", "Convenant", "1", "2026-11-24T12:00:00Z", articles)


def articles() -> list[ArticleText]:
    """The articles of :func:`text`, as they are stored."""
    return [
        ArticleText(1, "goal", "Doel", "Tekst van doel."),
        ArticleText(2, "term", "Looptijd", "Tekst van looptijd."),
    ]


async def drafted(cast: Cast, **fields: Any) -> UUID:
    """A draft with two parties that sign and an adviser."""
    made = await draft(new_agreement(cast, **fields), by=cast.administrator, at=AT)
    await set_parties(made, two_parties(cast), None, by=cast.administrator, at=AT)
    return made


async def up_for_decision(cast: Cast, *, at: datetime = AT, **fields: Any) -> UUID:
    """An agreement whose three authorities are asked to decide."""
    made = await drafted(cast, **fields)
    await put_up_for_decision(made, text(), articles(), None, by=cast.administrator, at=at)
    return made


async def organs(agreement_id: UUID) -> list[UUID]:
    """Ids of the authorities of the parties, in their order."""
    rows = await DATABASE.fetch(
        "select pa.id from party_authority pa join party p on p.id = pa.party"
        " where p.agreement = $1 order by p.position, pa.position",
        agreement_id,
    )
    return [row["id"] for row in rows]


def decision(**fields: Any) -> DecisionForm:
    """A decision that is right."""
    values: dict[str, Any] = {
        "decided_by": "college van burgemeester en wethouders",
        "decided_on": DECIDED,
        "number": "2026-114",
    }
    if fields.get("outcome", "agreed") != "agreed":
        values["reason"] = "De raad wil eerst een evaluatie."
    return DecisionForm(**{**values, **fields})


def signature(**fields: Any) -> SignatureForm:
    """A signature that is right."""
    values: dict[str, Any] = {
        "signed_by_function": "burgemeester",
        "signed_on": SIGNED,
        "capacity": "own_right",
    }
    return SignatureForm(**{**values, **fields})


async def signed(cast: Cast, **fields: Any) -> UUID:
    """An agreement that all have signed; its day of entry has still to be applied."""
    made = await up_for_decision(cast, **fields)
    for organ in await organs(made):
        await record_decision(organ, decision(), by=cast.administrator, at=AT)
        await record_signature(organ, signature(), by=cast.administrator, at=AT)
    return made
