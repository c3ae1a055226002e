"""The trail as it is read: by whom, filtered, page by page, and taken out."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient
from tests.builders.formation import all_signed, begun
from tests.builders.parties import Cast, actor, cast
from tests.builders.reporting import open_round
from tests.builders.service import service, signed_in

from governance.agreements.actions import change_terms
from governance.agreements.forms import TermsForm
from governance.audit.actions import record
from governance.audit.reading.rules import PAGE_SIZE, Wanted
from governance.audit.rules import NOBODY, SERVICE, Result
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.base.ids import new_id
from governance.overview.trail.queries import (
    of_agreement,
    of_organisation,
    of_person,
    page_of,
    trails,
)

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def note(of: UUID, verb: str = "v", at: datetime = AT, **more: object) -> None:
    async with DATABASE.transaction():
        given = {"kind": "thing", "thing_id": new_id(), "changes": {}, "by": NOBODY, **more}
        await record(of, verb, at=at, **given)  # type: ignore[arg-type]


def auditor(of: UUID | None = None) -> Actor:
    return Actor(new_id(), "auditor", (Role(new_id(), RoleKind.AUDITOR, organisation_id=of),))


async def verbs(of: UUID, by: Actor, **wanted: object) -> list[str]:
    subject = await of_organisation(of, by=by)
    page = await page_of(subject, Wanted(**wanted), by=by)  # type: ignore[arg-type]
    return [act.verb for act in page.acts]


async def test_who_may_read_which_chain(database: Database) -> None:
    people = await cast()
    await note(people.north, "of_north")
    await note(SERVICE, "of_service")
    north, whole = auditor(people.north), auditor()
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    assert await verbs(people.north, north) == ["of_north"]
    for by in (whole, operator):
        assert await verbs(SERVICE, by) == ["of_service"]
        with pytest.raises(NotFound):
            await of_organisation(people.north, by=by)
        assert [(t.id, t.name) for t in await trails(by=by)] == [(SERVICE, "")]
    for by in (north, people.administrator):
        with pytest.raises(NotFound):
            await of_organisation(SERVICE, by=by)
    for by in (people.pin_north, people.secretary, people.outsider, people.administrator):
        with pytest.raises(NotFound):
            await of_organisation(people.north, by=by)
    assert [t.name for t in await trails(by=north)] == ["Noordstad"]


async def test_every_filter_narrows(database: Database) -> None:
    people = await cast()
    by, day = auditor(people.north), timedelta(days=1)
    await note(people.north, "a", AT - day, kind="agreement")
    await note(people.north, "b", AT, result=Result.REFUSED)
    await note(people.north, "c", AT + day, by=Actor(new_id(), "chair 50% of _ x"))
    of = people.north
    assert await verbs(of, by) == ["c", "b", "a"]
    assert await verbs(of, by, verb="b") == ["b"]
    assert await verbs(of, by, kind="agreement") == ["a"]
    assert await verbs(of, by, result="refused") == ["b"]
    assert await verbs(of, by, function="50% OF _") == ["c"]
    assert await verbs(of, by, function="50x") == []
    assert await verbs(of, by, since=date(2026, 11, 24)) == ["c", "b"]
    assert await verbs(of, by, until=date(2026, 11, 24)) == ["b", "a"]
    # A day is that of Amsterdam: half past eleven in the evening of 25 November, UTC, is the 26th.
    await note(people.north, "d", datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    assert await verbs(of, by, since=date(2026, 11, 26)) == ["d"]


async def test_pages_follow_each_other_without_loss_in_two_queries(database: Database) -> None:
    people = await cast()
    by = auditor(people.north)
    for number in range(PAGE_SIZE * 2 + 5):
        await note(people.north, f"v{number}", AT + timedelta(seconds=number // 3))
    subject, seen, before = await of_organisation(people.north, by=by), [], None
    while True:
        asked = DATABASE.queries
        page = await page_of(subject, Wanted(before=before), by=by)
        assert DATABASE.queries - asked == 2
        seen += [act.number for act in page.acts]
        if page.older is None:
            break
        before = page.older
    assert seen == list(range(PAGE_SIZE * 2 + 5, 0, -1))


async def test_the_committee_reads_what_is_for_it_and_no_more(database: Database) -> None:
    people = await cast()
    await all_signed(people)
    [agreed] = await DATABASE.fetch("select id from agreement")
    made, ends = agreed["id"], date(2027, 7, 1)
    await open_round(people, made, period_until=ends, opens_on=ends, due_on=ends)
    for by in (people.secretary, people.chair):
        subject = await of_agreement(made, by=by)
        acts = (await page_of(subject, Wanted(), by=by)).acts
        assert {act.verb for act in acts} == {"open_round"}
    keeper = await of_agreement(made, by=people.administrator)
    acts = (await page_of(keeper, Wanted(), by=people.administrator)).acts
    assert {"draft", "put_up_for_decision", "record_signature", "open_round"} <= {
        act.verb for act in acts
    }
    for by in (people.pin_north, people.outsider):
        with pytest.raises(NotFound):
            await of_agreement(made, by=by)
    # The administrator of a party reads the chain of the own organisation only.
    north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    subject = await of_agreement(made, by=north)
    acts = (await page_of(subject, Wanted(), by=north)).acts
    assert {act.organisation for act in acts} <= {"Noordstad"}


async def test_the_trail_of_a_person_is_what_was_done_by_and_about_them(
    database: Database,
) -> None:
    people = await cast()
    by, who = auditor(people.north), people.pin_north
    await note(people.north, "did", by=who)
    await note(people.north, "both", by=who, kind="person", thing_id=who.person_id)
    await note(people.north, "about", kind="person", thing_id=who.person_id)
    await note(people.north, "other")
    await note(people.south, "elsewhere", by=who)
    subject = await of_person(who.person_id, by=by)
    acts = (await page_of(subject, Wanted(), by=by)).acts
    assert [act.verb for act in acts] == ["about", "both", "did"]
    assert acts[1].actor == who.function
    for stranger in (people.outsider, people.secretary, who):
        with pytest.raises(NotFound):
            await of_person(who.person_id, by=stranger)


def terms(title: str) -> TermsForm:
    return TermsForm(
        title=title, short_title="x", extension_rule="none", entry_rule="all_signed",
        term_months=12,
    )  # fmt: skip


async def read(client: AsyncClient, address: str) -> str:
    answer = await client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, (address, answer.text)
    return answer.text


async def drafted(people: Cast) -> UUID:
    made = await begun(people)
    await change_terms(made, terms("=1+1 Nieuw"), None, by=people.administrator, at=AT)
    return made


async def test_a_page_says_in_words_what_changed_and_keeps_its_filters(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            address = f"/afspraken/{made}/spoor"
            html = await read(client, address)
            assert "Terms changed" in html
            assert "Term in months: " in html
            assert "→ =1+1 Nieuw" in html
            narrowed = await read(client, f"{address}?verb=change_terms&since=24-11-2026")
            assert "Drafted" not in narrowed.partition("<table")[2]
            assert f"{address}/uitvoer?verb=change_terms&amp;since=2026-11-24" in narrowed
            wrong = await client.get(f"{address}?since=gisteren", headers={"accept": "text/html"})
            assert (wrong.status_code, "f-since-error" in wrong.text) == (400, True)
            assert "No entries found" in await read(client, f"{address}?verb=adopt")
            assert f"/organisaties/{people.keeper}/spoor" in await read(client, "/spoor")
            of_person = await read(client, f"/mensen/{people.administrator.person_id}/spoor")
            assert "Signed in" in of_person
            assert "in the trails that you read" in of_person
            there = f'href="/mensen/{people.administrator.person_id}"'
            assert there in of_person.partition("<h1")[0], "the way back"


async def test_where_nothing_may_be_read_that_is_said_and_nothing_is_asked(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            address = f"/afspraken/{made}/spoor"
            assert "there may be more" in await read(client, address)
            empty = await read(client, f"{address}?verb=adopt")
            assert "Choose another act" in empty
        await DATABASE.fetch("update agreement set state = 'in_force' where id = $1", made)
        async with signed_in(transport, people.chair) as client:
            client.headers["accept-language"] = "en"
            assert "Nothing stands here yet" in await read(client, address)


async def test_an_export_holds_what_is_filtered_and_is_noted(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            asked = f"/afspraken/{made}/spoor/uitvoer?verb=change_terms"
            for address in (asked, f"/api/v1{asked}"):
                answer = await client.get(address)
                assert answer.status_code == 200
                assert answer.headers["content-type"] == "text/csv; charset=utf-8"
                assert answer.headers["content-disposition"].startswith("attachment; ")
                assert answer.content.startswith(b"\xef\xbb\xbf")
                text = answer.content.decode("utf-8-sig")
                head, *rows = csv.reader(io.StringIO(text), delimiter=";")
                assert head[:2] == ["Moment (UTC)", "Organisation"]
                assert [row[3] for row in rows] == ["Terms changed"]
                assert "Title: " in rows[0][13]
            noted = await DATABASE.fetch(
                "select changes, thing_id, organisation_id from trail_entry where verb = 'export'"
            )
            assert [tuple(n) for n in noted] == [
                ('{"filters":{"verb":"change_terms"},"of":"trail"}', made, people.keeper)
            ] * 2


async def test_an_export_of_thousands_comes_in_parts_and_misses_nothing(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await copied(people.keeper, 2500)
        async with signed_in(transport, people.administrator) as client:
            answer = await client.get(f"/organisaties/{people.keeper}/spoor/uitvoer?verb=copied")
            text = answer.content.decode("utf-8-sig")
            _, *rows = csv.reader(io.StringIO(text), delimiter=";")
            assert [int(row[2]) for row in rows] == list(range(2501, 1, -1))


async def copied(chain: UUID, number: int) -> None:
    """Many entries, as rows: nobody verifies them here."""
    await note(chain)
    owner = "insert into trail_entry (id, organisation_id, number, at, actor_id, on_behalf_of, verb, kind, thing_id, changes, audience, cause_kind, previous_hash, hash) "  # noqa: E501
    await DATABASE.fetch(
        owner + "select gen_random_uuid(), organisation_id, n + 1, at + n * interval '1 s', "
        "actor_id, on_behalf_of, 'copied', kind, thing_id, changes, audience, '', 'x', 'x' "
        "from trail_entry, generate_series(1, $2) n where number = 1 and organisation_id = $1",
        chain, number,
    )  # fmt: skip
    await DATABASE.fetch("update trail_head set number = $2 + 1 where id = $1", chain, number)


async def test_the_api_tells_the_same_and_refuses_what_it_cannot_read(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await drafted(people)
        async with signed_in(transport, people.administrator) as client:
            address = f"/api/v1/afspraken/{made}/spoor"
            found = (await client.get(address)).json()
            assert found["acts"][0]["verb"] == "change_terms"
            title = next(c for c in found["acts"][0]["changes"] if c["field"] == "title")
            assert (title["after"], title["compared"]) == ("=1+1 Nieuw", True)
            assert found["older"] is None
            wrong = await client.get(f"{address}?since=24-11&before=x")
            assert wrong.status_code == 400
            assert {e["field"] for e in wrong.json()["errors"]} == {"since", "before"}
            for place in (f"organisaties/{people.keeper}", f"mensen/{people.chair.person_id}"):
                assert (await client.get(f"/api/v1/{place}/spoor")).status_code in (200, 404)
            assert [t["name"] for t in (await client.get("/api/v1/spoor")).json()] == [
                "Region office"
            ]
