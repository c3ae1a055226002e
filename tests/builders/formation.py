"""Builders of agreements made of a shipped model, up to where they are signed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.builders.agreements import organs, party
from tests.builders.parties import Cast

from governance.agreements.actions import record_decision, set_parties
from governance.agreements.forms import DecisionForm, SignatureForm
from governance.base.database import DATABASE
from governance.formation.actions import (
    begin,
    fill_in,
    put_up_for_decision,
    sign,
    take_commitments,
)
from governance.formation.checklist.actions import answer_checklist
from governance.formation.checklist.forms import PointForm
from governance.formation.forms import BeginForm

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
MODEL = "lokale-vaststelling"
BLANKS: dict[str, Any] = {
    "gemeente": "Noordstad",
    "penvoerder": "Zuiddorp",
    "regio": "Noord",
    "regionale_afspraak": "Samenwerkingsovereenkomst mensenhandel Noord",
    "casusregisseur": "de adviseur veiligheid",
    "casusregisseur_vervanger": "het hoofd veiligheid",
    "aandachtsfunctionaris": "de beleidsmedewerker zorg",
    "uren": 8,
    "linking_pin": "de beleidsadviseur veiligheid",
    "raad": "brief",
    "evaluatie": "2029-12-01",
}


async def begun(cast: Cast, **fields: Any) -> UUID:
    """A draft that began from the model of one municipality, with nothing filled in."""
    values: dict[str, Any] = {
        "model_key": MODEL,
        "title": "Convenant lokale aanpak mensenhandel Noordstad",
        "short_title": "Lokale aanpak Noordstad",
        "keeper_id": cast.keeper,
        "committee_id": cast.committee,
    }
    return await begin(BeginForm(**{**values, **fields}), by=cast.administrator, at=AT)


async def written(cast: Cast) -> UUID:
    """A draft in which everything is filled in, of which the checklist is not answered."""
    made, by = await begun(cast), cast.administrator
    parties = [
        party(cast.north, cast.north_executive, cast.north_mayor),
        party(cast.south, cast.south_executive),
        party(cast.police, participation="in_consultation"),
    ]
    await set_parties(made, parties, None, by=by, at=AT)
    await fill_in(made, BLANKS, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    return made


NO_POWERS = PointForm("no_powers", "Artikel 2 laat de bevoegdheden onverlet.")
NO_SHARING = PointForm("no_sharing", "Artikel 8 sluit het uit.")
STOPPING = {"wgr-bevoegdheden": NO_POWERS, "avg-grondslag": NO_SHARING}
"""The two questions of the checklist that must be answered, with answers that stop nothing."""


async def ready(cast: Cast) -> UUID:
    """A draft in which everything is filled in, and the checklist is answered as far as needed."""
    made = await written(cast)
    await answer_both(made, cast)
    return made


async def answer_both(made: UUID, cast: Cast) -> None:
    """Answer the two questions of the checklist that stop a decision."""
    for rule, form in STOPPING.items():
        await answer_checklist(made, rule, form, by=cast.administrator, at=AT)


async def put_up(cast: Cast) -> UUID:
    """An agreement whose three authorities are asked to decide."""
    made = await ready(cast)
    await put_up_for_decision(made, None, by=cast.administrator, at=AT)
    return made


async def decided(cast: Cast) -> list[UUID]:
    """The authorities of an agreement upon which all have decided, and nobody signed."""
    asked = await organs(await put_up(cast))
    form = DecisionForm("college van burgemeester en wethouders", date(2026, 11, 10), "2026-114")
    for organ in asked:
        await record_decision(organ, form, by=cast.administrator, at=AT)
    return asked


def signature(**fields: Any) -> SignatureForm:
    """A signature that is right."""
    values: dict[str, Any] = {
        "signed_by_function": "de burgemeester",
        "signed_on": date(2026, 11, 20),
        "capacity": "mandate",
        "capacity_reference": "Mandaatbesluit 2026, artikel 4",
    }
    return SignatureForm(**{**values, **fields})


async def all_signed(cast: Cast, **fields: Any) -> None:
    """An agreement that all have signed."""
    for organ in await decided(cast):
        await sign(organ, signature(**fields), by=cast.administrator, at=AT)


async def all_but_one_signed(cast: Cast) -> tuple[UUID, UUID]:
    """An agreement that one authority has still to sign; gives it and that authority."""
    *others, last = await decided(cast)
    for organ in others:
        await sign(organ, signature(), by=cast.administrator, at=AT)
    [row] = await DATABASE.fetch("select id from agreement")
    return row["id"], last
