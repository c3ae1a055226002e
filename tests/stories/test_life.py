"""The whole life of one agreement, through HTTP, with a clock that moves over three years.

Every day in here was worked out by hand: it entered into force on 20 November 2026 for two years,
is extended by silence with a year each time, and has a notice of six months.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from tests.builders.agreements import organs, party
from tests.builders.amending import begun as amended
from tests.builders.amending import put_up, say
from tests.builders.amending import signed as all_sign
from tests.builders.formation import AT, answer_both
from tests.builders.living import a_day_comes, party_of, ready
from tests.builders.parties import Cast, authority, cast
from tests.builders.passwords import hashed
from tests.builders.service import PASSWORD, SETTINGS, signed_in

from governance.app.main import create_app
from governance.base.actor import Actor
from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
TERMS: dict[str, Any] = {
    "term_months": 24, "extension_rule": "tacit", "extension_months": 12, "notice_months": 6,
    "withdrawal_rule": "others_go_on",
}  # fmt: skip


class Life:
    """The service, its people, and the day that it is."""

    now = AT

    def __init__(self, transport: ASGITransport, people: Cast) -> None:
        self.transport, self.people = transport, people
        self.made = UUID(int=0)

    @asynccontextmanager
    async def on(self, day: date, by: Actor | None = None) -> AsyncIterator[AsyncClient]:
        """Somebody signs in on a day."""
        Life.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        async with signed_in(self.transport, by or self.people.administrator) as client:
            yield client

    async def say(self, client: AsyncClient, path: str, status: int = 201, **said: Any) -> Any:
        answer = await client.post(f"/api/v1{path}", json=said)
        assert answer.status_code in (status, 200 if status == 201 else status), answer.text
        return answer.json() if answer.content else None

    async def life(self, client: AsyncClient) -> Any:
        return (await client.get(f"/api/v1/afspraken/{self.made}/levensloop")).json()

    async def calendar(self, client: AsyncClient) -> list[tuple[str, str, str]]:
        days = (await self.life(client))["calendar"]
        return [(one["on"], one["kind"], one["who"]) for one in days]


@asynccontextmanager
async def living(owner_url: str) -> AsyncIterator[Life]:
    Life.now = AT
    app = create_app(owner_url, clock=lambda: Life.now, settings=SETTINGS)
    async with app.lifespan():
        await app.state.looked.wait()
        people = await cast()
        stored = await hashed(PASSWORD)
        await DATABASE.fetch("update person set password_hash = $1", stored)
        yield Life(ASGITransport(app), people)


async def _signed_by_four(there: Life) -> None:
    """One of four refuses; the text goes back to draft, and then all sign, one by mandate."""
    people = there.people
    board = await authority(people.keeper, "board", "voorzitter")
    parties = [
        party(people.north, people.north_executive), party(people.south, people.south_executive),
        party(people.police, people.police_chief), party(people.keeper, board),
    ]  # fmt: skip
    there.made = await ready(people, parties, **TERMS)
    one = f"/afspraken/{there.made}"
    decided = {"decidedBy": "het bestuur", "decidedOn": "2026-11-10", "number": "2026-114"}
    signed = {"signedByFunction": "de burgemeester", "signedOn": "2026-11-20"}
    right = {**signed, "capacity": "own_right"}
    mandate = {**signed, "capacity": "mandate", "capacityReference": "Mandaatbesluit 2026, art. 4"}
    async with there.on(date(2026, 11, 24)) as client:
        last = (await organs(there.made))[-1]
        no = {
            **decided,
            "outcome": "declined",
            "reason": "De kosten zijn te hoog.",
            "textVersion": 1,
        }
        await there.say(client, f"/bestuursorganen/{last}/besluiten", **no)
        await there.say(
            client, f"/bestuursorganen/{last}/ondertekeningen", 400, **right, textVersion=1
        )
        await there.say(client, f"{one}/terugname")
        await answer_both(there.made, people)
        await there.say(client, f"{one}/aanbieding")
        for place, organ in enumerate(await organs(there.made)):
            at = f"/bestuursorganen/{organ}"
            await there.say(client, f"{at}/besluiten", **decided, outcome="agreed", textVersion=2)
            how = mandate if place == 0 else right
            await there.say(client, f"{at}/ondertekeningen", **how, textVersion=2)
        whole = (await client.get(f"/api/v1{one}")).json()
        assert (whole["state"], whole["endsOn"]) == ("in_force", "2028-11-20")
        assert await there.calendar(client) == [
            ("2026-11-20", "enters", ""),
            ("2027-11-20", "mid_term", ""),
            ("2028-03-01", "evaluation", ""),
            ("2028-05-19", "object_by", ""),
            ("2028-11-20", "extends", ""),
        ]


async def _extended_by_silence(there: Life) -> None:
    await a_day_comes(date(2028, 11, 20))
    async with there.on(date(2028, 11, 20)) as client:
        assert (await there.life(client))["life"]["extensions"] == [
            {"ground": "tacit", "fromOn": "2028-11-20", "until": "2029-11-20"}
        ]
        assert (await there.calendar(client))[-2:] == [
            ("2029-05-19", "object_by", ""), ("2029-11-20", "extends", ""),
        ]  # fmt: skip


async def _acceded(there: Life) -> None:
    """Another municipality asks, all consent, it decides and signs, and owes from that day."""
    people, organ = there.people, await authority(there.people.stranger)
    async with there.on(date(2029, 3, 1)) as client:
        owed = (await client.get(f"/api/v1/afspraken/{there.made}/toezeggingen")).json()
        asked = await there.say(
            client, f"/afspraken/{there.made}/instemmingsverzoeken", kind="accession",
            organisationId=str(people.stranger), askedOn="2029-02-20", words="Brief 2029-31",
            authorityId=str(organ), representedByFunction="de burgemeester",
            commitmentIds=[owed[0]["id"]],
        )  # fmt: skip
        at = f"/instemmingsverzoeken/{asked['id']}"
        said = {"outcome": "agreed", "decidedBy": "het college", "number": "2029-7"}
        said |= {"decidedOn": "2029-03-01"}
        *others, last = asked["consents"]
        for one in others:
            await there.say(client, f"{at}/instemmingen", partyId=one["partyId"], **said)
        said |= {"partyId": last["partyId"]}
        asks = await there.say(client, f"{at}/instemmingen", 400, **said)
        assert [wrong["field"] for wrong in asks["errors"]] == ["confirmed"]
        told = await there.say(client, f"{at}/instemmingen", **said, confirmed=True)
        assert told["state"] == "carried_out"
        await _comes_in(there, client)
        new = f"/bestuursorganen/{(await organs(there.made))[-1]}"
        decision = {"decidedBy": "het college", "decidedOn": "2029-02-10", "number": "2029-3"}
        await there.say(client, f"{new}/besluiten", **decision, outcome="agreed", textVersion=2)
        signature = {"signedByFunction": "de burgemeester", "capacity": "own_right"}
        await there.say(
            client, f"{new}/ondertekeningen", **signature, signedOn="2029-03-01", textVersion=2
        )
        assert ("2029-03-01", "joins", "Verweg") in await there.calendar(client)
    async with there.on(date(2029, 3, 2), people.outsider) as client:
        lines = (await client.get(f"/api/v1/afspraken/{there.made}/standen")).json()
        own = [line for line in lines if line["organisation"] == "Verweg"]
        assert [(one["title"], one["state"]) for one in own] == [(owed[0]["title"], "planned")]


async def _comes_in(there: Life, client: AsyncClient) -> None:
    """Its days count since it asked, two years after the text was put up. One that declines stays
    out: nothing is to be done there. It then decides otherwise, as if it had said nothing yet."""
    people, new = there.people, (await organs(there.made))[-1]
    at = f"/partijen/{await party_of(there.made, people.stranger)}/besluitvorming"
    [move] = (await client.get(f"/api/v1{at}")).json()["moves"]
    assert (move["kind"], move["since"], move["days"]) == ("decide", "2029-02-20", 9)
    assert await _waited_for(client) == {str(new): ("record_decision", 9)}
    chosen = {"steps": [{"step": "legal", "function": "jurist"}], "version": 0}
    asked = (await client.put(f"/api/v1{at}/stappen", json=chosen)).json()
    assert ([one["step"] for one in asked["moves"]], asked["mayChoose"]) == (["legal"], True)
    founder = f"/partijen/{await party_of(there.made, people.north)}/besluitvorming"
    assert (await client.put(f"/api/v1{founder}/stappen", json=chosen)).status_code == 409
    assert (await client.get(f"{founder}/stappen", headers=HTML)).status_code in (303, 409)
    none = {"steps": [], "version": 1}
    assert (await client.put(f"/api/v1{at}/stappen", json=none)).status_code == 200
    search = f"/afspraken/{there.made}/instemmingsverzoeken?kind=accession&search="
    for name, who, said in (
        ("Noordstad", people.north, "Noordstad is al partij"),
        ("Verweg", people.stranger, "Verweg is al partij"),
    ):
        found = " ".join((await client.get(search + name, headers=HTML)).text.split())
        assert said in found and f"organisation={who}" not in found
    no = {"decidedBy": "het college", "decidedOn": "2029-02-25", "number": "2029-2"}
    why = {"outcome": "declined", "reason": "Te duur.", "textVersion": 2}
    path = f"/bestuursorganen/{new}/besluiten"
    await there.say(client, path, **no, **why)
    assert await _waited_for(client) == {}
    assert (await client.get(f"/api/v1{at}")).json()["moves"] == []
    assert "Deze partij stemt niet in" in (await client.get(at, headers=HTML)).text
    shown = (await client.get(f"/afspraken/{there.made}", headers=HTML)).text
    assert f"{path}/correctie" in shown and "Voorbehoud opheffen" not in shown
    await there.say(client, f"{path}/verwijdering", 200, reason="Vergissing", version=1)


async def _waited_for(client: AsyncClient) -> dict[str, tuple[str, int]]:
    """Who has still to decide or sign on the start page: what, and for how many days."""
    waiting = (await client.get("/api/v1/taken")).json()["waiting"]
    return {one["partyAuthorityId"]: (one["step"], one["days"]) for one in waiting}


async def _amendment_refused(there: Life) -> None:
    """An amendment is asked of all five; one refuses, and the agreement stays what it was."""
    at = datetime(2029, 3, 20, 12, tzinfo=UTC)
    amendment = await amended(there.made, there.people, "minder overleg", at)
    await say(amendment, "art-doel", "Dit is gewijzigd.", there.people, at)
    asked = await put_up(amendment, there.people, at)
    assert len(asked) == 5
    no = {"decidedBy": "het college", "decidedOn": "2029-03-25", "number": "2029-12"}
    async with there.on(date(2029, 3, 28)) as client:
        path = f"/bestuursorganen/{asked[1]}/besluiten"
        await there.say(client, path, **no, outcome="declined", reason="Te weinig overleg.",
                        textVersion=1)  # fmt: skip
        listed = (await client.get(f"/api/v1/afspraken/{there.made}/wijzigingen")).json()
        assert [one["state"] for one in listed] == ["up_for_decision"]
        text = (await client.get(f"/api/v1/afspraken/{there.made}/documenten/docx")).content
        assert b"Dit is gewijzigd." not in text
        path = f"/afspraken/{amendment}/wijziging/intrekking"
        seen = (await client.get(f"/api/v1/afspraken/{amendment}")).json()["version"]
        await there.say(client, path, reason="Niet allen stemmen in.", version=seen)
        whole = (await client.get(f"/api/v1/afspraken/{there.made}")).json()
        assert (whole["state"], whole["textVersion"]) == ("in_force", 2)


async def _amended(there: Life) -> None:
    """Another amendment is signed by all five, and becomes part of the agreement."""
    at = datetime(2029, 3, 30, 12, tzinfo=UTC)
    amendment = await amended(there.made, there.people, "duidelijker doel", at)
    await say(amendment, "art-doel", "Dit is nu gewijzigd.", there.people, at)
    await all_sign(amendment, there.people, at)
    async with there.on(date(2029, 3, 31)) as client:
        whole = (await client.get(f"/api/v1/afspraken/{there.made}")).json()
        assert (whole["state"], whole["textVersion"]) == ("in_force", 3)
        assert whole["endsOn"] == "2029-11-20"
        found = (await client.get("/api/v1/afspraken/artikelen?search=nu+gewijzigd")).json()
        assert str(there.made) in str(found)


async def _withdrew(there: Life) -> None:
    """One party withdraws: the others go on without it."""
    south = await party_of(there.made, there.people.south)
    notice = {"partyId": str(south), "kind": "withdrawal", "letter": "2029-44"}
    path = f"/afspraken/{there.made}/opzeggingen"
    async with there.on(date(2029, 4, 2)) as client:
        given = {"givenOn": "2029-04-02", "effectiveOn": "2029-10-02"}
        early = await there.say(client, path, 400, **notice, **given)
        assert [one["field"] for one in early["errors"]] == ["effectiveOn"]
        await there.say(client, path, **notice, givenOn="2029-04-02")
        assert ("2029-10-03", "leaves", "Zuiddorp") in await there.calendar(client)
    assert await a_day_comes(date(2029, 10, 2)) == 0
    assert await a_day_comes(date(2029, 10, 3)) == 1
    async with there.on(date(2029, 10, 3)) as client:
        parties = (await there.life(client))["life"]["parties"]
        left = {one["organisation"]: one["leftOn"] for one in parties}
        assert left == dict.fromkeys(left, None) | {"Zuiddorp": "2029-10-03"}
        lines = (await client.get(f"/api/v1/afspraken/{there.made}/standen")).json()
        lapsed = {line["organisation"] for line in lines if line["state"] == "lapsed"}
        assert lapsed == {"Zuiddorp"}


async def _ended(there: Life) -> None:
    """A party wants no further extension and said so in time: it ends for all."""
    police = await party_of(there.made, there.people.police)
    said = {"partyId": str(police), "kind": "no_extension", "letter": "2029-60"}
    path = f"/afspraken/{there.made}/opzeggingen"
    async with there.on(date(2029, 10, 4)) as client:
        late = await there.say(client, path, **said, givenOn="2029-05-20")
        told = late["life"]["notices"][-1]
        assert (told["effectiveOn"], told["mayRevoke"]) == ("2030-11-20", True)
        back: dict[str, Any] = {"withdrawnOn": "2029-10-04", "version": told["version"]}
        back["reason"] = "De brief is een dag eerder bezorgd."
        await there.say(client, f"/opzeggingen/{told['id']}/intrekking", 200, **back)
        await there.say(client, path, **said, givenOn="2029-05-19")
        assert (await there.calendar(client))[-1] == ("2029-11-20", "ends", "")
    await a_day_comes(date(2029, 11, 20))
    async with there.on(date(2029, 11, 21)) as client:
        whole = (await client.get(f"/api/v1/afspraken/{there.made}")).json()
        assert (whole["state"], whole["endsOn"]) == ("ended", "2029-11-20")
        lines = (await client.get(f"/api/v1/afspraken/{there.made}/standen")).json()
        assert {line["state"] for line in lines} == {"lapsed"}
        await there.say(client, path, 409, **said, givenOn="2029-11-21")
        page = await client.get(
            f"/afspraken/{there.made}/levensloop", headers={"accept": "text/html"}
        )
        assert "de looptijd is voorbij" in page.text


async def test_from_signing_to_its_end(owner_url: str) -> None:
    async with living(owner_url) as there:
        await _signed_by_four(there)
        await _extended_by_silence(there)
        await _acceded(there)
        await _amendment_refused(there)
        await _amended(there)
        await _withdrew(there)
        await _ended(there)
