"""Start page and dashboard: to each what is theirs, in a number of queries that does not grow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.builders.advising import advice, party_of, steps
from tests.builders.agreements import organs, up_for_decision
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.fillings import asked
from tests.builders.parties import actor, cast
from tests.builders.reporting import open_round
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision, take_back
from governance.agreements.advising.actions import record_advice, set_chain
from governance.agreements.forms import DecisionForm
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.base.ids import new_id
from governance.commitments.rules import Standing
from governance.overview.queries import dashboard, start
from governance.overview.rules import BEHIND, Wanted
from governance.overview.vacancies.queries import Vacancies

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


async def test_the_administrator_sees_who_has_still_to_decide(database: Database) -> None:
    people = await cast()
    made = await up_for_decision(people, at=AT)
    found = await start(people.administrator, TODAY)
    assert {one.party_authority_id for one in found.waiting} == set(await organs(made))
    assert {one.step for one in found.waiting} == {"record_decision"}
    assert found.due == ()


async def test_the_linking_pin_sees_its_report_and_the_secretary_does_not(
    database: Database,
) -> None:
    people = await cast()
    made = await open_round(people, await in_force(people))
    mine = await start(people.pin_north, date(2027, 1, 15))
    assert [one.round_id for one in mine.due] == [made]
    theirs = await start(people.secretary, date(2027, 1, 15))
    assert theirs.due == ()
    assert [one.round_id for one in theirs.asked] == [made]


async def test_an_outsider_starts_with_an_empty_page(database: Database) -> None:
    people = await cast()
    await open_round(people, await in_force(people))
    await up_for_decision(people, at=AT)
    found = await start(people.outsider, TODAY)
    # Who administers an organisation reviews the roles there, and sees that it has no linking pin;
    # nothing else waits.
    assert {one.organisation_id for one in found.reviews} == {people.stranger}
    assert [one.id for one in found.vacant.first] == [people.stranger]
    assert replace(found, reviews=(), vacant=Vacancies()).is_empty
    view = await dashboard(people.outsider, TODAY, Wanted())
    assert (view.agreement_id, view.lines, view.agreements) == (None, (), ())


async def test_the_start_page_takes_few_queries_for_everybody(database: Database) -> None:
    people = await cast()
    await open_round(people, await in_force(people))
    for who in (people.administrator, people.pin_north, people.secretary, people.chair):
        before = database.queries
        await start(who, TODAY)
        assert database.queries - before <= 12


async def test_the_step_that_is_next_for_my_organisation_stands_on_its_start_page(
    database: Database,
) -> None:
    people = await cast()
    north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    south = await actor(RoleKind.ADMINISTRATOR, organisation=people.south)
    at, later = AT, date(2026, 12, 4)
    made = await up_for_decision(people, at=at)
    party = await party_of(made, people.north)
    found, none_yet = await counted(start(north, later))
    assert found.advice == ()
    await set_chain(party, steps("legal", "council_view", in_order=True), by=north, at=at)

    async def next_of() -> list[tuple[str, str, str, int]]:
        told = (await start(north, later)).advice
        assert {one.party_id for one in told} <= {party}
        return [(one.kind, one.step, one.with_whom, one.days) for one in told]

    assert await next_of() == [("ask", "legal", "functie legal", 10)]
    on = date(2026, 11, 26)
    noted = advice(asked_on=on, due_on=date(2026, 12, 1))
    await record_advice(party, "legal", noted, by=north, at=at + timedelta(days=3))
    assert await next_of() == [("overdue", "legal", "jurist", 8)]
    done = advice(asked_on=on, outcome="positive", done_on=date(2026, 11, 28), version=1)
    await record_advice(party, "legal", done, by=north, at=at + timedelta(days=4))
    assert await next_of() == [("ask", "council_view", "functie council_view", 6)]
    for other in (south, people.outsider, people.administrator, people.pin_north):
        assert (await start(other, later)).advice == ()
    for _ in range(2):
        more = await party_of(await up_for_decision(people, at=at), people.north)
        await set_chain(more, steps("legal", "privacy"), by=north, at=at)
    found, with_many = await counted(start(north, later))
    assert len(found.advice) == 5
    assert [one.days for one in found.advice] == [10, 10, 10, 10, 6]
    assert with_many == none_yet
    await take_back(made, None, by=people.administrator, at=at + timedelta(days=5))
    assert len((await start(north, later)).advice) == 4


@pytest.mark.parametrize(("owners", "commitments"), [(2, 1), (2, 40)])
async def test_the_dashboard_takes_four_queries_however_much_there_is(
    database: Database, owners: int, commitments: int
) -> None:
    people = await cast()
    made = await in_force(people, owners=owners, commitments=commitments)
    before = database.queries
    view = await dashboard(people.secretary, TODAY, Wanted())
    assert database.queries - before == 4
    assert (view.agreement_id, view.found) == (made, owners * commitments)
    assert len(view.lines) == min(50, owners * commitments)
    assert view.pages == -(-owners * commitments // 50)


async def test_a_filter_leaves_only_what_is_asked(database: Database) -> None:
    people = await cast()
    await in_force(people, owners=2, commitments=3)
    view = await dashboard(people.secretary, TODAY, Wanted(organisation="Noordstad"))
    assert {line.organisation for line in view.lines} == {"Noordstad"}
    assert sum(view.counts.values()) == view.found == 3
    with pytest.raises(NotFound):
        await dashboard(people.secretary, TODAY, Wanted(agreement=new_id()))


async def test_the_figures_are_of_all_that_is_asked_whatever_standing_is_shown(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people, owners=2, commitments=3)
    await database.fetch("""update commitment_line set state = 'lapsed' where id = (
        select min(id::text)::uuid from commitment_line)""")
    every = await dashboard(people.secretary, date(2026, 1, 2), Wanted())
    lapsed = await dashboard(people.secretary, date(2026, 1, 2), Wanted(standing="lapsed"))
    assert (every.found, lapsed.found) == (6, 1)
    assert lapsed.counts == every.counts
    assert (lapsed.counts[Standing.LAPSED], lapsed.counts[Standing.DONE]) == (1, 0)


@pytest.mark.parametrize("name", ["secretary", "pin_north"])
async def test_what_threatens_is_counted_as_the_dashboard_counts_it(
    database: Database, name: str
) -> None:
    people = await cast()
    made = await in_force(people, owners=2, commitments=12)
    await database.fetch("update commitment_line set state = 'delayed', reason = 'Ziekte'")
    by = getattr(people, name)
    before = database.queries
    found = await start(by, date(2026, 1, 2))
    assert database.queries - before <= 10
    assert len(found.threats) == 10
    assert found.threats_of["agreement"] == str(made)
    wanted = Wanted(
        agreement=made, standing=BEHIND, organisation=found.threats_of.get("organisation", "")
    )
    assert (await dashboard(by, date(2026, 1, 2), wanted)).found == found.threats_found
    assert found.threats_found == (12 if name == "pin_north" else 24)


async def test_who_decided_waits_since_that_decision(database: Database) -> None:
    people = await cast()
    made = await up_for_decision(people, at=AT)
    [first, *_] = await organs(made)
    form = DecisionForm("het college", date(2026, 11, 24), "2026-1")
    await record_decision(first, form, by=people.administrator, at=AT)
    waits = (await start(people.administrator, date(2026, 12, 4))).waiting
    assert {one.days for one in waits} == {10}
    await database.fetch("update agreement_version set frozen_at = '2026-11-04T12:00Z'")
    waits = (await start(people.administrator, date(2026, 12, 4))).waiting
    assert {(one.step, one.days) for one in waits} == {
        ("record_decision", 30), ("record_signature", 10),
    }  # fmt: skip


async def test_a_milestone_carries_its_own_days_and_the_columns_are_of_the_whole(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people, owners=1)
        await DATABASE.fetch("""update commitment_line
            set planned_on = '2027-12-31', forecast_on = '2028-02-03'""")
        await DATABASE.fetch("""update milestone_line
            set planned_on = '2027-03-04', forecast_on = null where position = 1""")
        async with signed_in(transport, people.secretary) as client:
            for address in ("/", "/dashboard"):
                shown = " ".join((await client.get(address)).text.split())
                assert "Concept gereed: gepland 4 mrt 2027<" in shown
                assert 'data-label="Hele toezegging gepland">31 dec 2027<' in shown
                assert 'data-label="Hele toezegging nu verwacht">3 feb 2028<' in shown


async def test_a_vacant_linking_pin_stands_on_the_start_page_and_the_dashboard(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people)
    region = [row["grouping"] for row in await database.fetch('select "grouping" from committee')]
    await database.fetch(
        'insert into membership (id, "grouping", organisation, valid_from)'
        " select gen_random_uuid(), $1, id, '2020-01-01' from organisation where id = any($2)",
        region[0], [people.north, people.south],
    )  # fmt: skip
    for view in (
        (await start(people.secretary, TODAY)).vacant,
        (await dashboard(people.secretary, TODAY, Wanted())).vacant,
    ):
        assert [one.name for one in view.first] == ["Noordstad", "Zuiddorp"]
    await database.fetch(
        "insert into filling (id, version, organisation, function, holder_function, valid_from)"
        " values (gen_random_uuid(), 1, $1, 'linking_pin', 'adviseur', '2020-01-01')",
        people.north,
    )
    found = (await dashboard(people.secretary, TODAY, Wanted(agreement=made))).vacant
    assert ([one.name for one in found.first], found.total) == (["Zuiddorp"], 1)


async def test_what_an_organisation_is_asked_stands_on_the_start_page_of_who_can_fill_it(
    database: Database,
) -> None:
    people = await cast()
    question = await asked(people.keeper, people.secretary, AT)
    assert [one.id for one in (await start(people.administrator, TODAY)).to_fill] == [question]
    assert (await start(people.secretary, TODAY)).to_fill == ()
