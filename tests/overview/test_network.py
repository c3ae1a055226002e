"""The network of a region: who works with whom, as far as its reader may see the agreements."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders.commitments import draft_agreement, in_force, party
from tests.builders.fillings import region
from tests.builders.parties import Cast, cast, organisation
from tests.builders.service import AT, service, signed_in

from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.base.ids import new_id
from governance.base.views import add
from governance.overview.network.papers import drawing, rows_of
from governance.overview.network.queries import Network, network
from governance.overview.network.rules import (
    DRAWN_LINES,
    DRAWN_NODES,
    Found,
    Node,
    rows,
    woven,
)
from governance.parties.tables import Membership

TODAY = day(AT)


async def of_committee(people: Cast) -> UUID:
    sql = 'select "grouping" from committee where id = $1'
    [row] = await DATABASE.fetch(sql, people.committee)
    found: UUID = row["grouping"]
    return found


async def join(region_id: UUID, *members: UUID) -> None:
    for one in members:
        await add(Membership(grouping=region_id, organisation=one, valid_from=date(2020, 1, 1)))


async def at_work(people: Cast) -> UUID:
    """The region of the committee: north and south in it, police and Verweg only parties."""
    made = await of_committee(people)
    await join(made, people.north, people.south)
    agreement = await in_force(people)
    await party(agreement, people.police)
    await party(agreement, people.stranger)
    return made


def node(name: str, kind: str = "municipality") -> Node:
    return Node(new_id(), name, kind, True)


def of(view: Network) -> dict[str, tuple[tuple[int, ...], int, bool]]:
    return {one.name: (one.lines, one.works_with, one.member) for one in view.organisations}


def test_agreements_are_numbered_by_how_many_they_connect_and_kinds_keep_their_order() -> None:
    a, b, police = node("a"), node("b"), node("p", "police")
    small = Found(new_id(), "Klein", (a.id, b.id, new_id()))
    large = Found(new_id(), "Groot", (a.id, b.id, police.id))
    lines, nodes = woven([small, large], [police, a, b])
    assert [(one.title, one.here, one.elsewhere) for one in lines] == [
        ("Groot", 3, 0), ("Klein", 2, 1),
    ]  # fmt: skip
    assert [(one.name, one.lines, one.works_with) for one in nodes] == [
        ("a", (1, 2), 2), ("b", (1, 2), 2), ("p", (1,), 2),
    ]  # fmt: skip


def test_of_many_organisations_the_drawing_has_one_row_for_each_kind() -> None:
    bodies = [node(str(number)) for number in range(DRAWN_NODES)] + [node("p", "police")]
    found = Found(new_id(), "Groot", (bodies[0].id, bodies[7].id))
    lines, nodes = woven([found], bodies)
    assert [(kind, [(row.label, row.lines) for row in own]) for kind, own in rows(nodes)] == [
        ("municipality", [("", (1,))]), ("police", [("", ())]),
    ]  # fmt: skip
    view = Network(new_id(), "Groot", "region", TODAY, tuple(lines), tuple(nodes))
    assert f"aantal: {DRAWN_NODES}" in drawing(view, "nl")
    assert len(rows_of(view, "nl")) == 1 + len(bodies)


def test_an_agreement_too_many_is_left_out_of_the_drawing_and_stands_in_the_file() -> None:
    a, b = node("a"), node("b")
    found = [Found(new_id(), f"Afspraak {n}", (a.id, b.id)) for n in range(DRAWN_LINES + 1)]
    lines, nodes = woven(found, [a, b])
    view = Network(new_id(), "Regio", "region", TODAY, tuple(lines), tuple(nodes))
    assert [row.lines for _, own in rows(nodes) for row in own] == [
        tuple(range(1, DRAWN_LINES + 1))
    ] * 2
    assert drawing(view, "en").count("<circle") == 2 * DRAWN_LINES
    assert len(rows_of(view, "en")) == 1 + 2 * (DRAWN_LINES + 1)


def test_a_name_is_text_in_the_drawing_and_no_code() -> None:
    view = Network(new_id(), "<b>&", "region", TODAY, (), (node("<script>x</script>"),))
    svg = drawing(view, "nl")
    assert "<script" not in svg
    assert "<b>" not in svg
    assert 'role="img"' in svg
    assert "style=" not in svg


async def test_a_region_shows_members_partners_and_what_connects_them(database: Database) -> None:
    people = await cast()
    made = await at_work(people)
    view = await network(made, by=people.secretary, today=TODAY)
    [line] = view.agreements
    assert (line.number, line.here, line.elsewhere) == (1, 3, 1)
    assert of(view) == {
        "Noordstad": ((1,), 2, True),
        "Zuiddorp": ((1,), 2, True),
        "Politie": ((1,), 2, False),
        "Region office": ((), 0, True),
    }
    assert [one.name for one in view.alone] == ["Region office"]


async def test_two_members_that_are_parties_make_an_agreement_of_any_region_theirs(
    database: Database,
) -> None:
    people = await cast()
    await at_work(people)
    both = await region("Samen", people.north, people.south)
    one = await region("Alleen", people.north, people.riec)
    by = _reader(people.pin_north, both, one)
    assert len((await network(both, by=by, today=TODAY)).agreements) == 1
    assert (await network(one, by=by, today=TODAY)).agreements == ()


async def test_a_draft_and_what_has_ended_connect_nobody(database: Database) -> None:
    people = await cast()
    made = await at_work(people)
    draft = await draft_agreement(people)
    for who in (people.north, people.south):
        await party(draft, who)
    by = _reader(people.administrator, made)
    assert len((await network(made, by=by, today=TODAY)).agreements) == 1
    await DATABASE.fetch("update agreement set state = 'ended'")
    view = await network(made, by=by, today=TODAY)
    assert view.agreements == ()
    assert {one.name for one in view.alone} == {"Noordstad", "Zuiddorp", "Region office"}


async def test_who_was_a_member_before_is_none_now_and_bears_the_name_of_today(
    database: Database,
) -> None:
    people = await cast()
    made = await at_work(people)
    await DATABASE.fetch(
        "update membership set valid_until = '2026-06-01' where organisation = $1", people.south
    )
    assert "Zuiddorp" not in of(await network(made, by=people.secretary, today=TODAY))
    assert "Zuiddorp" in of(await network(made, by=people.secretary, today=date(2026, 5, 31)))


async def test_an_outsider_finds_no_network_and_who_sees_the_region_alone_sees_no_agreement(
    database: Database,
) -> None:
    people = await cast()
    made = await at_work(people)
    elsewhere = await region("Elders", people.stranger)
    for by in (Actor(new_id(), "niemand"), _reader(people.outsider, elsewhere)):
        with pytest.raises(NotFound):
            await network(made, by=by, today=TODAY)
    with pytest.raises(NotFound):
        await network(new_id(), by=people.secretary, today=TODAY)
    service_role = Role(new_id(), RoleKind.SYSTEM_ADMINISTRATOR, None, None)
    view = await network(made, by=Actor(new_id(), "systeembeheerder", (service_role,)), today=TODAY)
    assert view.agreements == ()
    assert "Politie" not in of(view)


async def test_the_network_takes_three_queries_with_342_municipalities_as_with_two(
    database: Database,
) -> None:
    people = await cast()
    made = await at_work(people)
    counts = []
    for _ in range(2):
        before = database.queries
        view = await network(made, by=people.secretary, today=TODAY)
        counts.append(database.queries - before)
        big = await draft_agreement(people, state="in_force")
        for number in range(340):
            one = await organisation(f"Gemeente {number:03}")
            await join(made, one)
            await party(big, one)
    assert counts == [3, 3]
    assert len(view.organisations) == 344
    assert view.agreements[0].here == 340


async def test_drawing_table_file_and_api_say_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await at_work(people)
        at = f"/regios/{made}/netwerk"
        async with signed_in(transport, people.secretary) as client:
            english = {"accept-language": "en"}
            page = (await client.get(at, headers={**english, "accept": "text/html"})).text
            file = (await client.get(f"{at}/uitvoer", headers=english)).text
            told = (await client.get(f"/api/v1{at}", headers=english)).json()
            same = await client.get(f"/api/v1{at}/uitvoer", headers=english)
            assert same.text == file
            assert at in (await client.get(f"/regios/{made}")).text
        by_api = {(one["name"], line) for one in told["organisations"] for line in one["lines"]}
        titles = {line["title"]: line["number"] for line in told["agreements"]}
        lines = csv.DictReader(io.StringIO(file.removeprefix("\ufeff")), delimiter=";")
        in_file = {
            (row["Organisation"], titles[row["Agreement"]]) for row in lines if row["Agreement"]
        }
        table = page[page.index("<tbody>") :]
        in_table = {
            (name, int(number))
            for name, cell in re.findall(
                r'<a href="/organisaties/[^"]+">([^<]+)</a>.*?<td[^>]*>(.*?)</td>', table, re.S
            )
            for number in re.findall(r"(?:^|<br>)(\d+) ", cell)
        }
        assert by_api == in_file == in_table == {
            ("Noordstad", 1), ("Zuiddorp", 1), ("Politie", 1),
        }  # fmt: skip
        assert page.count("<circle") == 1 + len(by_api)
        async with signed_in(transport, people.outsider) as client:
            for address in (at, f"{at}/uitvoer", f"/api/v1{at}", f"/api/v1{at}/uitvoer"):
                assert (await client.get(address)).status_code == 404
            assert at not in (await client.get(f"/regios/{made}")).text


async def test_as_it_was_on_a_day_shows_who_was_there_and_what_was_in_force_then(
    database: Database,
) -> None:
    people = await cast()
    made = await at_work(people)
    [entered] = await DATABASE.fetch("select entered_into_force_on as day from agreement")
    await DATABASE.fetch(
        "update membership set valid_until = '2026-06-01' where organisation = $1", people.south
    )
    for on, there, lines in (
        (date(2026, 5, 31), True, 1),
        (date(2026, 6, 1), False, 1),
        (entered["day"] - timedelta(days=1), True, 0),
    ):
        view = await network(made, by=people.secretary, today=TODAY, on=on)
        assert view.on == on
        assert ("Zuiddorp" in of(view), len(view.agreements)) == (there, lines), on
    await DATABASE.fetch("update agreement set state = 'ended', ends_on = '2026-09-01'")
    for on, lines in ((date(2026, 8, 31), 1), (date(2026, 9, 1), 0), (TODAY, 0)):
        view = await network(made, by=people.secretary, today=TODAY, on=on)
        assert len(view.agreements) == lines, on
    with pytest.raises(NotFound):
        await network(made, by=people.outsider, today=TODAY, on=date(2026, 5, 31))


async def test_who_did_not_exist_on_the_day_took_part_in_nothing(database: Database) -> None:
    people = await cast()
    made = await at_work(people)
    after = date(2026, 6, 1)
    ended = "update organisation set valid_until = $2 where id = $1"
    await DATABASE.fetch(ended, people.stranger, after)
    begins = "update organisation set valid_from = $2 where id = $1"
    await DATABASE.fetch(begins, people.police, after)
    [then] = (
        await network(made, by=people.secretary, today=TODAY, on=date(2026, 5, 31))
    ).agreements
    [now] = (await network(made, by=people.secretary, today=TODAY)).agreements
    assert (then.here, then.elsewhere) == (2, 1), "Verweg, and no police yet"
    assert (now.here, now.elsewhere) == (3, 0), "the police, and Verweg no more"


async def test_the_form_the_table_the_file_and_the_api_follow_the_day(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await at_work(people)
        await DATABASE.fetch(
            "update membership set valid_until = '2026-06-01' where organisation = $1",
            people.south,
        )
        at = f"/regios/{made}/netwerk"
        async with signed_in(transport, people.secretary) as client:
            client.headers["accept"] = "text/html"
            now = (await client.get(at)).text
            then = (await client.get(f"{at}?on=31-05-2026")).text
            assert "niet lid van de regio" in now[now.index("<tbody>") :] or "Zuiddorp" not in now
            assert "Zuiddorp" in then[then.index("<tbody>") :]
            assert 'name="on" value="31-05-2026"' in then and "31 mei 2026" in then
            file = f"{at}/uitvoer?on=31-05-2026"
            assert file in then
            assert "Zuiddorp" in (await client.get(file)).text
            assert "Zuiddorp" not in (await client.get(f"{at}/uitvoer")).text
            wrong = (await client.get(f"{at}?on=gisteren")).text
            assert 'aria-invalid="true"' in wrong and 'value="gisteren"' in wrong
            told = (await client.get(f"/api/v1{at}?on=2026-05-31")).json()
            assert told["on"] == "2026-05-31"
            assert "Zuiddorp" in {one["name"] for one in told["organisations"]}
            assert (await client.get(f"/api/v1{at}?on=gisteren")).status_code == 400
            region_page = (await client.get(f"/regios/{made}?on=31-05-2026")).text
            assert f"{at}?on=31-05-2026" in region_page


async def test_the_trail_of_the_service_notes_that_the_file_was_taken_out(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await at_work(people)
        async with signed_in(transport, people.secretary) as client:
            await client.get(f"/regios/{made}/netwerk/uitvoer")
        rows = await DATABASE.fetch("select * from trail_entry where thing_id = $1", made)
        assert [row["verb"] for row in rows] == ["export"]


def _reader(of: Actor, *regions: UUID) -> Actor:
    """Somebody with the roles that they have, held in these regions."""
    [role] = of.roles
    return Actor(
        of.person_id, of.function,
        (Role(role.id, role.kind, role.organisation_id, None, regions=regions),),
    )  # fmt: skip
