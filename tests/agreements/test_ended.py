"""Who and what has ended takes up nothing new: no draft, no table over it, no new party."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from tests.builders.agreements import (
    AT,
    articles,
    drafted,
    new_agreement,
    party,
    text,
    two_parties,
)
from tests.builders.formation import MODEL, begun
from tests.builders.parties import Cast, cast
from tests.builders.service import service, signed_in
from tests.builders.waiting import elsewhere, waits

from governance.agreements.actions import draft, put_up_for_decision, set_parties
from governance.agreements.queries import parties
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused

HTML = {"accept": "text/html"}
TODAY = day(AT)
AFTER = date(2026, 11, 25)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def ends(thing: UUID, on: date, table: str = "organisation") -> None:
    await DATABASE.fetch(f"update {table} set valid_until = $1 where id = $2", on, thing)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, object]]:
    return [(c.field, c.values.get("day")) for c in refused.value.complaints]


async def test_no_draft_begins_at_a_table_that_ended(people: Cast) -> None:
    await ends(people.committee, TODAY, "committee")
    with pytest.raises(Refused) as refused:
        await draft(new_agreement(people), by=people.administrator, at=AT)
    assert told(refused) == [("committeeId", TODAY)]
    await ends(people.committee, AFTER, "committee")
    assert await draft(new_agreement(people), by=people.administrator, at=AT), "it is there today"


async def test_an_organisation_that_ended_begins_no_draft(people: Cast) -> None:
    await ends(people.keeper, TODAY)
    with pytest.raises(Refused) as refused:
        await draft(new_agreement(people), by=people.administrator, at=AT)
    assert told(refused) == [("keeperId", TODAY)]


async def test_who_begins_a_draft_waits_for_who_ends_the_table_now(
    owner_url: str, people: Cast
) -> None:
    by = people.administrator
    async with elsewhere(owner_url) as other:
        ends_it = "update committee set valid_until = $2 where id = $1"
        await other.execute(ends_it, people.committee, TODAY)
        second = await waits(draft(new_agreement(people), by=by, at=AT), other)
    with pytest.raises(Refused) as refused:
        await second
    assert told(refused) == [("committeeId", TODAY)]
    assert await DATABASE.fetch("select id from agreement") == []


async def test_who_ended_does_not_become_a_party_nor_acts_for_one(people: Cast) -> None:
    made = await draft(new_agreement(people), by=people.administrator, at=AT)
    await ends(people.north, TODAY)
    await ends(people.keeper, TODAY)
    asked = [party(people.south), party(people.north), party(people.riec, participation="adviser")]
    with pytest.raises(Refused) as refused:
        await set_parties(made, asked, None, by=people.administrator, at=AT)
    assert told(refused) == [("parties.1.organisationId", TODAY), ("parties.2.actingBodyId", TODAY)]
    await ends(people.north, AFTER)
    await set_parties(made, asked[:2], None, by=people.administrator, at=AT)


async def test_a_party_that_ended_stays_until_others_took_over_but_is_not_asked_to_decide(
    people: Cast,
) -> None:
    made = await drafted(people)
    await ends(people.south, TODAY)
    await ends(people.police, TODAY)
    by = people.administrator
    await set_parties(made, two_parties(people), None, by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(made, text(), articles(), None, by=by, at=AT)
    assert told(refused) == [
        ("parties.1.organisationId", TODAY), ("parties.2.organisationId", TODAY),
    ]  # fmt: skip


async def test_the_pages_do_not_offer_who_and_what_ended_and_say_so_when_it_is_sent(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        for one in (people.north, people.police):
            await ends(one, date(2027, 1, 15))
        await ends(people.committee, date(2027, 1, 15), "committee")
        at = f"/afspraken/{made}/partijen"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(at, headers=HTML)).text
            assert str(people.north) not in page and str(people.south) in page
            typed = {
                "version": "1", "parties.0.organisationId": str(people.north),
                "parties.0.participation": "signatory",
            }  # fmt: skip
            sent = await client.post(at, data=typed, headers=HTML)
            assert sent.status_code == 400
            assert "“Noordstad” bestaat niet meer sinds 15-01-2027." in sent.text
            begin = (await client.get(f"/modellen/{MODEL}", headers=HTML)).text
            assert str(people.committee) not in begin
        assert await parties(made, by=people.administrator) == []


async def test_a_party_that_ended_still_stands_on_the_page_of_its_draft(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        await ends(people.south, date(2027, 1, 15))
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(f"/afspraken/{made}/partijen", headers=HTML)).text
        assert f'<option value="{people.south}" selected>' in page
        assert page.count(f'<option value="{people.south}"') == 1, "on its own row only"
