"""Somebody makes a feed on a page or by a program, and a calendar program follows it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient
from tests.builders.apps import app_for
from tests.builders.commitments import in_force
from tests.builders.feeds import events, feed, reads
from tests.builders.parties import cast
from tests.builders.passwords import hashed
from tests.builders.service import PASSWORD, SETTINGS, service, signed_in

from governance.base.database import DATABASE
from governance.identity.rules import new_token

HTML = {"accept": "text/html", "accept-language": "nl"}
FEEDS = "/agendakoppelingen"
SECRET = re.compile(r"/agenda/([\w-]{43})\.ics")


def secret_on(page: str) -> str:
    found = SECRET.search(page)
    assert found, page
    return found[1]


async def test_by_pages_a_feed_is_made_read_renewed_and_ended(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        async with signed_in(there, people.pin_north) as client:
            client.headers.update(HTML)
            assert FEEDS in (await client.get("/mijn-account")).text
            assert "Noordstad" in (await client.get(FEEDS)).text
            made = await client.post(FEEDS, data={"forId": str(people.north)})
            assert made.status_code == 200
            assert 'href="webcal:' in made.text
            first = secret_on(made.text)
            assert first not in (await client.get(FEEDS)).text
            [row] = await DATABASE.fetch("select id from calendar_feed")
            file = await reads(there, first)
            assert file.headers["content-type"] == "text/calendar; charset=utf-8"
            assert "Concept gereed (Noordstad)" in {
                one["SUMMARY"] for one in events(file.content).values()
            }
            renewed = await client.post(f"{FEEDS}/{row['id']}/vernieuwing", data={"version": "1"})
            second = secret_on(renewed.text)
            assert (await reads(there, first)).status_code == 404
            assert (await reads(there, second)).status_code == 200
            stale = await client.post(f"{FEEDS}/{row['id']}/stopzetting", data={"version": "1"})
            assert stale.status_code == 409
            ended = await client.post(f"{FEEDS}/{row['id']}/stopzetting", data={"version": "2"})
            assert ended.headers["location"] == FEEDS
            gone = await reads(there, second)
            assert (gone.status_code, gone.headers["content-type"]) == (
                410, "text/plain; charset=utf-8"
            )  # fmt: skip
            assert "beëindigd" in gone.text
            wrong = await client.post(FEEDS, data={"forId": str(people.south)})
            assert wrong.status_code == 400 and "Kies een van de agenda" in wrong.text


async def test_by_the_api_the_same_and_a_machine_has_no_feeds(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        async with signed_in(there, people.secretary) as client:
            answer = await client.post(f"/api/v1{FEEDS}", json={"forId": str(people.committee)})
            assert answer.status_code == 201
            made = answer.json()
            assert (await reads(there, secret_on(made["address"]))).status_code == 200
            [listed] = (await client.get(f"/api/v1{FEEDS}")).json()
            assert (listed["id"], listed["kind"], listed["state"]) == (
                made["id"], "committee", "works"
            )  # fmt: skip
            assert "address" not in listed
            at = f"/api/v1{FEEDS}/{made['id']}"
            renewed = await client.post(f"{at}/vernieuwing", json={}, headers={"if-match": '"1"'})
            assert renewed.json()["address"] != made["address"]
            unseen = await client.post(f"{at}/stopzetting", json={})
            assert unseen.status_code == 400
            assert (await client.post(f"{at}/stopzetting", json={"version": 2})).status_code == 204
        async with signed_in(there, people.outsider) as other:
            assert (await other.get(f"/api/v1{FEEDS}")).json() == []
            for step in ("vernieuwing", "stopzetting"):
                assert (await other.post(f"{at}/{step}", json={"version": 3})).status_code == 404


async def test_a_program_asks_only_for_what_changed(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        made = await feed(people.pin_north, datetime(2027, 1, 15, tzinfo=UTC))
        first = await reads(there, made.secret)
        tag = first.headers["etag"]
        again = await reads(there, made.secret, {"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        await DATABASE.fetch(
            "update milestone_line set forecast_on = '2027-05-05', version = version + 1"
        )
        moved = await reads(there, made.secret, {"if-none-match": tag})
        assert moved.status_code == 200 and moved.headers["etag"] != tag
        assert {one.headers["cache-control"] for one in (again, moved)} == {"private, no-store"}


async def test_when_the_last_role_ends_the_feed_has_ended(owner_url: str) -> None:
    now = [datetime(2027, 1, 15, 12, tzinfo=UTC)]
    app = app_for(owner_url, lambda: now[0], SETTINGS)
    async with app.lifespan():
        await app.state.looked.wait()
        people, there = await cast(), ASGITransport(app)
        await in_force(people)
        made = await feed(people.pin_north, now[0])
        assert events((await reads(there, made.secret)).content)
        await DATABASE.fetch(
            "update role_assignment set valid_until = '2027-01-20' where person = $1",
            people.pin_north.person_id,
        )
        assert (await reads(there, made.secret)).status_code == 200
        now[0] += timedelta(days=5)
        assert (await reads(there, made.secret)).status_code == 410


async def test_who_guesses_is_slowed_down_like_everybody_who_is_not_signed_in(
    owner_url: str,
) -> None:
    limited = msgspec.structs.replace(SETTINGS, rate_network=6)
    async with service(owner_url, limited) as (there, _):
        codes = [(await reads(there, new_token())).status_code for _ in range(8)]
        assert codes == [404] * 6 + [429] * 2


async def test_nothing_of_a_secret_is_logged(
    owner_url: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    async with service(owner_url) as (there, people):
        made = await feed(people.pin_north, datetime(2027, 1, 15, tzinfo=UTC))
        unknown = new_token()
        async with signed_in(there, people.pin_north) as client:
            for secret in (made.secret, unknown):
                await reads(there, secret)
                await client.get(f"/agenda/{secret}.ics")
                await client.post(f"/agenda/{secret}.ics", json={})
        trail = await DATABASE.fetch("select e::text as said from trail_entry e")
        told = "".join(capsys.readouterr()) + "".join(row["said"] for row in trail)
        told += "".join(
            str(record.getMessage()) for record in caplog.records if record.name != "httpx"
        )
        for secret in (made.secret, unknown):
            assert secret not in told


async def test_the_trail_tells_of_feeds_in_words(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        await feed(people.administrator, datetime(2027, 1, 15, tzinfo=UTC), people.committee)
        async with signed_in(there, people.administrator) as client:
            page = (await client.get(f"/organisaties/{people.keeper}/spoor", headers=HTML)).text
        for said in ("Agendakoppeling gemaakt", "agenda van: stuurgroep"):
            assert said in page, said


async def test_a_month_is_looked_at_on_the_page_and_through_the_api(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        async with signed_in(there, people.secretary) as client:
            page = await client.get("/agenda?month=2026-04", headers=HTML)
            assert page.status_code == 200 and page.text.count("Concept gereed") == 2
            assert 'href="/agenda?month=2026-03"' in page.text
            assert 'href="/agenda?month=2026-05"' in page.text
            own = f"/agenda?month=2026-04&whom={people.committee}"
            assert "Concept gereed" in (await client.get(own, headers=HTML)).text
            empty = await client.get("/agenda?month=2026-05", headers=HTML)
            assert "Geen mijlpalen in deze maand" in empty.text
            for wrong in ("month=2026-13", "whom=x", f"whom={people.stranger}"):
                assert (await client.get(f"/agenda?{wrong}", headers=HTML)).status_code == 404
            told = (await client.get("/api/v1/agenda?month=2026-04")).json()
            assert [one["organisation"] for one in told["days"]] == ["Noordstad", "Zuiddorp"]
        async with signed_in(there, people.outsider) as other:
            assert (await other.get("/api/v1/agenda?month=2026-04")).json()["days"] == []
            page = await other.get("/agenda?month=2026-04", headers=HTML)
            assert "Concept gereed" not in page.text


async def test_a_timeline_is_looked_at_at_each_zoom(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        [line] = await DATABASE.fetch(
            "select id from commitment_line where organisation = $1", people.north
        )
        may = "&on=2026-05-01"
        whole, one = f"/afspraken/{made}/tijdlijn", f"/toezeggingen/{line['id']}/tijdlijn"
        async with signed_in(there, people.pin_north) as client:
            for at in (whole, one):
                for zoom in ("", "?zoom=all", f"?zoom=year{may}", f"?zoom=quarter{may}"):
                    page = await client.get(at + zoom, headers=HTML)
                    assert page.status_code == 200 and 'role="img"' in page.text
                    assert "Concept gereed" in page.text
                for wrong in ("?zoom=x", "?on=x", "?on=1999-01-01"):
                    assert (await client.get(at + wrong, headers=HTML)).status_code == 404
            told = (await client.get(f"/api/v1{whole}?zoom=year&on=2026-05-01")).json()
            assert (told["first"], told["until"], told["outside"]) == (
                "2026-01-01", "2027-01-01", 1
            )  # fmt: skip
        async with signed_in(there, people.outsider) as other:
            for at in (whole, one):
                assert (await other.get(at, headers=HTML)).status_code == 404
                assert (await other.get(f"/api/v1{at}")).status_code == 404


async def test_a_browser_needs_no_session_for_a_feed(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await feed(people.pin_north, datetime(2027, 1, 15, tzinfo=UTC))
        async with AsyncClient(transport=there, base_url="http://localhost") as client:
            answer = await client.get(f"/agenda/{made.secret}.ics", headers=HTML)
            assert answer.status_code == 200 and "set-cookie" not in answer.headers
            assert (await client.get("/agenda", headers=HTML)).status_code == 303
