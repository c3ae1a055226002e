"""An amendment in the browser: begun, its effect read, a conflict settled, withdrawn."""

from __future__ import annotations

from uuid import UUID

from httpx import ASGITransport, AsyncClient
from tests.builders.amending import AT, begun, in_force, promise, put_up, say, signed
from tests.builders.browsing import fields
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in
from tests.stories.test_two_at_once import at_once

from governance.agreements.sharing.actions import share_draft
from governance.base.database import DATABASE
from governance.commitments.queries import of_agreement

HTML = {"accept": "text/html"}


async def _open(client: AsyncClient, at: str) -> str:
    answer = await client.get(at, headers=HTML)
    assert answer.status_code == 200, (at, answer.status_code)
    return answer.text


async def test_an_amendment_from_its_beginning_to_its_end(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await in_force(people)
        at = f"/afspraken/{made}/wijzigingen"
        forms = [(at, {"subject": "meer uren"})] * 2
        answers, acts = await at_once(transport, by, forms)
        there = {answer.headers["location"].partition("?")[0] for answer in answers}
        assert [answer.status_code for answer in answers] == [303, 303] and len(there) == 1
        [page] = there
        amendment = UUID(page.rpartition("/")[2])
        asked = "select count(*)::int as n from trail_entry where verb = 'begin_amendment'"
        assert acts and (await DATABASE.fetch(asked))[0]["n"] == 1
        [first, *_] = await of_agreement(amendment, by=by)
        await say(amendment, "art-doel", "Dat gebeurt samen.", people)
        await promise(amendment, people, drop=first.key)
        async with signed_in(transport, by) as client:
            refused = await client.post(at, data=fields(await _open(client, at), at), headers=HTML)
            assert refused.status_code == 400 and "Vul dit veld in" in refused.text
            assert "Wijziging van" in await _open(client, page)
            shown = await _open(client, f"{page}/wijziging")
            assert "Dat gebeurt samen." in shown and first.title in shown and "vervalt" in shown
            assert "0 van" in shown and "Noordstad" in shown
            told = (await client.get(f"/api/v1{page}/wijziging")).json()
            assert [(c["key"], c["what"]) for c in told["commitments"]] == [(first.key, "lapses")]
        for other in (people.outsider, people.pin_north):
            async with signed_in(transport, other) as client:
                found = [await client.get(f"{page}/wijziging"), await client.get(page)]
                assert [one.status_code for one in found] == [404, 404]
                listed = await client.get(f"/api/v1{at}")
                assert listed.status_code == 404 if other is people.outsider else not listed.json()
        await share_draft(amendment, by=by, at=AT)
        async with signed_in(transport, people.pin_north) as client:
            seen = await _open(client, f"{page}/wijziging")
            assert "Dat gebeurt samen." in seen and "Trek de wijziging in" not in seen

        await _settled(transport, people, made, page)
        await _withdrawn(transport, people, made, page)


async def _settled(transport: ASGITransport, people: Cast, made: UUID, page: str) -> None:
    """Another amendment comes in between: the conflict is shown, and settled once."""
    by = people.administrator
    beside = await begun(made, people, "anders")
    await say(beside, "art-doel", "Of anders.", people)
    await signed(beside, people)
    settle = f"{page}/wijziging/afstemming"
    async with signed_in(transport, by) as client:
        shown = await _open(client, f"{page}/wijziging")
        assert "Of anders." in shown and "elk op een andere manier" in shown
        open_points = await _open(client, f"{page}/aanbieding")
        assert "is veranderd sinds deze wijziging begon" in open_points
        typed = fields(shown, settle)
        assert typed["settled"] == ["section.art-doel"]
        unseen = await client.post(settle, data=typed | {"settled": []}, headers=HTML)
        assert unseen.status_code == 400 and "veranderde meer dan u zag" in unseen.text
    typed |= {"keep": ["section.art-doel"]}
    answers, _ = await at_once(transport, by, [(settle, typed)] * 2)
    assert sorted(answer.status_code for answer in answers) == [303, 409]


async def _withdrawn(transport: ASGITransport, people: Cast, made: UUID, page: str) -> None:
    by, at = people.administrator, f"/afspraken/{made}/wijzigingen"
    await put_up(UUID(page.rpartition("/")[2]), people)
    out = f"{page}/wijziging/intrekking"
    async with signed_in(transport, by) as client:
        typed = fields(await _open(client, f"{page}/wijziging"), out)
        empty = await client.post(out, data=typed, headers=HTML)
        assert empty.status_code == 400 and "Vul dit veld in" in empty.text
    typed |= {"reason": ["Geen <b>instemming</b>."]}
    answers, acts = await at_once(transport, by, [(out, typed)] * 2)
    assert (sorted(answer.status_code for answer in answers), acts) == ([303, 409], 1)
    async with signed_in(transport, people.pin_north) as client:
        shown = await _open(client, f"{page}/wijziging")
        assert "Geen &lt;b&gt;instemming&lt;/b&gt;." in shown
        listed = await _open(client, at)
        assert "als versie 2" in listed and "Kwam niet tot stand" in listed
        assert "Begin een wijziging" not in listed
        none = await client.get(f"/afspraken/{made}/wijziging", headers=HTML)
        assert none.status_code == 404


async def test_an_addendum_and_a_succession_in_the_browser(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await in_force(people)
        at = f"/afspraken/{made}/addenda"
        forms = [(at, {"title": "Addendum uren", "shortTitle": "Addendum uren"})] * 2
        answers, _ = await at_once(transport, by, forms)
        there = {answer.headers["location"].partition("?")[0] for answer in answers}
        assert len(there) == 1
        [page] = there
        async with signed_in(transport, by) as client:
            typed = fields(await _open(client, at), at) | {"title": ["Nog <een>"]}
            refused = await client.post(at, data=typed, headers=HTML)
            assert refused.status_code == 400 and "Nog &lt;een&gt;" in refused.text
            assert "Addendum uren" in await _open(client, f"/afspraken/{made}")
            assert "Addendum bij" in await _open(client, page)
            follow = f"{page}/opvolging"
            typed = fields(await _open(client, follow), follow)
            typed |= {"predecessorId": [str(made)]}
            assert (await client.post(follow, data=typed, headers=HTML)).status_code == 303
            assert (await client.post(follow, data=typed, headers=HTML)).status_code == 409
            shown = await _open(client, follow)
            assert "Wat daar nog openstaat" in shown and "vervalt" in shown
            told = (await client.get(f"/api/v1{follow}")).json()
            assert told["predecessorId"] == str(made) and not any(
                one["goesOn"] for one in told["open"]
            )
        async with signed_in(transport, people.outsider) as client:
            for where in (at, page, follow):
                assert (await client.get(where, headers=HTML)).status_code == 404
