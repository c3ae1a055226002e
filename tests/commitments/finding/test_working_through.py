"""Lists under a name, the board, files and priorities: by pages and by the API."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from httpx import AsyncClient
from python_calamine import CalamineWorkbook
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, actor, cast
from tests.builders.service import AT, service, signed_in

from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.board.queries import board
from governance.commitments.board.rules import LANES, By
from governance.commitments.finding import papers, queries
from governance.commitments.finding.exported.queries import exported, opened_of
from governance.commitments.finding.layout.rules import COLUMNS, EXECUTION
from governance.commitments.finding.rules import (
    USUAL,
    Column,
    Wanted,
    direction,
    of_query,
    query_of,
    turned,
)
from governance.commitments.finding.views import actions as views
from governance.commitments.finding.views.forms import ViewChange, ViewForm, ViewRemoval
from governance.commitments.finding.views.queries import views_of
from governance.commitments.finding.views.rules import plain
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising.actions import prioritise, undo_priority
from governance.commitments.prioritising.forms import LineSeen, PriorityForm, PriorityUndoing
from governance.commitments.prioritising.queries import change_shown, preview

TODAY = day(AT)
HTML = {"accept": "text/html", "accept-language": "nl"}


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def lines_of(people: Cast, *wanted: Any) -> list[queries.FoundLine]:
    found = await queries.found(Wanted(), by=people.administrator, today=TODAY)
    return list(found.lines)


def form(lines: list[queries.FoundLine], to: Priority = Priority.HIGH) -> PriorityForm:
    return PriorityForm(
        priority=to, lines=[LineSeen(id=one.id, version=one.version) for one in lines]
    )


# The address of a list


def test_what_an_address_asks_reads_back_as_it_was() -> None:
    asked = "search=aan+pak&theme=zorg%26welzijn&agreement=01a2209d-6503-7383-b795-8f14b1a73be8"
    asked += "&standing=not_shared&until=01-02-2026&sort=-planned&columns=theme%2Cstate"
    wanted = of_query(asked)
    assert (wanted.until, wanted.columns) == (date(2026, 2, 1), (Column.THEME, Column.STATE))
    assert query_of(wanted) == asked
    assert of_query("?columns=state&columns=theme&nothing=1") == of_query("columns=theme,state")
    assert query_of(of_query("columns=" + ",".join(USUAL))) == ""


def test_a_list_that_is_kept_under_a_name_keeps_its_kind() -> None:
    assert of_query("kind=case_direction&columns=kind").shown == (Column.KIND,)
    assert plain("columns=kind&x=1&kind=case_direction") == "kind=case_direction&columns=kind"
    assert Wanted(kind="other").narrowed


@pytest.mark.parametrize("asked", ["state=gok", "agreement=1", "columns=value", "sort=measured_on"])
def test_what_is_no_choice_is_not_there(asked: str) -> None:
    with pytest.raises(NotFound):
        of_query(asked)


def test_a_second_press_on_a_head_turns_the_order() -> None:
    assert turned(Wanted(), "planned") == "planned"
    assert turned(Wanted(sort="planned"), "planned") == "-planned"
    assert turned(Wanted(sort="-planned"), "planned") == "planned"
    assert direction(Wanted(sort="-planned"), "planned") == "descending"
    assert direction(Wanted(sort="-planned"), "state") == "none"


# Lists under a name


async def test_a_list_of_ones_own_is_seen_by_nobody_else_and_a_shared_one_by_all_there(
    people: Cast,
) -> None:
    colleague = await actor(RoleKind.READER, organisation=people.north)
    by = people.pin_north
    await views.add_view(ViewForm(name="Te laat", query="standing=late&x=1"), by=by, at=AT)
    shared = ViewForm(name="Ons werk", organisation_id=people.north)
    made = await views.add_view(shared, by=by, at=AT)
    mine, taken = await counted(views_of(by=by))
    assert [(one.name, one.query, one.organisation) for one in mine] == [
        ("Te laat", "standing=late", None), ("Ons werk", "", "Noordstad"),
    ]  # fmt: skip
    assert taken == 1
    [theirs] = await views_of(by=colleague)
    assert (theirs.name, theirs.may_change) == ("Ons werk", False)
    assert await views_of(by=people.pin_south) == []
    for who, refusal in ((colleague, NotAllowed), (people.pin_south, NotFound)):
        with pytest.raises(refusal):
            await views.remove_view(made, ViewRemoval(version=1), by=who, at=AT)
        with pytest.raises(refusal):
            await views.change_view(made, ViewChange(name="x", version=1), by=who, at=AT)
    rows = await DATABASE.fetch(
        "select verb, organisation_id, changes from trail_entry order by id"
    )
    assert {row["verb"] for row in rows} == {"add_view"}
    assert "Te laat" not in rows[0]["changes"], "what one keeps for oneself is nobody's business"


async def test_everything_that_is_wrong_with_a_list_is_told_at_once(people: Cast) -> None:
    by = people.pin_north
    await views.add_view(ViewForm(name="Zorg"), by=by, at=AT)
    for name, query, shared, fields in (
        (" ", "state=gok", people.south, {"name", "query", "organisationId"}),
        ("zorg", "until=morgen", None, {"name", "query"}),
    ):
        wrong = ViewForm(name=name, query=query, organisation_id=shared)
        with pytest.raises(Refused) as refused:
            await views.add_view(wrong, by=by, at=AT)
        assert {c.field for c in refused.value.complaints} == fields


async def test_of_two_who_change_a_list_one_wins_and_of_two_alike_one_is_kept(people: Cast) -> None:
    by = people.pin_north
    same = [views.add_view(ViewForm(name="Zelfde"), by=by, at=AT) for _ in range(2)]
    said = await asyncio.gather(*same, return_exceptions=True)
    assert sorted(type(one).__name__ for one in said) == ["Refused", "UUID"]
    [made] = [one for one in said if isinstance(one, UUID)]
    changes = [
        views.change_view(made, ViewChange(name=name, version=1), by=by, at=AT) for name in "ab"
    ]
    told = await asyncio.gather(*changes, return_exceptions=True)
    assert sorted(type(one).__name__ for one in told) == ["NoneType", "Overtaken"]


# The board


async def test_every_lane_is_there_with_its_number_and_holds_what_the_list_says(
    people: Cast,
) -> None:
    await in_force(people, owners=25)
    await DATABASE.fetch(
        "update commitment_line set state = 'blocked', reason = 'x' where organisation = $1",
        people.north,
    )
    for lanes in By:
        found, taken = await counted(board(Wanted(), lanes, by=people.administrator, today=TODAY))
        assert taken == 1
        assert [lane.key for lane in found] == list(LANES[lanes])
        assert sum(lane.total for lane in found) == 25
        for lane in found:
            assert len(lane.lines) == min(lane.total, 20)
            assert {getattr(one, lanes) for one in lane.lines} <= {lane.key}
    theirs = await board(Wanted(), By.STATE, by=people.pin_south, today=TODAY)
    assert {lane.key: lane.total for lane in theirs if lane.total} == {
        "planned": 1, "not_shared": 24,
    }  # fmt: skip
    nothing = await board(Wanted(), By.STATE, by=people.outsider, today=TODAY)
    assert not sum(lane.total for lane in nothing)


# Files


async def test_a_file_holds_exactly_what_is_filtered_and_no_formula(people: Cast) -> None:
    await in_force(people, commitments=2, target=Decimal("80.5"), indicator_unit="%")
    await DATABASE.fetch("update commitment_line set words = '=HYPERLINK(1)', state = 'started'")
    wanted = Wanted(organisation=people.north, sort=f"-{Column.AGREEMENT}")
    found, taken = await counted(exported(wanted, by=people.administrator, today=TODAY))
    assert taken == 1
    listed = await queries.found(wanted, by=people.administrator, today=TODAY)
    assert [one.id for one in found] == [one.id for one in listed.lines]
    text = papers.as_csv(found)
    assert text.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")
    assert tuple(head) == COLUMNS
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert {one["organisatie"] for one in told} == {"Noordstad"}
    assert {(one["stand van zaken"], one["streefwaarde"]) for one in told} == {
        ("'=HYPERLINK(1)", "80,5")
    }
    assert {one["stand"] for one in told} == {"gestart"}
    assert [one["id"] for one in told] == [str(one.id) for one in found]


async def test_a_workbook_lets_type_where_one_may_and_offers_the_words(people: Cast) -> None:
    await in_force(people)
    found = await exported(Wanted(), by=people.pin_south, today=TODAY)
    opened = opened_of(found, people.pin_south)
    assert opened == [frozenset(), frozenset(EXECUTION)]
    made = papers.as_workbook(found, opened)
    assert made == papers.as_workbook(found, opened), "the same bytes for the same list"
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    head, *rows = book.get_sheet_by_name("toezeggingen").to_python()
    assert tuple(head) == COLUMNS
    whose = [row[COLUMNS.index("organisatie")] for row in rows]
    assert whose == ["Noordstad", "Zuiddorp"]
    standings = [row[COLUMNS.index("beoordeling")] for row in rows]
    assert standings[0] == "nog niet gedeeld"
    words, *_ = zip(*book.get_sheet_by_name("keuzes").to_python(), strict=True)
    assert words[0] == "prioriteit" and "hoog" in words
    with ZipFile(io.BytesIO(made)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        styles = packed.read("xl/styles.xml").decode()
    assert "<sheetProtection" in sheet and "password" not in sheet
    assert sheet.count("<dataValidation ") == 2
    assert '<col min="1" max="1"' in sheet and 'hidden="1"' in sheet
    assert 'locked="0"' in styles
    opened = _unlocked(styles)
    columns = sheet.split("<cols>")[1].split("</cols>")[0].split("<col ")[1:]
    assert [
        COLUMNS[at] for at, one in enumerate(columns) if any(f'style="{s}"' in one for s in opened)
    ] == sorted(EXECUTION, key=COLUMNS.index), "what is empty there is open as well"
    north, south = (row.split("<c ")[1:] for row in sheet.split("<row ")[2:4])
    assert not [one for one in north if any(f's="{style}"' in one for style in opened)]
    assert len([one for one in north if "s=" in one]) >= len(EXECUTION), "each of them is locked"
    assert [one for one in south if any(f's="{style}"' in one for style in opened)]


def _unlocked(styles: str) -> list[int]:
    """The formats of a workbook in which one may type."""
    cells = styles.split("<cellXfs")[1].split("</cellXfs>", maxsplit=1)[0].split("<xf ")[1:]
    return [at for at, one in enumerate(cells) if 'locked="0"' in one]


# Priorities


async def test_what_a_preview_says_is_what_the_change_does_and_undoing_takes_it_back(
    people: Cast,
) -> None:
    await in_force(people, commitments=2)
    by = people.administrator
    lines = await lines_of(people)
    await prioritise(form(lines[:1]), by=by, at=AT)
    shown, taken = await counted(preview(Wanted(), Priority.HIGH, by=by, today=TODAY))
    assert (shown.differing, shown.alike, taken) == (3, 1, 2)
    assert {one.id for one in shown.lines} == {one.id for one in lines[1:]}
    made = await prioritise(form(list(shown.lines)), by=by, at=AT)
    assert {one.priority for one in await lines_of(people)} == {"high"}
    view, taken = await counted(change_shown(made, by=by))
    assert (len(view.lines), view.why_not_undone, taken) == (3, "", 3)
    await undo_priority(made, PriorityUndoing(version=1), by=by, at=AT)
    assert [one.priority for one in await lines_of(people)] == ["high", *["normal"] * 3]
    with pytest.raises(WrongState):
        await undo_priority(made, PriorityUndoing(version=2), by=by, at=AT)
    rows = await DATABASE.fetch(
        "select verb, organisation_id, kind, changes from trail_entry"
        " where verb in ('prioritise', 'undo_priority') order by id"
    )
    assert [row["verb"] for row in rows] == ["prioritise", "prioritise", "undo_priority"]
    assert {(row["organisation_id"], row["kind"]) for row in rows} == {(people.keeper, "agreement")}
    assert '"normal"' in rows[1]["changes"] and "Noordstad" in rows[1]["changes"]


async def test_what_was_changed_again_since_is_not_undone(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    first = await prioritise(form(await lines_of(people)), by=by, at=AT)
    second = await prioritise(form((await lines_of(people))[:1], Priority.LOW), by=by, at=AT)
    with pytest.raises(WrongState) as wrong:
        await undo_priority(first, PriorityUndoing(version=1), by=by, at=AT)
    assert "changed again" in wrong.value.why
    await undo_priority(second, PriorityUndoing(version=1), by=by, at=AT)
    await undo_priority(first, PriorityUndoing(version=1), by=by, at=AT)
    assert {one.priority for one in await lines_of(people)} == {"normal"}


async def test_one_changes_what_is_ones_own_and_nothing_of_another(people: Cast) -> None:
    await in_force(people)
    north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    lines = await lines_of(people)
    mine = [one for one in lines if one.organisation_id == people.north]
    shown = await preview(Wanted(), Priority.HIGH, by=north, today=TODAY)
    assert [one.id for one in shown.lines] == [one.id for one in mine]
    for who, refusal in (
        (north, NotAllowed), (people.pin_north, NotAllowed), (people.secretary, NotAllowed),
        (people.outsider, NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            await prioritise(form(lines), by=who, at=AT)
    made = await prioritise(form(mine), by=north, at=AT)
    for other in (people.outsider, people.pin_north, people.secretary):
        with pytest.raises(NotFound):
            await change_shown(made, by=other)
        with pytest.raises(NotFound):
            await undo_priority(made, PriorityUndoing(version=1), by=other, at=AT)
    with pytest.raises(NotFound):
        await change_shown(new_id(), by=people.administrator)


async def test_nothing_chosen_too_much_and_nothing_new_are_told(people: Cast) -> None:
    await in_force(people)
    lines = await lines_of(people)
    for wrong in (form([]), form(lines, Priority.NORMAL)):
        with pytest.raises(Refused) as refused:
            await prioritise(wrong, by=people.administrator, at=AT)
        assert [c.field for c in refused.value.complaints] == ["lines"]


async def test_of_two_who_change_a_line_at_once_one_is_told(people: Cast) -> None:
    await in_force(people)
    lines, by = await lines_of(people), people.administrator
    said = await asyncio.gather(
        *(prioritise(form(lines, to), by=by, at=AT) for to in (Priority.HIGH, Priority.LOW)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in said) == [Overtaken.__name__, "UUID"]
    assert len({one.priority for one in await lines_of(people)}) == 1


# Through HTTP


async def page_of(client: AsyncClient, address: str, status: int = 200) -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == status, answer.text[:500]
    return unescape(answer.text)


BOARD = "/toezeggingen/bord"


async def test_pages_find_keep_and_change_and_lose_nothing_that_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people, commitments=2)
        async with signed_in(transport, people.administrator) as client:
            page = await page_of(client, "/toezeggingen?sort=-planned&columns=theme&columns=state")
            assert "4 toezeggingen" in page
            assert "aria-sort" not in page, "it is sorted by a column that is not shown"
            page = await page_of(client, "/toezeggingen?sort=-state&standing=late")
            assert 'aria-sort="descending"' in page
            wrong = await page_of(client, "/toezeggingen?until=morgen&search=toezegging", 400)
            assert 'value="morgen"' in wrong and 'value="toezegging"' in wrong
            await page_of(client, "/toezeggingen?state=gok", 404)
            board_page = await page_of(client, f"{BOARD}?by=state")
            assert "Bord van toezeggingen" in board_page
            assert "0 toezeggingen" not in board_page and "Zonder toezeggingen:" in board_page
            assert "Geen toezegging gevonden" in await page_of(client, f"{BOARD}?search=nergens")
            await page_of(client, f"{BOARD}?by=gok", 404)
            new = "/toezeggingen/weergaven/nieuw?query=standing%3Dlate"
            assert 'value="standing=late"' in await page_of(client, new)
            typed = {"name": "", "query": "standing=late", "organisationId": str(people.keeper)}
            refused = await client.post("/toezeggingen/weergaven", data=typed, headers=HTML)
            assert refused.status_code == 400 and "standing=late" in refused.text
            kept = await client.post(
                "/toezeggingen/weergaven", data=typed | {"name": "Te laat"}, headers=HTML
            )
            assert kept.status_code == 303
            assert "Te laat" in await page_of(client, "/toezeggingen")
            [view] = (await client.get("/api/v1/toezeggingen/weergaven")).json()
            at = f"/toezeggingen/weergaven/{view['id']}"
            same = await page_of(client, at)
            assert 'value="Te laat"' in same and 'value="standing=late"' in same
            assert f"{at}?query=state" in await page_of(
                client, new.replace("standing%3Dlate", "state%3Dblocked")
            )
            other = await page_of(client, f"{at}?query=state%3Dblocked")
            assert 'value="state=blocked"' in other and 'value="standing=late"' not in other
            said = {"name": "Voorbij", "query": "", "version": "1"}
            assert (await client.post(at, data=said, headers=HTML)).status_code == 303
            stale = await client.post(at, data=said, headers=HTML)
            assert stale.status_code == 409
            gone = await client.post(f"{at}/verwijdering", data={"version": "2"}, headers=HTML)
            assert gone.status_code == 303
            await page_of(client, at, 404)


async def test_a_list_and_a_board_are_narrowed_to_one_kind(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people, commitments=2)
        async with signed_in(transport, people.administrator) as client:
            await DATABASE.fetch("update commitment set kind = 'case_direction' where position = 1")
            asked = "kind=case_direction&columns=kind"
            page = await page_of(client, f"/toezeggingen?{asked}")
            assert "2 toezeggingen" in page and 'data-label="Soort"' in page
            assert "Lokale regie" in page and 'value="case_direction" selected' in page
            assert "Lokale regie" in await page_of(client, f"{BOARD}?{asked}")
            machine = (await client.get(f"/api/v1/toezeggingen?{asked}")).json()
            assert [one["kind"] for one in machine["lines"]] == ["case_direction"] * 2


async def test_an_earlier_address_of_priorities_leads_to_changes_and_a_change_is_undone(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        async with signed_in(transport, people.administrator) as client:
            there = (await client.get("/api/v1/toezeggingen")).json()["lines"]
            asked = "/toezeggingen/prioriteiten?to=high&search=toezegging"
            led = await client.get(asked, headers=HTML)
            assert led.status_code == 303
            assert led.headers["location"] == (
                "/toezeggingen/aanpassingen?what=priority&to=high&search=toezegging"
            )
            await page_of(client, "/toezeggingen/prioriteiten?to=gok", 404)
            chosen = {"id": there[1]["id"], "version": 1}
            sent = {"priority": "high", "lines": [chosen]}
            done = await client.post("/api/v1/toezeggingen/prioriteiten", json=sent)
            made = f"/toezeggingen/prioriteiten/{done.json()['id']}"
            page = await page_of(client, made)
            assert "Zuiddorp" in page and "Noordstad" not in page
            line = await page_of(client, f"/toezeggingen/{there[1]['id']}")
            assert "Prioriteit nu" in line and "hoog" in line
            undone = await client.post(
                f"{made}/ongedaan-maken", data={"version": "1"}, headers=HTML
            )
            assert undone.status_code == 303
            assert "Ongedaan gemaakt op" in await page_of(client, made)
            again = await client.post(f"{made}/ongedaan-maken", data={"version": "2"}, headers=HTML)
            assert again.status_code == 409


async def test_machines_do_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        async with signed_in(transport, people.administrator) as client:
            at = "/api/v1/toezeggingen"
            found = (await client.get(f"{at}?search=noord&page=9")).json()
            assert (found["total"], found["page"], len(found["lines"])) == (1, 1, 1)
            lanes = (await client.get(f"{at}/bord")).json()
            assert sum(lane["total"] for lane in lanes) == 2
            file = await client.get(f"{at}/uitvoer?search=noord")
            assert file.text.count("Noordstad") == 1
            assert file.headers["content-disposition"].endswith('.csv"')
            book = await client.get(f"{at}/werkmap")
            assert book.content.startswith(b"PK")
            shown = (await client.get(f"{at}/prioriteiten?to=low")).json()
            lines = [{"id": one["id"], "version": one["version"]} for one in shown["lines"]]
            sent = {"priority": "low", "lines": lines}
            made = await client.post(f"{at}/prioriteiten", json=sent)
            assert made.status_code == 201, made.text
            change = f"{at}/prioriteiten/{made.json()['id']}"
            assert (await client.get(change)).json()["version"] == 1
            undone = await client.post(f"{change}/ongedaan-maken", json={"version": 1})
            assert undone.json()["undoneAt"]
            view = await client.post(f"{at}/weergaven", json={"name": "Alles"})
            one = f"{at}/weergaven/{view.json()['id']}"
            changed = await client.put(one, json={"name": "Laat", "query": "standing=late"},
                                       headers={"if-match": '"1"'})  # fmt: skip
            assert (changed.json()["query"], changed.json()["version"]) == ("standing=late", 2)
            assert (
                await client.post(f"{one}/verwijdering", json={"version": 2})
            ).status_code == 204
            for nul in ("search", "theme"):
                answer = await client.get(f"{at}?{nul}=%00x")
                assert answer.status_code < 500, nul
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(at)).json()["total"] == 0
            assert "Noordstad" not in (await client.get(f"{at}/uitvoer")).text
            assert (await client.get(change)).status_code == 404
            assert (await client.get(one)).status_code == 404
            assert "Noordstad" not in await page_of(client, "/toezeggingen")


async def test_the_page_of_the_list_takes_three_queries_however_many_lines_there_are(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people, owners=30, commitments=2)
        async with signed_in(transport, people.administrator) as client:

            async def taken(address: str) -> int:
                before = DATABASE.queries
                await page_of(client, address)
                return DATABASE.queries - before

            await taken("/toezeggingen")
            of_one_query = await taken("/toezeggingen/weergaven")
            assert await taken("/toezeggingen") - of_one_query == 2
            assert await taken("/toezeggingen/bord") - of_one_query == 2
            assert await taken("/toezeggingen/tijdlijn") - of_one_query == 2
            assert await taken("/agenda") - of_one_query == 3
