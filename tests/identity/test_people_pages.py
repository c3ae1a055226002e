"""People, roles and invitations through the whole application, as a browser and as a machine."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient
from msgspec.structs import replace
from tests.builders.browsing import fields
from tests.builders.parties import actor
from tests.builders.service import AT, SETTINGS, service, signed_in, token

from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import add
from governance.identity.tables import RoleAssignment

HTML = {"accept": "text/html"}
PASSWORD = "paard accu nietje klopt"
TODAY = day(AT)
LINK = re.compile(r"http://localhost:8000(/uitnodigingen/[\w-]+)")


async def filled(client: AsyncClient, address: str, **given: str) -> dict[str, list[str]]:
    """The form at an address as a browser holds it, with what is typed."""
    page = (await client.get(address, headers=HTML)).text
    return fields(page, address) | {name: [value] for name, value in given.items()}


async def sent(client: AsyncClient, address: str, **given: str) -> str:
    """What comes after a form is sent: the address that is gone to."""
    typed = await filled(client, address, **given)
    answer = await client.post(address, data=typed, headers=HTML)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def joined(client: AsyncClient, for_id: UUID, email: str = "nieuw@regio.example") -> str:
    """The path of the link of somebody who joins."""
    typed = await filled(
        client, "/mensen/nieuw",
        email=email, function="adviseur veiligheid", kind="reader", forId=str(for_id),
    )  # fmt: skip
    answer = await client.post("/mensen/nieuw", data=typed, headers=HTML)
    assert answer.status_code == 200, answer.text
    found = LINK.search(answer.text)
    assert found
    return found[1]


async def test_somebody_joins_accepts_and_signs_in_without_javascript(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            assert "Mensen" in (await client.get("/", headers=HTML)).text
            link = await joined(client, people.keeper)
            assert "nieuw@regio.example" in (await client.get("/mensen", headers=HTML)).text
        async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
            shown = (await guest.get(link, headers=HTML)).text
            assert "function of administrator" in shown
            assert "lezer" in shown
            at = f"{link}/aanvaarding"
            short = fields(shown, at) | {"password": ["kort"]}
            wrong = await guest.post(at, data=short, headers=HTML)
            assert wrong.status_code == 400
            assert "Gebruik ten minste 12 tekens" in wrong.text
            typed = fields(wrong.text, at) | {"password": [PASSWORD]}
            answer = await guest.post(at, data=typed, headers=HTML)
            assert answer.headers["location"] == "/aanmelden"
            again = await guest.get(link, headers=HTML)
            assert again.status_code == 404
            assert "Deze uitnodiging werkt niet" in again.text
            unknown = await guest.get("/uitnodigingen/nooit", headers=HTML)
            assert (unknown.status_code, "werkt niet" in unknown.text) == (404, True)
            form = token((await guest.get("/aanmelden", headers=HTML)).text)
            who = {"signInName": "nieuw@regio.example", "password": PASSWORD, "csrf_token": form}
            assert (await guest.post("/aanmelden", data=who)).status_code == 303


@pytest.mark.parametrize(
    ("server", "said"),
    [("", "Kopieer deze link nu"), ("smtp://localhost:1", "De dienst mailt deze link")],
)
async def test_who_invites_is_told_whether_the_service_mails_the_link(
    owner_url: str, server: str, said: str
) -> None:
    settings = replace(SETTINGS, smtp_url=server, mail_from="afspraken@regio.example")
    async with (
        service(owner_url, settings) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        typed = await filled(
            client, "/mensen/nieuw",
            email="n@regio.example", function="adviseur", kind="reader", forId=str(people.keeper),
        )  # fmt: skip
        page = (await client.post("/mensen/nieuw", data=typed, headers=HTML)).text
        assert said in page and LINK.search(page)


async def test_an_empty_form_says_all_that_is_missing_at_once(owner_url: str) -> None:
    wrong = re.compile(r'href="#f-([\w-]+)"')
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        typed = await filled(client, "/mensen/nieuw")
        page = (await client.post("/mensen/nieuw", data=typed, headers=HTML)).text
        assert set(wrong.findall(page)) == {"email", "function", "kind", "forId"}
        colleague = await actor(RoleKind.READER, organisation=people.keeper)
        there = f"/mensen/{colleague.person_id}/rollen/nieuw"
        typed = await filled(client, there, validFrom="gisteren")
        page = (await client.post(there, data=typed, headers=HTML)).text
        assert set(wrong.findall(page)) == {"kind", "validFrom", "forId"}


async def test_roles_are_given_ended_and_stood_in_for_on_pages(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        deputy = await actor(RoleKind.READER, committee=people.committee)
        async with signed_in(transport, people.administrator) as client:
            await joined(client, people.keeper)
            [row] = await DATABASE.fetch("select id from person where email <> ''")
            who = f"/mensen/{row['id']}"
            give = f"{who}/rollen/nieuw"
            refused = await client.post(
                give, data=await filled(client, give, kind="secretary"), headers=HTML
            )
            assert refused.status_code == 400
            assert "Kies voor wie deze rol geldt" in refused.text
            gone = await sent(client, give, kind="secretary", forId=str(people.committee))
            assert gone == who
            [role] = await DATABASE.fetch(
                "select id from role_assignment where person = $1 and kind = 'secretary'",
                row["id"],
            )
            stand = f"/rollen/{role['id']}/waarneming"
            until = f"{TODAY + timedelta(days=9):%d-%m-%Y}"
            done = await sent(client, stand, personId=str(deputy.person_id), validUntil=until)
            shown = (await client.get(done, headers=HTML)).text
            assert "Wie voor deze persoon waarneemt" in shown
            assert "function of reader" in shown
            ended = await sent(client, f"/rollen/{role['id']}/beeindiging")
            assert "De rol is beëindigd." in (await client.get(ended, headers=HTML)).text
            over = await client.get(f"/rollen/{role['id']}/beeindiging", headers=HTML)
            assert over.status_code == 303
            english = await client.get(who, headers=HTML | {"accept-language": "en"})
            assert "What else can be done" in english.text


async def test_details_move_sessions_and_invitation_have_their_page(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        first = await joined(client, people.keeper)
        [row] = await DATABASE.fetch("select id from person where email <> ''")
        who = f"/mensen/{row['id']}"
        await sent(client, f"{who}/gegevens", function="adviseur zorg")
        assert "adviseur zorg" in (await client.get("/mensen?search=zorg", headers=HTML)).text
        again = {"csrf_token": token((await client.get(who, headers=HTML)).text)}
        made = await client.post(f"{who}/uitnodigingen", data=again, headers=HTML)
        second = LINK.search(made.text)
        assert second
        assert (await client.get(first, headers=HTML)).status_code == 404
        assert (await client.get(second[1], headers=HTML)).status_code == 200
        listed = (await client.get("/uitnodigingen", headers=HTML)).text
        found = re.search(r'href="(/uitnodigingen/[\w-]+/intrekking)"', listed)
        assert found
        assert f'action="{found[1]}"' not in listed, "it asks first"
        asked = (await client.get(found[1], headers=HTML)).text
        assert f'action="{found[1]}"' in asked
        taken = await client.post(found[1], data=again, headers=HTML)
        assert taken.status_code == 303
        assert (await client.get(second[1], headers=HTML)).status_code == 404
        await sent(client, f"{who}/overstap")
        ended = await client.get("/mensen?state=ended", headers=HTML)
        assert "adviseur zorg" in ended.text
        file = await client.get("/mensen/uitvoer?state=ended")
        assert file.text.startswith('\ufeff"Functie";"Naam"')
        assert "adviseur zorg" in file.text
        [noted] = await DATABASE.fetch("select * from trail_entry where verb = 'export'")
        assert noted["actor_id"] == people.administrator.person_id


async def test_a_formula_that_somebody_typed_calculates_nowhere(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        sent_ = {
            "email": "f@regio.example", "function": "=1+1", "kind": "reader",
            "forId": str(people.keeper), "validFrom": str(TODAY),
        }  # fmt: skip
        assert (await client.post("/api/v1/mensen", json=sent_)).status_code == 201
        assert '\r\n"\'=1+1";' in (await client.get("/mensen/uitvoer")).text


async def test_a_machine_does_all_of_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        deputy = await actor(RoleKind.READER, committee=people.committee)
        async with signed_in(transport, people.administrator) as client:
            asked = {
                "email": "m@regio.example", "function": "adviseur", "kind": "reader",
                "forId": str(people.keeper), "validFrom": str(TODAY),
            }  # fmt: skip
            wrong = await client.post("/api/v1/mensen", json=asked | {"email": "geen", "kind": "x"})
            assert {e["field"] for e in wrong.json()["errors"]} == {"email", "kind"}
            made = (await client.post("/api/v1/mensen", json=asked)).json()
            who = f"/api/v1/mensen/{made['personId']}"
            view = (await client.get(who)).json()
            assert view["roles"][0]["kind"] == "reader"
            role = {"kind": "chair", "forId": str(people.committee), "validFrom": str(TODAY)}
            given = await client.post(f"{who}/rollen", json=role)
            assert given.status_code == 201
            one = f"/api/v1/rollen/{given.json()['id']}"
            stand = {
                "personId": str(deputy.person_id), "validFrom": str(TODAY),
                "validUntil": str(TODAY + timedelta(days=3)),
            }  # fmt: skip
            assert (await client.get(f"{one}/waarneming")).json()
            assert (await client.post(f"{one}/waarneming", json=stand)).status_code == 201
            tag = (await client.get(one)).headers["etag"]
            until = {"validUntil": str(TODAY)}
            no_tag = await client.post(f"{one}/beeindiging", json=until)
            assert no_tag.status_code == 400
            done = await client.post(f"{one}/beeindiging", json=until, headers={"if-match": tag})
            assert done.status_code == 204
            listed = (await client.get("/api/v1/mensen?role=reader")).json()
            assert listed["total"] == 2
            async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
                link = f"/api/v1/uitnodigingen/{made['token']}"
                assert (await guest.get(link)).json()["signInName"] == "m@regio.example"
                accepted = await guest.post(f"{link}/aanvaarding", json={"password": PASSWORD})
                assert accepted.status_code == 201
                assert (await guest.get(link)).status_code == 404
            move = {"fromId": str(people.keeper), "movesOn": str(TODAY)}
            wrong = move | {"movesOn": "0338-03-08", "toId": str(people.north), "function": "x"}
            told = await client.post(f"{who}/overstap", json=wrong)
            assert told.status_code == 400, "an unreadable day and another function at once"
            assert "movesOn" in {error["field"] for error in told.json()["errors"]}
            assert (await client.post(f"{who}/overstap", json=move)).status_code == 201
            assert (await client.post(f"{who}/wissing", json={})).status_code == 404


async def test_a_known_address_is_offered_the_role_and_accepted_when_signed_in(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await DATABASE.fetch(
            "update person set email = 'pin@noord.example' where id = $1",
            people.pin_north.person_id,
        )
        async with signed_in(transport, people.administrator) as client:
            link = await joined(client, people.keeper, "pin@noord.example")
            shown = (await client.get("/uitnodigingen", headers=HTML)).text
            assert "aangeboden rol: lezer, Region office" in shown
            assert "function of linking_pin" not in shown
            other = (await client.get(link, headers=HTML)).text
            assert "U kunt zich al aanmelden" in other
        async with signed_in(transport, people.pin_north) as client:
            at = f"{link}/aanvaarding"
            typed = fields((await client.get(link, headers=HTML)).text, at)
            answer = await client.post(at, data=typed, headers=HTML)
            assert answer.headers["location"] == "/"
        rows = await DATABASE.fetch(
            "select kind from role_assignment where person = $1 order by kind",
            people.pin_north.person_id,
        )
        assert [row["kind"] for row in rows] == ["linking_pin", "reader"]


async def test_who_gives_no_roles_has_no_list_and_sees_only_oneself(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.pin_north) as client,
    ):
        for address in ("/mensen", "/mensen/nieuw", "/mensen/uitvoer", "/uitnodigingen"):
            assert (await client.get(address, headers=HTML)).status_code == 404
        mine = f"/mensen/{people.pin_north.person_id}"
        assert "linking pin" in (await client.get(mine, headers=HTML)).text
        other = f"/mensen/{people.pin_south.person_id}"
        assert (await client.get(other, headers=HTML)).status_code == 404
        for address in ("/overstap", "/vertrek", "/wissing", "/gegevens", "/rollen/nieuw"):
            assert (await client.get(mine + address, headers=HTML)).status_code == 404


async def test_details_are_erased_on_a_page_that_says_what_goes(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        runs = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
        await DATABASE.fetch(
            "update person set password_hash = (select password_hash from person where id = $1)",
            people.chair.person_id,
        )
        who = f"/mensen/{people.chair.person_id}"
        async with signed_in(transport, runs) as client:
            held = await client.get(f"{who}/wissing", headers=HTML)
            assert (held.status_code, held.headers["location"]) == (303, who)
            await sent(client, f"/rollen/{people.chair.roles[0].id}/beeindiging")
            unsaid = await filled(client, f"{who}/wissing")
            assert (
                await client.post(f"{who}/wissing", data=unsaid, headers=HTML)
            ).status_code == 400
            assert await sent(client, f"{who}/wissing", knowingly="on") == who
            shown = (await client.get(who, headers=HTML)).text
            assert "zijn gewist" in shown
            assert "function of chair" in shown


async def test_ending_all_sessions_of_somebody_asks_first(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        me = f"/mensen/{people.administrator.person_id}"
        there = f"{me}/sessies/beeindiging"
        shown = (await client.get(me, headers=HTML)).text
        assert f'href="{there}"' in shown
        assert f'action="{there}"' not in shown
        asked = await client.get(there, headers=HTML)
        assert f'action="{there}"' in asked.text
        assert (await client.get(me, headers=HTML)).status_code == 200, "nothing ended yet"
        typed = {"csrf_token": token(asked.text)}
        assert (await client.post(there, data=typed, headers=HTML)).status_code == 303
        assert (await client.get(me, headers=HTML)).status_code == 303


async def test_who_cannot_set_another_address_finds_no_field_but_why(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        await joined(client, people.keeper)
        [row] = await DATABASE.fetch("select id from person where email <> ''")
        there = f"/mensen/{row['id']}/gegevens"
        assert "email" in await filled(client, there)
        await add(
            RoleAssignment(
                person=row["id"], kind="reader", organisation=people.stranger, valid_from=TODAY
            )
        )
        typed = await filled(client, there, function="adviseur zorg")
        assert "email" not in typed
        assert "niet kunt intrekken" in (await client.get(there, headers=HTML)).text
        saved = await client.post(there, data=typed, headers=HTML)
        assert saved.status_code == 303
