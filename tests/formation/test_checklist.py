"""The checklist of an agreement: answered, judged, stopping two things, kept with its text."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient, Response
from msgspec.structs import replace
from tests.builders import agreements as older
from tests.builders.browsing import fields
from tests.builders.formation import (
    AT,
    NO_POWERS,
    NO_SHARING,
    STOPPING,
    answer_both,
    put_up,
    ready,
    written,
)
from tests.builders.parties import Cast, cast
from tests.builders.service import service, signed_in

from governance.agreements.actions import take_back
from governance.agreements.queries import agreement
from governance.agreements.sharing.actions import share_draft
from governance.audit.queries import broken_at, history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.formation.actions import put_up_for_decision
from governance.formation.checklist.actions import answer_checklist
from governance.formation.checklist.forms import PointForm
from governance.formation.checklist.queries import checklist, kept_with, point_of
from governance.library.checklists.judging.rules import points
from governance.library.checklists.rules import Point, PointState

HTML = {"accept": "text/html"}
AVG, WGR, DPIA = "avg-grondslag", "wgr-bevoegdheden", "avg-dpia"
NO_BASIS = PointForm("no_basis")
NOT_NEEDED = PointForm("not_needed", "Er wordt niets gedeeld.")


async def _point(made: UUID, people: Cast, rule: str) -> Point:
    return point_of(await checklist(made, by=people.administrator), rule)[1]


async def _answer(made: UUID, people: Cast, rule: str, form: PointForm) -> None:
    await answer_checklist(made, rule, form, by=people.administrator, at=AT)


async def _wrong(doing: Awaitable[None]) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        await doing
    return {c.field: c.problem.format(**c.values) for c in refused.value.complaints}


# Answering


async def test_an_answer_is_kept_with_who_when_and_of_which_text(database: Database) -> None:
    people = await cast()
    made = await written(people)
    assert (await _point(made, people, DPIA)).state is PointState.MISSING
    await _answer(made, people, DPIA, NOT_NEEDED)
    point = await _point(made, people, DPIA)
    assert (point.state, point.version) == (PointState.NOT_NEEDED, 1)
    assert point.answer is not None
    kept = point.answer
    assert (kept.reason, kept.text_version, kept.answered_on) == (NOT_NEEDED.reason, 1, AT.date())
    assert kept.by == people.administrator.function
    last = (await history(made, by=people.administrator))[-1]
    noted = json.loads(last.changes)
    assert (last.verb, noted["rule"]) == ("answer_checklist", DPIA)
    assert noted["changed"] == [point.question]
    assert noted["after"]["outcome"] == "not_needed"
    assert await broken_at(people.keeper) is None


async def test_answering_again_tells_what_stood_there_and_the_same_again_nothing(
    database: Database,
) -> None:
    people = await cast()
    made = await written(people)
    await _answer(made, people, DPIA, NOT_NEEDED)
    before = len(await history(made, by=people.administrator))
    await _answer(made, people, DPIA, replace(NOT_NEEDED, version=1))
    assert len(await history(made, by=people.administrator)) == before
    await _answer(made, people, DPIA, PointForm("missing", version=1))
    point = await _point(made, people, DPIA)
    assert (point.state, point.version) == (PointState.MISSING, 2)
    noted = json.loads((await history(made, by=people.administrator))[-1].changes)
    assert noted["before"] == {"outcome": "not_needed", "reason": NOT_NEEDED.reason}


@pytest.mark.parametrize(
    ("rule", "form", "wrong"),
    [
        (DPIA, PointForm("not_needed"), {"reason"}),
        (DPIA, PointForm("present", "  "), {"reason"}),
        (DPIA, PointForm("no_sharing", "x"), {"outcome"}),
        (DPIA, PointForm(""), {"outcome"}),
        ("taal-vaag", PointForm("present", "x"), {"outcome"}),
        (AVG, PointForm("not_needed", "x"), {"outcome"}),
        (AVG, PointForm("no_sharing"), {"reason"}),
        (AVG, PointForm("wgs"), {"restsOn"}),
        (AVG, PointForm("own_basis", "x", " "), {"restsOn"}),
        (WGR, PointForm("consented"), {"restsOn", "decidedOn"}),
        (WGR, PointForm("consented", "", "R-1", date(2026, 11, 25)), {"decidedOn"}),
    ],
)
async def test_what_is_wrong_with_an_answer_is_told_by_field(
    database: Database, rule: str, form: PointForm, wrong: set[str]
) -> None:
    people = await cast()
    made = await written(people)
    assert set(await _wrong(_answer(made, people, rule, form))) == wrong
    assert (await _point(made, people, rule)).version == 0


async def test_of_two_who_answer_at_once_one_is_told(database: Database) -> None:
    people = await cast()
    made = await written(people)
    forms = [PointForm("not_needed", said, version=0) for said in ("een", "twee")]
    done = await asyncio.gather(
        *(_answer(made, people, DPIA, form) for form in forms), return_exceptions=True
    )
    assert sorted(type(one) for one in done if one) == [Overtaken]
    assert (await _point(made, people, DPIA)).version == 1
    with pytest.raises(Overtaken):
        await _answer(made, people, DPIA, PointForm("missing", version=0))


async def test_only_who_keeps_the_draft_answers_and_an_outsider_finds_nothing(
    database: Database,
) -> None:
    people = await cast()
    made = await written(people)
    await share_draft(made, by=people.administrator, at=AT)
    assert (await checklist(made, by=people.pin_north)).sets
    for who in (people.pin_north, people.chair, people.outsider):
        with pytest.raises(NotFound):
            await answer_checklist(made, DPIA, NOT_NEEDED, by=who, at=AT)
    with pytest.raises(NotFound):
        await checklist(made, by=people.outsider)
    with pytest.raises(NotFound):
        await _answer(made, people, "geen-regel", NOT_NEEDED)


async def test_the_instructions_appear_when_a_ministry_signs(database: Database) -> None:
    people = await cast()
    made = await written(people)
    with pytest.raises(NotFound):
        await _answer(made, people, "avc-22-juridisch", NOT_NEEDED)
    await database.fetch("update organisation set kind = 'ministry' where id = $1", people.south)
    await _answer(made, people, "avc-22-juridisch", NOT_NEEDED)
    states = {p.id: p.state for p in points((await checklist(made, by=people.administrator)).sets)}
    assert states["avc-22-juridisch"] is PointState.NOT_NEEDED
    assert states["avc-5-bevoegd"] is states["avc-20-onbepaald"] is PointState.PRESENT
    assert states["avc-18-evaluatie"] is PointState.PRESENT


async def test_an_article_is_named_by_where_it_stands_and_an_open_blank_is_no_long_sentence(
    database: Database,
) -> None:
    people = await cast()
    made = await written(people)
    [found] = (await _point(made, people, "woo-openbaar")).found
    assert (found.anchor, found.number) == ("art-kosten", 10)
    text = "select answers from agreement_version where agreement = $1"
    [row] = await database.fetch(text, made)
    await database.fetch(
        "update agreement_version set answers = '{}' where agreement = $1 and answers = $2",
        made, row["answers"],
    )  # fmt: skip
    assert (await _point(made, people, "taal-zinnen")).found == ()


# Putting up


async def _is_draft(made: UUID, people: Cast) -> bool:
    kept = await DATABASE.fetch("select 1 from checklist_result")
    return (await agreement(made, by=people.administrator)).state == "draft" and not kept


async def test_without_an_answer_to_both_questions_nothing_is_put_up(database: Database) -> None:
    people = await cast()
    made, by = await written(people), people.administrator
    told = await _wrong(put_up_for_decision(made, None, by=by, at=AT))
    assert set(told) == {f"checklist.{AVG}", f"checklist.{WGR}"}
    await _answer(made, people, WGR, NO_POWERS)
    told = await _wrong(put_up_for_decision(made, None, by=by, at=AT))
    assert set(told) == {f"checklist.{AVG}"}
    assert "Delen partijen" in told[f"checklist.{AVG}"]
    assert await _is_draft(made, people)


@pytest.mark.parametrize(
    ("rule", "form", "said"),
    [
        (AVG, NO_BASIS, "without a legal basis"),
        (WGR, PointForm("not_consented"), "without the consent of the council"),
    ],
)
async def test_two_things_stop_a_decision(
    database: Database, rule: str, form: PointForm, said: str
) -> None:
    people = await cast()
    made = await ready(people)
    await _answer(made, people, rule, form)
    doing = put_up_for_decision(made, None, by=people.administrator, at=AT)
    told = await _wrong(doing)
    assert list(told) == [f"checklist.{rule}"] and said in told[f"checklist.{rule}"]
    assert await _is_draft(made, people)


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        (AVG, PointForm("wgs", "", "Protocol 2026")),
        (AVG, PointForm("own_basis", "", "Artikel 6")),
        (WGR, PointForm("consented", "", "R-2026-1", date(2026, 11, 2))),
    ],
)
async def test_with_consent_or_a_basis_and_points_missing_it_is_put_up(
    database: Database, rule: str, form: PointForm
) -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    await _answer(made, people, rule, form)
    await put_up_for_decision(made, None, by=by, at=AT)
    found = await checklist(made, by=by)
    assert found.judged_on == AT.date()
    missing = [point for point in points(found.sets) if point.state is PointState.MISSING]
    assert len(missing) >= 4
    kept = point_of(found, rule)[1]
    assert kept.state is PointState.PRESENT and kept.answer is not None
    assert (kept.answer.rests_on, kept.answer.on) == (form.rests_on, form.decided_on)
    last = (await history(made, by=by))[-1]
    noted = json.loads(last.changes)
    [row] = await database.fetch("select sha256 from checklist_result")
    assert (last.verb, noted["open_points"]) == ("keep_checklist", len(missing))
    assert noted["sha256"] == row["sha256"]


async def test_how_it_was_judged_stays_also_for_a_party_and_a_new_text_is_judged_anew(
    database: Database,
) -> None:
    people = await cast()
    made, by = await put_up(people), people.administrator
    first = await checklist(made, by=people.pin_north)
    assert point_of(first, AVG)[1].state is PointState.NOT_NEEDED
    with pytest.raises(WrongState):
        await _answer(made, people, DPIA, NOT_NEEDED)
    with pytest.raises(NotFound):
        await checklist(made, by=people.outsider)
    await take_back(made, None, by=by, at=AT)
    again = await checklist(made, by=by)
    carried = point_of(again, AVG)[1].answer
    assert again.judged_on is None and carried is not None and carried.text_version == 1
    await _answer(made, people, DPIA, NOT_NEEDED)
    await put_up_for_decision(made, None, by=by, at=AT)
    second = await checklist(made, by=people.pin_north)
    assert second.text_version == 2
    states = [point_of(one, DPIA)[1].state for one in (first, second)]
    assert states == [PointState.MISSING, PointState.NOT_NEEDED]
    assert await kept_with(made) == [1, 2]
    assert await checklist(made, by=people.pin_north, version="1") == first
    for number in ("3", "0", "x", "99999999999"):
        with pytest.raises(NotFound):
            await checklist(made, by=by, version=number)
    with pytest.raises(NotFound):
        await checklist(made, by=people.outsider, version="1")


@pytest.mark.parametrize("sql", ["update checklist_result set judged_on = now()", "delete from"])
async def test_the_service_itself_cannot_rewrite_how_it_was_judged(
    database: Database, sql: str
) -> None:
    await put_up(await cast())
    whole = sql if "update" in sql else f"{sql} checklist_result"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await database.fetch(whole)


async def test_an_answer_given_while_it_is_put_up_is_judged_or_comes_too_late(
    database: Database,
) -> None:
    """Who answers holds the agreement: what is put up waits, and is judged by that answer."""
    people = await cast()
    made = await ready(people)
    answering = asyncio.Event()

    async def answer() -> None:
        async with DATABASE.transaction():
            await _answer(made, people, AVG, NO_BASIS)
            answering.set()
            await _until_somebody_waits()

    async def put() -> None:
        await answering.wait()
        await put_up_for_decision(made, None, by=people.administrator, at=AT)

    _, refused = await asyncio.gather(answer(), put(), return_exceptions=True)
    assert isinstance(refused, Refused)
    assert [c.field for c in refused.complaints] == [f"checklist.{AVG}"]
    assert await _is_draft(made, people)


async def _until_somebody_waits() -> None:
    waits = "select 1 from pg_locks where not granted"
    for _ in range(500):
        if await DATABASE.fetch(waits):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody waits for the agreement")


async def test_it_takes_twelve_queries_of_a_draft_and_two_once_it_is_put_up(
    database: Database,
) -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    for number in (12, 2):
        before = database.queries
        await checklist(made, by=by)
        assert database.queries - before == number
        if number == 12:
            await put_up_for_decision(made, None, by=by, at=AT)


# Pages and the API


def _at(made: UUID, rule: str = "") -> str:
    return f"/afspraken/{made}/toetslijst" + (f"/{rule}" if rule else "")


async def _page(client: AsyncClient, at: str, language: str = "nl") -> str:
    answer = await client.get(at, headers=HTML | {"accept-language": language})
    assert answer.status_code == 200, at
    return unescape(answer.text)


async def _send(client: AsyncClient, at: str, page: str, **typed: str) -> Response:
    whole: dict[str, Any] = fields(page, at) | typed
    return await client.post(at, data=whole, headers=HTML | {"accept-language": "nl"})


async def test_a_point_is_answered_on_its_page_and_what_was_typed_comes_back(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await written(people)
        async with signed_in(transport, people.administrator) as client:
            whole = await _page(client, _at(made))
            assert (
                whole.count("te beantwoorden") == 2
                and "Aanwijzingen voor convenanten (2003)" not in whole
            )
            assert f"/afspraken/{made}/voorbeeld#art-kosten" in whole
            page = await _page(client, _at(made, AVG))
            assert "Wet gegevensverwerking door samenwerkingsverbanden" in page
            assert "checked" not in page
            answer = await _send(
                client,
                _at(made, AVG),
                page,
                outcome="wgs",
                reason="Zie <bijlage>",
                decidedOn="31-2",
            )
            back = unescape(answer.text)
            assert answer.status_code == 400
            assert "Noem het besluit, de bepaling of het protocol" in back
            assert "Zie <bijlage>" in back and 'value="31-2"' in back
            answer = await _send(
                client, _at(made, AVG), page, outcome="wgs", restsOn="Protocol RIEC 2026"
            )
            assert (answer.status_code, answer.headers["location"]) == (
                303, f"{_at(made)}#{AVG}",
            )  # fmt: skip
            whole = await _page(client, _at(made))
            assert "Ja, op grond van de WGS: Protocol RIEC 2026" in whole
            stale = await _send(client, _at(made, AVG), page, outcome="no_basis")
            assert stale.status_code == 409
            again = await _page(client, _at(made, AVG), "en")
            assert "Yes, on the basis of the WGS" in again and "Protocol RIEC 2026" in again


async def test_the_page_of_putting_up_leads_to_the_checklist(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await written(people)
        async with signed_in(transport, people.administrator) as client:
            at = f"/afspraken/{made}/aanbieding"
            page = await _page(client, at)
            assert page.count("Beantwoord eerst deze vraag van de toetslijst") == 4
            assert f'href="{_at(made)}"' in page and "Dit is advies" in page
            assert f'href="{_at(made, AVG)}"' in page and f'href="{_at(made, WGR)}"' in page
            assert "Ter besluitvorming aanbieden</button>" not in page
            await answer_both(made, people)
            page = await _page(client, at)
            assert "Beantwoord eerst" not in page
            assert (await _send(client, at, page)).status_code == 303
            assert "Zo is versie 1 getoetst op 15 januari 2027" in await _page(client, _at(made))
            await take_back(made, None, by=people.administrator, at=AT)
            assert "Zo is versie" not in (page := await _page(client, _at(made)))
            assert f'href="{_at(made)}?version=1"' in page
            kept = await _page(client, f"{_at(made)}?version=1")
            assert "Zo is versie 1 getoetst" in kept and "eantwoorden<span" not in kept
            assert (await client.get(f"/api/v1{_at(made)}?version=2")).status_code == 404


async def test_who_reads_sees_no_way_to_answer_and_an_outsider_nothing(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, other = await put_up(people), await written(people)
        async with signed_in(transport, people.pin_north) as client:
            page = await _page(client, _at(made))
            assert NO_SHARING.reason in page and "eantwoorden</a>" not in page
            assert (await client.get(_at(made, AVG), headers=HTML)).status_code == 404
        async with signed_in(transport, people.administrator) as client:
            led = await client.get(_at(made, AVG), headers=HTML)
            assert (led.status_code, led.headers["location"]) == (303, f"/afspraken/{made}")
        async with signed_in(transport, people.outsider) as client:
            for at in (_at(made), _at(made, AVG), _at(other), _at(other, AVG)):
                for address in (at, f"/api/v1{at}"):
                    assert (await client.get(address)).status_code == 404, address
            body = {"outcome": "no_sharing", "reason": "x", "version": 0}
            assert (await client.put(f"/api/v1{_at(other, AVG)}", json=body)).status_code == 404


async def test_a_text_of_before_the_checklist_says_so(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await older.up_for_decision(people)
        async with signed_in(transport, people.administrator) as client:
            page = await _page(client, _at(made))
            assert "Van deze tekst is geen toetslijst bewaard" in page
            whole = (await client.get(f"/api/v1{_at(made)}")).json()
            assert (whole["sets"], whole["judgedOn"]) == ([], None)


async def test_a_machine_answers_with_the_version_that_it_saw(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await written(people)
        at = f"/api/v1{_at(made, WGR)}"
        async with signed_in(transport, people.administrator) as client:
            seen = await client.get(at)
            assert (seen.json()["state"], seen.headers["etag"]) == ("missing", '"0"')
            assert (await client.put(at, json={"outcome": "no_powers"})).status_code == 400
            body = {"outcome": "no_powers", "reason": "Artikel 2."}
            done = await client.put(at, json=body, headers={"if-match": seen.headers["etag"]})
            assert (done.status_code, done.json()["state"]) == (200, "not_needed")
            stale = await client.put(at, json=body, headers={"if-match": '"0"'})
            assert stale.status_code == 409
            answer = done.json()["answer"]
            assert answer["outcome"] == "no_powers"
            told = (await client.put(at, json={"outcome": "wgs", "version": 1})).json()
            assert {one["field"] for one in told["errors"]} == {"outcome", "restsOn"}
            whole = (await client.get(f"/api/v1{_at(made)}")).json()
            assert [one["key"] for one in whole["sets"]] == ["avg", "wgr", "taal", "woo"]
    assert list(STOPPING) == [WGR, AVG]
