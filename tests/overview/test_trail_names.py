"""The trail names what an act is about, as far as its reader may know, and says what was tried."""

from __future__ import annotations

import re
from uuid import UUID

from tests.builders.parties import Cast, actor, cast
from tests.builders.people import DAYS, joining
from tests.builders.service import service, signed_in
from tests.overview.test_trail import AT, drafted, read
from tests.overview.test_trail_doers import exported

from governance.audit.actions import record
from governance.audit.reading.rules import PAGE_SIZE, Wanted
from governance.audit.rules import Result
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.identity.people.actions import join
from governance.overview.trail.queries import of_organisation, page_of


async def joined(people: Cast, kind: RoleKind, for_id: UUID, email: str) -> UUID:
    form = joining(email, for_id, kind=kind, function=f"wie {kind} is", valid_from=day(AT))
    return (await join(form, by=people.administrator, at=AT, days=DAYS)).person_id


async def test_a_line_names_who_it_is_about_and_for_what_a_role_is_held(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        who = await joined(people, RoleKind.MEMBER, people.committee, "lid@example.org")
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            address = f"/organisaties/{people.keeper}/spoor"
            html = (await read(client, f"{address}?verb=give_role")).partition("<table")[2]
            link = f'<a href="/mensen/{who}/spoor">wie member is</a>'
            assert f"person: {link}" in html
            assert "held for: Stuurgroep mensenhandel" in html, "a committee has no page"
            taken_up = (await read(client, f"{address}?verb=join")).partition("<table")[2]
            assert f"person: {link}" in taken_up
            invited = (await read(client, f"{address}?verb=invite")).partition("<table")[2]
            assert invited.count("wie member is") == 1, "said once"
            assert (await client.get(f"/mensen/{who}/spoor")).status_code == 200
            rows = {row["Act"]: row for row in await exported(client, address)}
            assert rows["Person taken up"]["Name of the thing"] == "wie member is"
            told = rows["Role given"]["What changed"].split(" | ")
            assert f"person: wie member is ({who})" in told
            assert f"held for: Stuurgroep mensenhandel ({people.committee})" in told
            acts = (await client.get(f"/api/v1{address}?verb=give_role")).json()["acts"]
            about = {one["kind"]: (one["name"], one["opens"]) for one in acts[0]["about"]}
            assert about["person"] == ("wie member is", True)
            assert about["committee"] == ("Stuurgroep mensenhandel", False)


async def test_nothing_is_named_that_the_reader_may_not_know(owner_url: str) -> None:
    """Whoever tries something elsewhere leaves a line at home: it does not tell what that is."""
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        async with signed_in(transport, people.outsider) as client:
            client.headers["accept-language"] = "en"
            tried = f"/api/v1/afspraken/{made}/voorwaarden"
            assert (await client.put(tried, json={"title": "x"})).status_code in (400, 403, 404)
            other = f"/api/v1/mensen/{people.pin_north.person_id}/gegevens"
            assert (await client.put(other, json={"function": "x"})).status_code in (403, 404)
            address = f"/organisaties/{people.stranger}/spoor"
            html = (await read(client, address)).partition("<table")[2]
            assert "Samen tegen" not in html
            assert people.pin_north.function not in html
            assert f"/afspraken/{made}" not in html
            assert f"/mensen/{people.pin_north.person_id}" not in html
            assert "Samen tegen" not in str(await exported(client, address))


async def test_a_refusal_says_in_words_what_was_tried(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
        async with signed_in(transport, people.pin_north) as client:
            place = f"/api/v1/mensen/{people.chair.person_id}/gegevens"
            assert (await client.put(place, json={"function": "x"})).status_code in (403, 404)
        await DATABASE.fetch(
            "update person set password_hash = (select password_hash from person where id = $1)"
            " where id = $2", people.chair.person_id, north.person_id,
        )  # fmt: skip
        async with signed_in(transport, north) as client:
            client.headers["accept-language"] = "nl"
            address = f"/organisaties/{people.north}/spoor"
            html = (await read(client, f"{address}?result=refused")).partition("<table")[2]
            assert "Geprobeerd: gegevens wijzigen (Mensen)" in html
            assert "uuid" not in html
            assert "/api/v1/" not in html
            text = (await client.get(f"{address}/uitvoer?result=refused")).text
            assert "Geprobeerd: gegevens wijzigen (Mensen)" in text
            assert ":uuid" not in text
            acts = (await client.get(f"/api/v1{address}?result=refused")).json()["acts"]
            told = {c["field"]: c["after"] for c in acts[0]["changes"]}
            assert told["tried"] == "person.change_details"


async def test_names_cost_one_query_however_many_there_are(database: Database) -> None:
    people = await cast()
    by = people.administrator

    async def noted(number: int) -> None:
        for _ in range(number):
            who = await actor(RoleKind.READER, organisation=people.keeper)
            facts = {"person": who.person_id, "held_for": people.committee}
            async with DATABASE.transaction():
                await record(people.keeper, "give_role", "role", new_id(), facts, by=by, at=AT)

    async def asked() -> int:
        subject, before = await of_organisation(people.keeper, by=by), DATABASE.queries
        page = await page_of(subject, Wanted(verb="give_role"), by=by)
        assert all({one.kind for one in act.about} == {"person", "committee"} for act in page.acts)
        return DATABASE.queries - before

    await noted(1)
    assert await asked() == 2
    await noted(PAGE_SIZE)
    assert await asked() == 2


def options(html: str, name: str) -> list[str]:
    [select] = re.findall(rf'<select[^>]*name="{name}".*?</select>', html, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]+)<", select)


async def wrote(of: UUID, verb: str, by: Actor, result: Result = Result.DONE) -> None:
    async with DATABASE.transaction():
        await record(of, verb, "session", new_id(), {}, by=by, at=AT, result=result)


async def test_every_word_is_offered_once_and_finds_all_that_goes_by_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        for verb in ("end_session", "ended_session", "end_others"):
            await wrote(people.keeper, verb, people.administrator)
        async with signed_in(transport, people.administrator) as client:
            address = f"/organisaties/{people.keeper}/spoor"
            for language in ("nl", "en"):
                client.headers["accept-language"] = language
                html = await read(client, address)
                for name in ("verb", "kind", "result"):
                    offered = options(html, name)
                    assert len(offered) == len(set(offered)), name
            for code in ("end_session", "end_others"):
                html = await read(client, f"{address}?verb={code}")
                assert html.partition("<table")[2].count("Session ended") == 3
                assert '<option value="ended_session" selected' in html
            rows = await exported(client, address)
            assert len([row for row in rows if row["Act"] == "Session ended"]) == 3
            exact = (await client.get(f"/api/v1{address}?verb=end_others")).json()["acts"]
            assert [act["verb"] for act in exact] == ["end_others"], "a program asks by code"


async def test_a_last_day_before_the_first_is_told_at_the_field(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        client.headers["accept-language"] = "en"
        address = f"/organisaties/{people.keeper}/spoor"
        asked = f"{address}?since=24-11-2026&until=23-11-2026&function=x"
        answer = await client.get(asked, headers={"accept": "text/html"})
        assert answer.status_code == 400
        assert 'id="f-until-error"' in answer.text
        assert "The last day lies before the first day." in answer.text
        for typed in ("24-11-2026", "23-11-2026"):
            assert f'value="{typed}"' in answer.text
        twin = await client.get(f"/api/v1{address}?since=2026-11-24&until=2026-11-23")
        assert twin.status_code == 400
        assert [one["field"] for one in twin.json()["errors"]] == ["until"]
