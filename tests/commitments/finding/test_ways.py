"""The list, the board, the timeline and the calendar: one list in the address, kept in each."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from httpx import AsyncClient
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, cast
from tests.builders.service import AT, service, signed_in

from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.commitments.days.queries import month
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.commitments.timeline import queries
from governance.commitments.timeline.queries import of_list
from governance.commitments.timeline.rules import Zoom

TODAY = day(AT)
APRIL = date(2026, 4, 1)
HTML = {"accept": "text/html", "accept-language": "nl"}
WAYS = ("/toezeggingen", "/toezeggingen/bord", "/toezeggingen/tijdlijn", "/agenda")


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def test_a_timeline_of_a_list_holds_the_milestones_of_exactly_its_commitments(
    people: Cast,
) -> None:
    first = await in_force(people, commitments=2)
    second = await in_force(people)
    by = people.administrator
    every, taken = await counted(of_list(Wanted(), Zoom.ALL, TODAY, by=by, today=TODAY))
    assert taken == 1
    assert {p.agreement_id for p in every.points} == {first, second}
    assert (every.agreement_id, {p.total for p in every.points}) == (None, {2})
    for wanted in (
        Wanted(agreement=first), Wanted(organisation=people.north), Wanted(standing="late"),
        Wanted(search="noord"), Wanted(state="planned", agreement=second),
    ):  # fmt: skip
        view = await of_list(wanted, Zoom.ALL, TODAY, by=by, today=TODAY)
        lines = (await found(wanted, by=by, today=TODAY)).lines
        assert {(p.agreement_id, p.number) for p in view.points} == {
            (one.agreement_id, one.number) for one in lines
        }
        assert {p.total for p in view.points} <= {len({one.organisation for one in lines})}


async def test_another_party_is_told_no_more_by_a_filter_than_by_the_list(people: Cast) -> None:
    await in_force(people)
    await DATABASE.fetch("update commitment_line set state = 'blocked', reason = 'x'")
    await DATABASE.fetch("update milestone_line set state = 'blocked'")
    by, asked = people.pin_south, Wanted(organisation=people.north)
    view = await of_list(asked, Zoom.ALL, TODAY, by=by, today=TODAY)
    assert {(p.standing, p.unshared) for p in view.points} == {(None, 1)}
    for hidden in (Wanted(state="blocked"), Wanted(standing="late"), Wanted(priority="normal")):
        view = await of_list(hidden, Zoom.ALL, TODAY, by=by, today=TODAY)
        assert {p.total for p in view.points} <= {1}, "of its own only"
        assert all(p.unshared == 0 for p in view.points)


async def test_the_outsider_has_an_empty_timeline(people: Cast) -> None:
    await in_force(people)
    view = await of_list(Wanted(), Zoom.ALL, TODAY, by=people.outsider, today=TODAY)
    assert (view.points, view.outside) == ([], 0)


async def test_what_is_too_much_for_one_timeline_is_counted(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_force(people, commitments=3)
    monkeypatch.setattr(queries, "MOST", 4)
    view = await of_list(Wanted(), Zoom.ALL, TODAY, by=people.administrator, today=TODAY)
    assert (len(view.points), view.left_out) == (4, 2)


async def test_a_month_holds_the_days_of_exactly_the_commitments_of_a_list(people: Cast) -> None:
    first = await in_force(people, commitments=2)
    await in_force(people)
    by = people.administrator
    for wanted, number in (
        (Wanted(), 6), (Wanted(agreement=first), 4), (Wanted(organisation=people.south), 3),
        (Wanted(search="nergens"), 0), (Wanted(agreement=first, organisation=people.north), 2),
        (Wanted(sort="-planned"), 6),
    ):  # fmt: skip
        view, taken = await counted(month(APRIL, None, by=by, today=TODAY, wanted=wanted))
        assert (len(view.days), taken) == (number, 2), wanted
    theirs = Wanted(organisation=people.north)
    assert (await month(APRIL, None, by=people.pin_south, today=TODAY, wanted=theirs)).days == []


async def page_of(client: AsyncClient, address: str, status: int = 200) -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == status, answer.text[:300]
    return unescape(answer.text)


def hidden(page: str, form: str) -> str:
    """The form with the filters, by where it is sent."""
    found = re.search(rf'<form class="filters"[^>]*action="{form}".*?</form>', page, re.DOTALL)
    assert found, form
    return found[0]


async def test_from_each_way_to_each_other_the_filters_go_along(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        async with signed_in(there, people.administrator) as client:
            asked = f"agreement={made}&standing=late&sort=-planned&columns=theme"
            kept = {"name": "Te laat", "query": "standing=late"}
            assert (await client.post("/api/v1/toezeggingen/weergaven", json=kept)).is_success
            for way in WAYS:
                page = await page_of(client, f"{way}?{asked}")
                for other in WAYS:
                    assert f'href="{other}?{asked}"' in page, (way, other)
                assert f'href="{way}?standing=late"' in re.sub("month=[0-9-]+&", "", page), way
                form = hidden(page, way)
                assert f'value="{made}" selected' in form and 'value="late" selected' in form
                for name in ("sort", "columns"):
                    assert f'name="{name}"' in form, "a press on Show keeps it"
                wrong = await page_of(client, f"{way}?until=morgen&search=nergens", 400)
                assert 'value="morgen"' in wrong and 'value="nergens"' in wrong
                await page_of(client, f"{way}?standing=gok", 404)


async def test_a_list_without_milestones_says_how_to_find_some(owner_url: str) -> None:
    async with (
        service(owner_url) as (there, people),
        signed_in(there, people.administrator) as client,
    ):
        page = await page_of(client, "/toezeggingen/tijdlijn?search=nergens")
        assert "Zoek iets anders, of toon alles weer." in page
        page = await page_of(client, "/toezeggingen/tijdlijn")
        assert "Mijlpalen worden gepland als de afspraak in werking treedt" in page


async def test_a_calendar_of_a_kind_that_stands_in_none_says_so(owner_url: str) -> None:
    async with (
        service(owner_url) as (there, people),
        signed_in(there, people.administrator) as client,
    ):
        assert "staan in geen agenda" in await page_of(client, "/agenda?kind=enforcement")
        other = await page_of(client, "/agenda?kind=training")
        assert "Kijk bij een andere maand" in other and "geen agenda" not in other


async def test_a_step_in_time_keeps_the_filters_and_a_filter_the_time(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        async with signed_in(there, people.administrator) as client:
            line = "/toezeggingen/tijdlijn"
            page = await page_of(client, f"{line}?agreement={made}&zoom=year&on=2026-03-01")
            assert f'href="{line}?agreement={made}&zoom=quarter"' in page
            assert f'href="{line}?agreement={made}&zoom=year&on=2027-01-01"' in page
            form = hidden(page, line)
            assert 'name="zoom" value="year"' in form and 'name="on" value="2026-03-01"' in form
            await page_of(client, f"{line}?zoom=gok", 404)
            page = await page_of(client, f"/agenda?month=2026-04&agreement={made}&search=noord")
            assert "Noordstad" in page
            rows = page.split("<tbody>")[1].split("</tbody>")[0]
            assert "Zuiddorp" not in rows and rows.count("<tr") == 1
            assert f'href="/agenda?month=2026-05&search=noord&agreement={made}"' in page
            assert 'name="month" value="2026-04"' in hidden(page, "/agenda")
            answer = await client.get(f"/api/v1/agenda?month=2026-04&organisation={people.south}")
            assert [one["organisation"] for one in answer.json()["days"]] == ["Zuiddorp"]
            answer = await client.get(f"/api/v1{line}?organisation={people.south}&zoom=all")
            assert {one["total"] for one in answer.json()["points"]} == {1}
        async with signed_in(there, people.outsider) as client:
            assert (await client.get(f"/api/v1{line}?agreement={made}")).json()["points"] == []
