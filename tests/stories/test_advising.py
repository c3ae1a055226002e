"""The way of a party to its decision: steps, who is next, who may read, and a next text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from tests.builders.advising import party_of
from tests.builders.agreements import decision, organs, two_parties, up_for_decision
from tests.builders.browsing import fields
from tests.builders.parties import Cast, actor
from tests.builders.passwords import hashed
from tests.builders.service import AT, PASSWORD, service, signed_in

from governance.agreements.actions import record_decision, set_parties, take_back
from governance.agreements.advising.queries import chain
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
SECRET = "Artikel 3 is strijdig met de verordening."
CHAIN = {
    "steps": [
        {"step": "official", "function": "beleidsadviseur"},
        {"step": "legal", "function": "jurist"},
        {"step": "council_view", "function": "griffier"},
    ],
    "inOrder": True,
    "version": 0,
}
ASKED = {"function": "jurist", "askedOn": "2027-01-03", "textVersion": 1, "version": 0}


@dataclass(frozen=True)
class Story:
    """An agreement that is up for decision, and the party of North in it."""

    transport: ASGITransport
    people: Cast
    north: Actor
    south: Actor
    agreement: UUID
    party: UUID
    organ: UUID

    @property
    def at(self) -> str:
        return f"/partijen/{self.party}/besluitvorming"

    @property
    def api(self) -> str:
        return f"/api/v1{self.at}"

    @property
    def deciding(self) -> str:
        return f"/bestuursorganen/{self.organ}/besluiten"

    async def note(self, client: AsyncClient, step: str, status: int = 200, **said: Any) -> Any:
        answer = await client.put(f"{self.api}/stappen/{step}", json={**ASKED, **said})
        assert answer.status_code == status, answer.text
        return answer.json()


def kinds(chain: dict[str, Any]) -> list[str]:
    return [move["kind"] for move in chain["moves"]]


async def page(client: AsyncClient, address: str) -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


async def form_of(client: AsyncClient, address: str) -> dict[str, str]:
    shown = (await client.get(address, headers=HTML)).text
    return {name: said[0] for name, said in fields(shown, address).items()}


async def chooses(told: Story, client: AsyncClient) -> None:
    """The steps go in order, and everybody sees with whom it lies; nothing is overwritten."""
    assert "Er zijn geen stappen gekozen" in await page(client, told.at)
    answer = await client.put(f"{told.api}/stappen", json=CHAIN)
    assert answer.status_code == 200, answer.text
    [move, *_] = answer.json()["moves"]
    assert (move["kind"], move["withWhom"], move["days"]) == ("ask", "beleidsadviseur", 52)
    assert "ligt 52 dagen bij beleidsadviseur" in await page(client, f"/afspraken/{told.agreement}")
    start = await page(client, "/")
    assert "Ligt 52 dagen bij beleidsadviseur" in start
    assert f'href="{told.at}/stappen/official"' in start
    assert (await client.put(f"{told.api}/stappen", json=CHAIN)).status_code == 409
    before = DATABASE.queries
    await chain(told.party, by=told.north, today=AT.date())
    assert DATABASE.queries - before == 7


async def is_advised(told: Story, client: AsyncClient) -> None:
    """Step by step, negative advice included: it is said where one decides, and no bar."""
    refused = await told.note(client, "legal", 400)
    assert [e["field"] for e in refused["errors"]] == ["askedOn"]
    for unknown in ("mars", "privacy"):
        await told.note(client, unknown, 404)
    done = {"outcome": "positive", "doneOn": "2027-01-05"}
    await told.note(client, "official", **done)
    await told.note(client, "official", 409, **done)
    await told.note(client, "legal", outcome="negative", words=SECRET, doneOn="2027-01-06")
    of_council = {"function": "griffier", "dueOn": "2027-02-01"}
    assert kinds(await told.note(client, "council_view", **of_council)) == ["await"]
    shown = await page(client, told.deciding)
    assert "De raad kan nog tot en met 1 februari 2027" in shown
    assert "Het advies was negatief: juridisch advies" in shown
    assert "Ligt 12 dagen bij griffier" in await page(client, told.at)
    assert f'href="{told.at}/stappen/council_view"' in await page(client, told.at)
    of_council |= {"dueOn": "2027-01-10"}
    assert kinds(await told.note(client, "council_view", **of_council, version=1)) == ["overdue"]
    of_council |= {"outcome": "no_wishes", "doneOn": "2027-01-12"}
    then = await told.note(client, "council_view", **of_council, version=2)
    assert kinds(then) == ["decide_anyway", "decide_anyway"]
    assert f'href="{told.deciding}"' in await page(client, told.at)


async def is_corrected(told: Story, client: AsyncClient) -> None:
    """On its page a step holds what was noted; what is refused comes back, the same is fine."""
    at = f"{told.at}/stappen/legal"
    sent = await form_of(client, at)
    assert sent["words"].strip() == SECRET
    answer = await client.post(at, data=sent | {"words": "", "function": "adviseur"}, headers=HTML)
    assert answer.status_code == 400 and 'value="adviseur"' in answer.text
    answer = await client.post(at, data=sent, headers=HTML)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == told.at


async def is_read_by_others(told: Story) -> None:
    """Who takes part sees that there is advice, not what it says; an outsider sees nothing."""
    async with signed_in(told.transport, told.people.administrator) as client:
        assert SECRET in await page(client, told.at)
        one = await client.get(f"{told.api}/stappen/legal")
        assert (one.json()["given"]["words"], one.headers["etag"]) == (SECRET, '"1"')
    for who in (told.people.pin_south, told.people.secretary, told.south):
        async with signed_in(told.transport, who) as client:
            seen = (await client.get(told.api)).json()
            given = [step["given"]["outcome"] for step in seen["steps"]]
            assert given == ["given", "given", "no_wishes"]
            assert kinds(seen) == ["decide", "decide"]
            assert seen["steps"][1]["given"]["doneOn"] == "2027-01-06"
            assert (await client.get(f"{told.api}/stappen/legal")).status_code == 404
            assert SECRET not in await page(client, told.at)
            assert (await client.get(f"{told.at}/stappen", headers=HTML)).status_code == 404
            for address in (f"{told.api}/stappen", f"{told.api}/stappen/legal"):
                answer = await client.put(address, json={**ASKED, "version": 1})
                assert answer.status_code == 404
    async with signed_in(told.transport, told.people.outsider) as client:
        for address in (told.at, told.api, f"{told.at}/stappen", f"{told.at}/stappen/legal"):
            assert (await client.get(address)).status_code == 404
    kept = await DATABASE.fetch("select verb, changes from trail_entry where kind = 'agreement'")
    noted = [json.loads(r["changes"]) for r in kept if r["verb"] == "record_advice"]
    assert [len(one["sha256"]) for one in noted] == [64] * 5
    assert not any(SECRET in r["changes"] or "negative" in r["changes"] for r in kept)


async def comes_back(told: Story) -> None:
    """What was said of a text that is taken back stays with it, and is asked again."""
    await record_decision(told.organ, decision(outcome="declined"), by=told.north, at=AT)
    async with signed_in(told.transport, told.north) as client:
        assert kinds((await client.get(told.api)).json()) == ["take_back", "decide_anyway"]
        await take_back(told.agreement, None, by=told.people.administrator, at=AT)
        assert (await client.get(told.api)).status_code == 404
    async with signed_in(told.transport, told.people.administrator) as client:
        back = (await client.get(told.api)).json()
        assert [step["given"] for step in back["steps"]] == [None, None, None]
        assert [one["textVersion"] for one in back["earlier"]] == [1, 1, 1]
        assert back["moves"] == []
        shown = await page(client, told.at)
        assert SECRET in shown and "Over eerdere teksten" in shown
        await told.note(client, "legal", 409, textVersion=2)
        assert f'href="{told.at}"' in await page(client, f"/afspraken/{told.agreement}")


async def chooses_anew(told: Story) -> None:
    """On the page complaints stand at their rows, with what was typed; the numbers order them."""
    at = f"{told.at}/stappen"
    async with signed_in(told.transport, told.people.administrator) as client:
        sent = await form_of(client, at)
        sent |= {"rows.2.chosen": "on", "rows.2.function": "", "rows.2.place": "1"}
        answer = await client.post(at, data=sent | {"rows.0.place": "2"}, headers=HTML)
        assert answer.status_code == 400
        assert 'href="#f-rows-2-function"' in answer.text and "beleidsadviseur" in answer.text
        assert "Een heel getal vanaf 1" in answer.text
        wrong = {
            "rows.0.place": "-5", "rows.1.place": "0", "rows.2.place": "2", "rows.4.place": "2",
            "rows.2.function": "\U0001f600", "rows.3.chosen": "on", "rows.3.place": "x",
            "rows.3.function": "functionaris", "rows.5.chosen": "on", "rows.5.place": "3",
            "rows.5.function": "griffie",
        }  # fmt: skip
        answer = await client.post(at, data=sent | wrong, headers=HTML)
        found = sorted(re.findall('href="#f-rows-([^"]+)"', answer.text))
        assert found == [
            "0-place", "1-place", "2-function", "3-place", "4-place", "5-chosen",
        ], answer.text  # fmt: skip
        kept = {name: said[0] for name, said in fields(answer.text, at).items()}
        assert {name: kept[name] for name in wrong} == wrong
        # At the same time no number counts; of a step that is not taken nothing is said.
        free = {"order": "together", "rows.0.place": "2", "rows.2.place": "2", "rows.3.place": "-1"}
        again = await client.post(at, data=sent | free | {"rows.2.function": ""}, headers=HTML)
        assert re.findall('href="#f-rows-([^"]+)"', again.text) == ["2-function"]
        sent |= {"rows.2.function": "controller", "rows.0.place": "2", "rows.1.place": "3"}
        sent |= {"rows.4.place": ""}
        assert (await client.post(at, data=sent, headers=HTML)).status_code == 303
        steps = [step["step"] for step in (await client.get(told.api)).json()["steps"]]
        assert steps == ["financial", "official", "legal", "council_view"]


async def is_left_out(told: Story) -> None:
    """A party that is left out goes with its steps; nothing holds it back."""
    staying = [p for p in two_parties(told.people) if p.organisation_id != told.people.north]
    await set_parties(told.agreement, staying, None, by=told.people.administrator, at=AT)
    [left] = await DATABASE.fetch("select count(*)::int as number from chain_advice")
    assert left["number"] == 0


async def test_a_party_comes_to_its_decision_step_by_step_and_nobody_is_stuck(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await up_for_decision(people)
        party, organ = await party_of(made, people.north), (await organs(made))[0]
        north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
        south = await actor(RoleKind.ADMINISTRATOR, organisation=people.south)
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        told = Story(transport, people, north, south, made, party, organ)
        async with signed_in(transport, north) as client:
            await chooses(told, client)
            await is_advised(told, client)
            await is_corrected(told, client)
        await is_read_by_others(told)
        await comes_back(told)
        await chooses_anew(told)
        await is_left_out(told)
