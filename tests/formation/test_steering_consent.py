"""An accession to which the steering committee consents for all parties, as the text lets it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.living import in_force, party_of
from tests.builders.parties import Cast, actor, authority, cast
from tests.builders.service import service, signed_in
from tests.formation.test_letters_in_life import said as said_in
from tests.stories.test_two_at_once import at_once

from governance.agreements.consenting.forms import ConsentForm, RequestForm
from governance.agreements.living.queries import life, of_request
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, Overtaken, Refused
from governance.formation.consenting.actions import ask_consent, record_consent
from governance.overview.queries import start

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def asked_of_committee(made: UUID, people: Cast) -> UUID:
    form = RequestForm(
        "accession", people.stranger, ON, "Brief 2026-8",
        authority_id=await authority(people.stranger), represented_by_function="de burgemeester",
        consented_by="steering_committee",
    )  # fmt: skip
    return await ask_consent(made, form, by=people.administrator, at=AT)


async def test_the_steering_committee_consents_for_all_in_one_decision(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people)
    own = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    asked = await asked_of_committee(made, people)
    no = ConsentForm(None, "declined", "de stuurgroep", ON, "2026-1", "Nog niet")
    one = replace(no, party_id=await party_of(made, people.north))
    with pytest.raises(Refused) as refused:
        await record_consent(asked, one, by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["partyId"]
    with pytest.raises(NotAllowed):
        await record_consent(asked, no, by=own, at=AT)
    [waits] = (await start(by, ON)).to_answer
    assert (waits.id, waits.waits) == (asked, 0)
    assert (await start(own, ON)).to_answer == ()
    assert await record_consent(asked, no, by=by, at=AT) == "refused"
    _, shown = await of_request(asked, by=by)
    [said] = shown.consents
    assert (said.party_id, said.outcome, said.version) == (None, "declined", 1)
    yes = replace(no, outcome="agreed", reason="", confirmed=True)
    with pytest.raises(Overtaken):
        await record_consent(asked, yes, by=by, at=AT)
    assert await record_consent(asked, replace(yes, version=1), by=by, at=AT) == "agreed"
    lived = await life(made, by=by)
    assert (lived.requests[0].state, len(lived.parties)) == ("carried_out", 4)
    kept = await DATABASE.fetch("select distinct outcome, decided_by, version from consent")
    assert [tuple(row.values()) for row in kept] == [("agreed", "de stuurgroep", 2)]


async def test_to_anything_else_the_parties_consent_themselves(database: Database) -> None:
    people = await cast()
    made = await in_force(people)
    form = RequestForm(
        "termination", people.north, ON, "Brief", date(2027, 6, 1),
        consented_by="steering_committee",
    )  # fmt: skip
    for consented_by in ("steering_committee", "the mayor"):
        with pytest.raises(Refused) as refused:
            wrong = replace(form, consented_by=consented_by)
            await ask_consent(made, wrong, by=people.administrator, at=AT)
        assert [c.field for c in refused.value.complaints] == ["consentedBy"]


async def test_the_page_knows_what_the_text_says_of_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await in_force(people)
        path = (
            f"/afspraken/{made}/instemmingsverzoeken?kind=accession&organisation={people.stranger}"
        )
        await authority(people.stranger)
        async with signed_in(transport, people.administrator) as client:
            before = await client.get(path)
            await DATABASE.fetch(
                'update agreement_version set answers = answers || \'{"toetreding": "stuurgroep"}\''
            )
            after = await client.get(path)
            asked = await asked_of_committee(made, people)
            letter = await client.get(
                f"/afspraken/{made}/brieven/toetredingsverklaring?organisation={people.stranger}"
            )
            page = await client.get(f"/instemmingsverzoeken/{asked}")
            saying = await client.get(f"/instemmingsverzoeken/{asked}/instemmingen")
    said = "Volgens de tekst stemt de stuurgroep hiermee in, namens alle partijen."
    assert (said in before.text, said in after.text) == (False, True)
    assert "De stuurgroep heeft nog niet geantwoord" in page.text
    assert "Wat de stuurgroep zegt" in saying.text
    told = "Zij gaat alleen in als de stuurgroep namens alle partijen instemt."
    assert told in said_in(letter.content)


async def test_of_two_who_record_its_decision_at_once_one_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        asked = await asked_of_committee(await in_force(people), people)
        said = {"partyId": "", "decidedBy": "de stuurgroep", "decidedOn": "23-11-2026"}
        said |= {"number": "2026-1", "reason": "Nog niet", "confirmed": "true"}
        at = f"/instemmingsverzoeken/{asked}/instemmingen"
        forms = [(at, {**said, "outcome": one}) for one in ("declined", "agreed")]
        answers, acts = await at_once(transport, people.administrator, forms)
        kept = await DATABASE.fetch("select distinct outcome, version from consent")
    assert sorted(told.status_code for told in answers) == [303, 409]
    assert (len(kept), kept[0]["version"]) == (1, 1)
    assert acts == (1 if kept[0]["outcome"] == "declined" else 2)
