"""A party without legal personality acts through the authorities of the body that acts for it."""

from __future__ import annotations

from html import unescape

from tests.builders.agreements import organs, party
from tests.builders.formation import AT, BLANKS, answer_both, begun
from tests.builders.service import service, signed_in

from governance.agreements.actions import set_parties
from governance.agreements.queries import party_authority
from governance.formation.actions import fill_in, put_up_for_decision, take_commitments

LED = "authority executive van Noordstad"


async def test_an_authority_is_named_with_whose_it_is_and_not_with_the_party_it_acts_for(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        signing = [
            party(people.north, people.north_mayor),
            party(people.south, people.south_executive),
            party(people.riec, people.north_executive, acting_body=people.north),
        ]
        await set_parties(made, signing, None, by=by, at=AT)
        await fill_in(made, BLANKS, None, by=by, at=AT)
        await take_commitments(made, None, by=by, at=AT)
        await answer_both(made, people)
        await put_up_for_decision(made, None, by=by, at=AT)
        [organ] = [
            one for one in await organs(made)
            if (await party_authority(one, by=by)).organisation == "RIEC"
        ]  # fmt: skip
        async with signed_in(transport, by) as client:
            start = unescape((await client.get("/")).text)
            whole = unescape((await client.get(f"/afspraken/{made}")).text)
            page = unescape((await client.get(f"/bestuursorganen/{organ}/besluiten")).text)
    assert f"RIEC: {LED}" in start
    assert LED in whole
    assert f"{LED}, voor RIEC" in page
    assert not [one for one in (start, whole, page) if "van RIEC" in one]


async def test_who_acts_for_a_party_that_does_not_sign_stands_in_the_text(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        taking_part = [
            party(people.north, people.north_mayor),
            party(people.riec, participation="adviser", acting_body=people.south),
        ]
        await set_parties(made, taking_part, None, by=by, at=AT)
        async with signed_in(transport, by) as client:
            text = unescape((await client.get(f"/afspraken/{made}/voorbeeld")).text)
    assert "RIEC, waarvoor Zuiddorp als penvoerder optreedt (adviseur)" in " ".join(text.split())
