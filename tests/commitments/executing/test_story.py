"""A party says by page and by program who carries out a commitment; others read it."""

from __future__ import annotations

from tests.builders import browsing
from tests.builders.commitments import in_force
from tests.builders.service import service, signed_in
from tests.commitments.executing.test_actions import line_of

HTML = {"accept": "text/html"}


async def test_one_of_those_that_owe_it_carries_it_out_itself(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people, executor_organisation_id=people.police)
        line = await line_of(agreement, people.north)
        shown, at = f"/toezeggingen/{line}", f"/toezeggingen/{line}/uitvoering"
        async with signed_in(transport, people.pin_north) as client:
            assert at in (await client.get(shown, headers=HTML)).text
            form = browsing.fields((await client.get(at, headers=HTML)).text, at)
            wrong = await client.post(at, data=form | {"how": ["itself"]}, headers=HTML)
            assert wrong.status_code == 400 and 'href="#f-why"' in wrong.text
            form = browsing.fields(wrong.text, at)
            assert form["how"] == ["itself"], "what was chosen comes back"
            form |= {"why": ["Wij hebben zelf mensen."]}
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303
            assert (await client.post(at, data=form, headers=HTML)).status_code == 409
        async with signed_in(transport, people.secretary) as client:
            page = (await client.get(shown, headers=HTML)).text
            assert "Wij hebben zelf mensen." in page and at not in page
            assert (await client.get(at, headers=HTML)).status_code == 404
        async with signed_in(transport, people.outsider) as client:
            for hidden in (shown, at, f"/api/v1{at}"):
                assert (await client.get(hidden, headers=HTML)).status_code == 404


async def test_a_program_reads_and_writes_who_carries_it_out(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        at = f"/api/v1/toezeggingen/{await line_of(agreement, people.north)}/uitvoering"
        async with signed_in(transport, people.pin_north) as client:
            first = await client.get(at)
            assert (first.json()["how"], first.json()["version"]) == ("agreed", 0)
            form = {"how": "other", "executorOrganisationId": str(people.south), "why": "Kennis."}
            assert (await client.put(at, json=form)).status_code == 400, "the version is needed"
            done = await client.put(at, json=form, headers={"if-match": '"0"'})
            assert done.status_code == 200, done.text
            assert done.json()["executorOrganisationId"] == str(people.south)
            late = await client.put(at, json=form, headers={"if-match": '"0"'})
            assert late.status_code == 409
