"""New access and another address on their pages, and by a machine."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from httpx import AsyncClient
from tests.builders.browsing import fields
from tests.builders.parties import actor
from tests.builders.people import DAYS, joining
from tests.builders.service import AT, SETTINGS, service, signed_in, token

from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.identity.people.actions import join

HTML = {"accept": "text/html"}
NEW = "zeven blauwe tegels thuis"
ADDRESS = "pin@noordstad.example"
LINK = re.compile(r"http://localhost:8000(/uitnodigingen/[\w-]+)")


async def known(who: UUID) -> None:
    await DATABASE.fetch("update person set email = $2 where id = $1", who, ADDRESS)


async def version_of(who: UUID) -> int:
    [row] = await DATABASE.fetch("select version from person where id = $1", who)
    found: int = row["version"]
    return found


async def test_new_access_says_beforehand_what_it_does_and_shows_the_link_once(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        pin = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
        await known(pin.person_id)
        there = f"/mensen/{pin.person_id}"
        at = f"{there}/nieuwe-toegang"
        async with signed_in(transport, people.administrator) as client:
            assert f'href="{at}"' in (await client.get(there, headers=HTML)).text
            page = (await client.get(at, headers=HTML)).text
            for said in ("het wachtwoord", "alle sessies", ADDRESS, "bel terug"):
                assert said in page
            made = await client.post(at, data=fields(page, at), headers=HTML)
            assert made.status_code == 200
            link = LINK.search(made.text)
            assert link
            again = await client.post(at, data=fields(page, at), headers=HTML)
            assert again.status_code == 409, "there is nothing to take away any more"
            assert f'href="{at}"' not in (await client.get(there, headers=HTML)).text
        async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
            accept = f"{link[1]}/aanvaarding"
            shown = (await guest.get(link[1], headers=HTML)).text
            typed = fields(shown, accept) | {"password": [NEW]}
            done = await guest.post(accept, data=typed, headers=HTML)
            assert done.headers["location"] == "/aanmelden"
        assert await DATABASE.fetch("select from trail_entry where verb = 'new_access'")


async def test_what_changed_meanwhile_takes_no_access_away(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        pin = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
        at = f"/mensen/{pin.person_id}/nieuwe-toegang"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(at, headers=HTML)).text
            assert "een bericht aan deze persoon" not in page, "there is no address"
            await DATABASE.fetch("update person set version = version + 1")
            told = await client.post(at, data=fields(page, at), headers=HTML)
            assert told.status_code == 409
            unread = fields(page, at) | {"version": ["geen getal"]}
            assert (await client.post(at, data=unread, headers=HTML)).status_code == 400
            tag = {"if-match": '"1"'}
            machine = await client.post(f"/api/v1{at}", json={}, headers=tag)
            assert machine.status_code == 409
            assert (await client.post(f"/api/v1{at}", json={})).status_code == 400
        assert not await DATABASE.fetch("select from invitation")


async def test_a_machine_gives_new_access_and_nobody_else_finds_the_page(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        pin = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
        at = f"/mensen/{pin.person_id}/nieuwe-toegang"
        for name in ("secretary", "chair", "pin_north", "outsider"):
            async with signed_in(transport, getattr(people, name)) as client:
                given = {"version": await version_of(pin.person_id)}
                assert (await client.get(at, headers=HTML)).status_code == 404, name
                assert (await client.post(at, data=given, headers=HTML)).status_code == 404
                assert (await client.post(f"/api/v1{at}", json=given)).status_code == 404
        async with signed_in(transport, people.administrator) as client:
            given = {"version": await version_of(pin.person_id)}
            made = await client.post(f"/api/v1{at}", json=given)
            assert made.status_code == 201
            assert made.json()["personId"] == str(pin.person_id)
            assert len(made.json()["token"]) > 40
        async with AsyncClient(transport=transport, base_url="http://localhost") as nobody:
            form = {"csrf_token": token((await nobody.get("/aanmelden", headers=HTML)).text)}
            sent = await nobody.post(at, data=form | {"version": "1"}, headers=HTML)
            assert sent.status_code in (303, 401)


async def test_oneself_and_who_never_came_in_are_told_what_to_do_instead(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        boss = people.administrator
        asked = joining("lezer@regio.example", people.keeper, valid_from=day(AT))
        made = await join(asked, by=boss, at=AT, days=DAYS)
        async with signed_in(transport, boss) as client:
            for who, said in (
                (boss.person_id, "Niemand geeft zichzelf nieuwe toegang"),
                (made.person_id, "Maak een nieuwe uitnodiging"),
            ):
                at = f"/mensen/{who}/nieuwe-toegang"
                gone = await client.get(at, headers=HTML)
                assert (gone.status_code, gone.headers["location"]) == (303, f"/mensen/{who}")
                assert said in (await client.get(f"/mensen/{who}", headers=HTML)).text
                given = {"version": 1}
                assert (await client.post(f"/api/v1{at}", json=given)).status_code == 409


async def test_it_asks_once_more_who_does_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        pin = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
        at = f"/mensen/{pin.person_id}/nieuwe-toegang"
        async with signed_in(transport, people.administrator) as client:
            long_ago = AT - timedelta(minutes=SETTINGS.confirm_within + 1)
            await DATABASE.fetch("update session set confirmed_at = $1", long_ago)
            sent = await client.post(f"/api/v1{at}", json={"version": 1})
            assert sent.status_code == 403
            assert sent.json()["type"].endswith("bevestiging")


async def test_a_refused_address_comes_back_as_it_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        pin = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
        await known(pin.person_id)
        at = f"/mensen/{pin.person_id}/gegevens"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(at, headers=HTML)).text
            held = fields(page, at)
            assert held["email"] == [ADDRESS]
            typed = held | {"email": ["geen adres"], "function": ["adviseur zorg"]}
            wrong = await client.post(at, data=typed, headers=HTML)
            assert wrong.status_code == 400
            back = fields(wrong.text, at)
            assert (back["email"], back["function"]) == (["geen adres"], ["adviseur zorg"])
            assert 'href="#f-email"' in wrong.text
            done = await client.post(at, data=back | {"email": ["p@nieuw.example"]}, headers=HTML)
            assert done.status_code == 303
            late = await client.post(at, data=back | {"email": ["q@x.example"]}, headers=HTML)
            assert late.status_code == 409
            assert "q@x.example" in late.text, "what was typed is not lost"
            given = {"function": "adviseur", "version": await version_of(pin.person_id)}
            api = f"/api/v1{at}"
            kept = await client.put(api, json=given)
            assert kept.json()["email"] == "p@nieuw.example", "left out, it stays"
            taken = {**given, "version": 3, "email": "geen"}
            refused = await client.put(api, json=taken)
            assert [e["field"] for e in refused.json()["errors"]] == ["email"]


async def test_the_link_of_an_invitation_stands_on_no_page_of_the_outbox(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        boss = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
        asked = joining("lezer@regio.example", people.keeper, valid_from=day(AT))
        made = await join(asked, by=people.administrator, at=AT, days=DAYS)
        await DATABASE.fetch(
            "update person set password_hash = (select password_hash from person"
            " where id = $2) where id = $1", boss.person_id, people.administrator.person_id,
        )  # fmt: skip
        async with signed_in(transport, people.administrator) as client:
            gone = f"/api/v1/uitnodigingen/{made.id}/intrekking"
            waits = "/berichten?state=waiting"
            async with signed_in(transport, boss) as other:
                shown = (await other.get(waits, headers=HTML)).text
                machine = (await other.get("/api/v1/berichten")).text
                assert "lezer@regio.example" in shown
                for told in (shown, machine):
                    assert made.token not in told and "sealed" not in told
                assert (await client.post(gone)).status_code == 204
                stopped = (await other.get("/berichten?state=given_up", headers=HTML)).text
                assert "Niet meer nodig: de uitnodiging is ingetrokken of aanvaard." in stopped
