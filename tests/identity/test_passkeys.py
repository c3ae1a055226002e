"""Passkeys: each challenge once, in time, for its purpose and owner; a false answer is refused."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx import AsyncClient, Response
from tests.builders.passkeys import PRESENT, Device
from tests.builders.signing_in import NAME, PASSWORD, Browser, member, visiting

from governance.base.database import DATABASE
from governance.identity.passkeys.rules import MOST, PER_NETWORK, site_of
from governance.identity.rules import Limits
from governance.identity.sweeping.actions import sweep

API = "/api/v1/mijn-account/toegangssleutels"
SIGN_IN = "/api/v1/sessies/toegangssleutel"


class Machine:
    """A machine that is signed in by password, and its token as it changes."""

    def __init__(self, client: AsyncClient, token: str) -> None:
        self.client, self.token = client, token

    async def post(self, path: str, **body: Any) -> Response:
        headers = {"authorization": f"Bearer {self.token}"}
        answer = await self.client.post(path, headers=headers, json=body)
        self.token = answer.json().get("token", self.token)
        return answer

    async def add(self, device: Device, name: str = "telefoon") -> Response:
        options = (await self.post(f"{API}/uitdaging")).json()["publicKey"]
        return await self.post(API, name=name, credential=device.made(options))


async def signed_in(who: Browser, name: str = NAME, code: str = "") -> Machine:
    typed = {"signInName": name, "password": PASSWORD, "code": code}
    begun = await who.client.post("/api/v1/sessies", json=typed)
    return Machine(who.client, begun.json()["token"])


@asynccontextmanager
async def with_passkey(owner_url: str) -> AsyncIterator[tuple[Browser, Machine, Device]]:
    async with visiting(owner_url) as who:
        machine, device = await signed_in(who), Device()
        added = await machine.add(device)
        assert added.status_code == 201
        assert len(added.json()["recoveryCodes"]) == 10
        yield who, machine, device


async def options_of(who: Browser) -> dict[str, Any]:
    found = await who.client.post(f"{SIGN_IN}/uitdaging")
    made: dict[str, Any] = found.json()["publicKey"]
    return made


async def enter(who: Browser, credential: str) -> Response:
    return await who.client.post(SIGN_IN, json={"credential": credential})


def test_passkeys_belong_to_the_name_and_the_exact_address_of_the_service() -> None:
    site = site_of("https://Afspraken.example:8443")
    assert (site.host, site.origin) == ("afspraken.example", "https://afspraken.example:8443")


async def test_a_passkey_signs_in_without_a_name_and_a_challenge_counts_once(
    owner_url: str,
) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        options = await options_of(who)
        assert options["userVerification"] == "required"
        assert options["allowCredentials"] == [], "nothing tells who has a passkey"
        credential = device.used(options)
        begun = await enter(who, credential)
        assert begun.status_code == 201
        bearer = {"authorization": f"Bearer {begun.json()['token']}"}
        assert (await who.client.get("/api/v1/mijn-account", headers=bearer)).status_code == 200
        assert (await enter(who, credential)).status_code == 400


async def test_a_challenge_that_is_older_than_five_minutes_does_not_count(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        options = await options_of(who)
        who.clock.pass_by(minutes=5)
        assert (await enter(who, device.used(options))).status_code == 400
        assert (await enter(who, device.used(await options_of(who)))).status_code == 201


async def test_a_challenge_counts_for_its_own_purpose_and_person_only(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, machine, device):
        await member("iemand.anders")
        other = await signed_in(who, "iemand.anders")
        confirming = "/api/v1/sessies/huidige/bevestiging"
        for asker, address in ((machine, f"{API}/uitdaging"), (other, f"{confirming}/uitdaging")):
            options = (await asker.post(address)).json()["publicKey"]
            assert (await enter(who, device.used(options))).status_code == 400
        options = (await machine.post(f"{confirming}/uitdaging")).json()["publicKey"]
        answered = device.used(options)
        stolen = await other.post(f"{confirming}/toegangssleutel", credential=answered)
        assert stolen.status_code == 400
        right = await machine.post(f"{confirming}/toegangssleutel", credential=answered)
        assert right.status_code == 201
        options = (await other.post(f"{confirming}/uitdaging")).json()["publicKey"]
        foreign = await other.post(f"{confirming}/toegangssleutel", credential=device.used(options))
        assert foreign.status_code == 400, "the passkey of another confirms nothing"


@pytest.mark.parametrize("wrong", ["origin", "site", "flags", "key", "count"])
async def test_a_false_answer_is_refused(owner_url: str, wrong: str) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        for _ in range(3):
            await enter(who, device.used(await options_of(who)))
        changed = {
            "origin": "https://localhost.evil.example",
            "site": "evil.example",
            "flags": PRESENT,
            "key": Device().key,
            "count": 1,
        }
        kept = getattr(device, wrong)
        setattr(device, wrong, changed[wrong])
        assert (await enter(who, device.used(await options_of(who)))).status_code == 400
        setattr(device, wrong, kept)
        assert (await enter(who, device.used(await options_of(who)))).status_code == 201


BROKEN = (None, 1, "", "é", {}, [1], "AA", "A" * 400, "oWFhAQ")


def spoiled(right: dict[str, Any]) -> list[dict[str, Any]]:
    """An answer with one part of it spoiled, in every way."""
    made = [right | {name: value} for name in right for value in BROKEN]
    for name in right["response"]:
        made += [right | {"response": right["response"] | {name: value}} for value in BROKEN]
    return made


async def test_what_is_no_answer_at_all_is_refused_and_nothing_fails(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, machine, device):
        for said in ("", "{}", "[]", "null", "x", '"id"', "1", '{"id": 1, "response": []}'):
            assert (await enter(who, said)).status_code == 400, said
        for number in range(len(spoiled(json.loads(device.used(await options_of(who)))))):
            sent = spoiled(json.loads(device.used(await options_of(who))))[number]
            assert (await enter(who, json.dumps(sent))).status_code in (201, 400), sent
        for number in range(len(spoiled(json.loads(Device().made(await options_of(who)))))):
            options = (await machine.post(f"{API}/uitdaging")).json()["publicKey"]
            sent = spoiled(json.loads(Device().made(options)))[number]
            answer = await machine.post(API, name="x", credential=json.dumps(sent))
            assert answer.status_code in (201, 400), sent


async def test_the_same_passkey_is_not_added_twice_nor_more_than_the_most(owner_url: str) -> None:
    async with with_passkey(owner_url) as (_, machine, device):
        assert (await machine.add(device)).status_code == 400
        for number in range(MOST - 1):
            assert (await machine.add(Device(), f"sleutel {number}")).status_code == 201
        most = await machine.add(Device())
        assert most.status_code == 400
        assert str(MOST) in most.json()["errors"][0]["problem"]


async def test_who_left_does_not_come_in_by_a_passkey(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        await DATABASE.fetch("update person set valid_until = '2026-11-01'")
        assert (await enter(who, device.used(await options_of(who)))).status_code == 400


async def test_each_act_on_an_account_stands_in_the_trail(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, machine, _):
        headers = {"authorization": f"Bearer {machine.token}"}
        [listed] = (await who.client.get(API, headers=headers)).json()
        gone = await machine.post(f"{API}/{listed['id']}/verwijdering")
        assert gone.status_code == 200
        await machine.post("/api/v1/sessies/huidige/bevestiging", password=PASSWORD)
        rows = await DATABASE.fetch("select verb, kind from trail_entry order by number")
        assert [(row["verb"], row["kind"]) for row in rows] == [
            ("signed_in", "session"),
            ("added_passkey", "person"),
            ("removed_passkey", "person"),
            ("confirmed", "session"),
        ]


async def test_one_network_gets_only_so_many_challenges(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        await options_of(who)
        await DATABASE.fetch("update sign_in_attempt set failures = $1", PER_NETWORK)
        closed = await who.client.post(f"{SIGN_IN}/uitdaging")
        assert closed.status_code == 429
        page = await who.post("/aanmelden/toegangssleutel/uitdaging", at="/aanmelden")
        assert page.headers["location"] == "/aanmelden"
        who.clock.pass_by(minutes=15)
        assert (await enter(who, device.used(await options_of(who)))).status_code == 201


async def test_what_lapsed_is_cleared_away_and_the_rest_stays(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, machine, _):
        await options_of(who)
        await who.password()
        assert await sweep(limits=Limits(), at=who.clock.now) == 0
        assert (await machine.post(f"{API}/uitdaging")).status_code == 201
        who.clock.pass_by(hours=13)
        assert await sweep(limits=Limits(), at=who.clock.now) > 0
        for table in ("session", "sign_in_attempt", "pending_sign_in", "passkey_challenge"):
            assert await DATABASE.fetch(f"select 1 from {table}") == [], table


@pytest.mark.parametrize(
    ("address", "told"), [("pin@noord.example", 2), ("", 0), ("no address", 0)]
)
async def test_the_owner_is_told_by_mail_where_that_can_be(
    owner_url: str, address: str, told: int
) -> None:
    async with visiting(owner_url) as who:
        await DATABASE.fetch("update person set email = $1", address)
        machine = await signed_in(who)
        assert (await machine.add(Device())).status_code == 201
        body = {"password": PASSWORD, "newPassword": "zeven paarse kamelen dansen"}
        changed = await machine.post("/api/v1/mijn-account/wachtwoord", **body)
        assert changed.status_code == 201
        rows = await DATABASE.fetch("select kind from notice order by id")
        assert [row["kind"] for row in rows] == ["factor_changed", "password_changed"][:told]
