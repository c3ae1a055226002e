"""A reorganisation: all that hangs on who ends goes on at who goes on, in one act, or nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders import parties
from tests.builders.commitments import draft_agreement, party
from tests.builders.people import as_of
from tests.builders.reorganising import (
    AT,
    BEFORE,
    DAY,
    Merging,
    carried_out,
    filling,
    merger,
    named,
    seen,
    world,
)
from tests.builders.reporting import answer, report_of

from governance.base.actor import RoleKind
from governance.base.database import Database
from governance.base.errors import NotAllowed, NotFound, Refused
from governance.base.ids import new_id
from governance.base.views import add
from governance.commitments.keeping.queries import line
from governance.commitments.queries import lines
from governance.overview.coverage.queries import coverage, over_time
from governance.overview.coverage.rules import Wanted as Covered
from governance.overview.queries import dashboard
from governance.overview.reorganisation.actions import reorganise
from governance.overview.reorganisation.forms import NewForm, ReorganisationForm
from governance.overview.reorganisation.queries import preview, reorganisation, reorganisations
from governance.overview.rules import Wanted as Asked
from governance.parties.fillings.rules import State
from governance.parties.regions.queries import region
from governance.parties.register.queries import Wanted, card, register
from governance.parties.tables import Filling, Membership
from governance.parties.visible.queries import seen_organisation
from governance.reporting import actions as reporting
from governance.reporting.queries import report, round_overview

TODAY = AT.date()


async def rows(database: Database, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await database.fetch(sql, *values)]


def told(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.field for one in refused.value.complaints]


async def merged() -> tuple[Merging, UUID]:
    there = await world()
    await carried_out(merger(there), there.by)
    return there, await named("Noordzuid")


async def test_a_merger_moves_memberships_functions_seats_and_routes(database: Database) -> None:
    there, new = await merged()
    view = await card(new, by=there.by)
    assert (view.kind, view.cbs_code, view.valid_from) == ("municipality", "GM1999", DAY)
    assert [one.name for one in view.predecessors] == ["Noordstad", "Zuiddorp"]
    assert [(r.part, r.valid_from, r.valid_until) for r in view.regions] == [("host", DAY, None)]
    assert [organ.kind for organ in view.authorities] == ["executive", "mayor"]
    held = await rows(
        database,
        "select holder_function, valid_from from filling where organisation = $1", new,
    )  # fmt: skip
    assert held == [(there.people.pin_south.function + " member", DAY)]
    assert await rows(
        database, "select holder_function, valid_from from seat where organisation = $1", new
    ) == [("burgemeester", DAY)]
    routes = await rows(
        database,
        "select r.name, l.organisation from reporting_route r join route_link l on l.route = r.id"
        " where r.valid_until is null order by r.name",
    )
    assert routes == [("OM", new), ("Zorg", new)]
    for table in ("membership", "filling", "seat", "reporting_route"):
        left = await rows(
            database,
            f"select id from {table} where organisation = any($1::uuid[])"
            " and valid_until is distinct from $2",
            [there.people.north, there.people.south], DAY,
        )  # fmt: skip
        assert left == [], table


async def test_the_day_before_shows_the_old_picture(database: Database) -> None:
    there, _ = await merged()
    wanted = Wanted(kind="municipality")
    now = await register(there.by, wanted, today=TODAY)
    assert [one.name for one in now.organisations] == ["Noordzuid", "Verweg"]
    then = await register(there.by, Wanted(kind="municipality", on=BEFORE), today=TODAY)
    assert [one.name for one in then.organisations] == ["Noordstad", "Verweg", "Zuiddorp"]
    old, fresh = [
        {m.name for m in (await region(there.region, by=there.by, on=on)).members}
        for on in (BEFORE, DAY)
    ]
    assert old == {"Region office", "Noordstad", "Zuiddorp"}
    assert fresh == {"Region office", "Noordzuid"}


async def test_who_is_in_the_region_sees_the_old_picture_too_and_the_outsider_nothing(
    database: Database,
) -> None:
    there = await world()
    await filling(there.people.north, "adviseur", function="contact_point")
    await carried_out(merger(there), there.by)
    reader = await parties.actor(RoleKind.READER, organisation=there.people.keeper)
    reader = replace(reader, roles=tuple(replace(r, regions=(there.region,)) for r in reader.roles))
    [(new,)] = await rows(database, "select id from organisation where name = 'Noordzuid'")
    heir = await parties.actor(RoleKind.ADMINISTRATOR, organisation=new)
    heir = await as_of(heir.person_id, datetime(2027, 2, 1, tzinfo=UTC))
    for by in (reader, heir):
        then = await coverage(by, TODAY, Covered(on=BEFORE))
        assert [place.name for place in then.places] == ["Noordstad", "Zuiddorp"]
        assert then.places[0].state("contact_point") is State.FILLED
        now = await coverage(by, TODAY, Covered(on=DAY))
        assert [place.name for place in now.places] == ["Noordzuid"]
        past = await over_time(by, TODAY, number=4)
        assert [one.places for one in past if one.day <= BEFORE][-1] == 2
        await seen_organisation(there.people.north, by=by, today=TODAY)
    with pytest.raises(NotFound):
        await seen_organisation(there.people.north, by=there.people.outsider, today=TODAY)
    then = await coverage(there.people.outsider, TODAY, Covered(on=BEFORE))
    assert [place.name for place in then.places] == ["Verweg"]


async def test_the_successor_owes_what_was_open_as_far_as_the_slowest(database: Database) -> None:
    there = await world()
    await database.fetch(
        "update commitment_line set state = 'on_track', words = 'Goed op weg'"
        " where organisation = $1", there.people.north,
    )  # fmt: skip
    first = "select id from commitment where agreement = $1 and position = 1"
    await database.fetch(
        "update commitment_line set state = 'delayed', words = 'Nog niet', reason = 'Ziekte'"
        f" where organisation = $2 and commitment = ({first})",
        there.agreement, there.people.south,
    )  # fmt: skip
    await database.fetch(
        "update commitment_line set state = 'done', done_on = $3 where organisation = $2"
        f" and commitment <> ({first}) and agreement = $1",
        there.agreement, there.people.south, BEFORE,
    )  # fmt: skip
    await carried_out(merger(there), there.by)
    by = there.people.administrator
    shown = await lines(there.agreement, by=by, today=TODAY)
    found = {(one.organisation, one.number): one for one in shown}
    assert {key: one.state for key, one in found.items()} == {
        ("Noordstad", 1): "lapsed", ("Zuiddorp", 1): "lapsed", ("Noordzuid", 1): "delayed",
        ("Noordstad", 2): "lapsed", ("Zuiddorp", 2): "done", ("Noordzuid", 2): "on_track",
    }  # fmt: skip
    whole = await line(found["Noordzuid", 1].id, by=by, today=TODAY)
    assert len(whole.milestones) == 2
    assert [h.cause_kind for h in whole.history] == ["reorganisation"]
    old = await line(found["Noordstad", 1].id, by=by, today=TODAY)
    assert [h.state for h in old.history] == ["lapsed", "planned"], "its history stays its own"
    assert old.history[0].reason == "Noordzuid"


async def test_a_report_that_was_not_submitted_goes_on_with_what_was_written(
    database: Database,
) -> None:
    there = await world()
    people = there.people
    north = await report_of(there.round, people.north, people.pin_north)
    south = await report_of(there.round, people.south, people.pin_south)
    for one, by, words in (
        (north, people.pin_north, "Van noord"), (south, people.pin_south, "Van zuid"),
    ):  # fmt: skip
        await reporting.save_line(one.lines[0].id, answer(words=words), None, by=by, at=AT)
    await carried_out(merger(there), there.by)
    overview = await round_overview(there.round, by=people.secretary, today=TODAY)
    assert [(r.organisation, r.state) for r in overview.reports] == [("Noordzuid", "draft")]
    pin = await as_of(people.pin_south.person_id, AT)
    mine: Any = await report(overview.reports[0].report_id, by=pin, today=TODAY)
    assert [one.words for one in mine.lines] in (["Van noord", ""], ["Van zuid", ""])
    assert len(mine.lines) == 2
    for one in mine.lines:
        await reporting.save_line(one.id, answer(), None, by=pin, at=AT)


async def test_what_was_submitted_stays_with_who_ended(database: Database) -> None:
    there = await world()
    people = there.people
    north = await report_of(there.round, people.north, people.pin_north)
    await database.fetch("update report set state = 'submitted' where id = $1", north.id)
    await carried_out(merger(there), there.by)
    overview = await round_overview(there.round, by=people.secretary, today=TODAY)
    assert {(r.organisation, r.state) for r in overview.reports} == {
        ("Noordstad", "submitted"), ("Noordzuid", "draft"),
    }  # fmt: skip
    await reporting.accept(north.id, by=people.secretary, at=AT)
    shown = await lines(there.agreement, by=people.secretary, today=TODAY)
    states = {one.state for one in shown if one.organisation == "Noordstad"}
    assert states == {"lapsed"}, "what the successor owes since does not come back"


async def test_people_go_on_at_the_successor_but_not_in_a_function_that_another_fills(
    database: Database,
) -> None:
    there = await world()
    admin = await parties.actor(RoleKind.ADMINISTRATOR, organisation=there.people.north)
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    north, south, boss = [
        await as_of(who.person_id, AT)
        for who in (there.people.pin_north, there.people.pin_south, admin)
    ]
    assert not north.roles
    assert boss.organisations == {new}
    assert [(role.kind, role.organisation_id) for role in south.roles] == [("linking_pin", new)]
    follows = await rows(
        database,
        "select f.organisation from role_assignment r join filling f on f.id = r.filling"
        " where r.organisation = $1", new,
    )  # fmt: skip
    assert follows == [(new,)]


async def test_every_step_names_the_reorganisation(database: Database) -> None:
    there, new = await merged()
    [happened] = await reorganisations(there.people.outsider)
    assert (happened.ended, happened.went_on_ids) == (["Noordstad", "Zuiddorp"], [new])
    assert await reorganisation(happened.id, by=there.by) == happened
    caused = await rows(
        database,
        "select verb, count(*) from trail_entry where cause_kind = 'reorganisation'"
        " and cause_id = $1 group by verb", happened.id,
    )  # fmt: skip
    verbs = dict(caused)
    assert verbs["inherit_line"] == 2 and verbs["hand_over_line"] == 4
    assert {"add_organisation", "end_organisation", "admit", "end_membership", "carry_over",
            "end_filling", "end_role", "give_role", "succeed_party", "hand_over_report",
            "inherit_report"} <= set(verbs)  # fmt: skip
    mailed = await rows(database, "select changes from trail_entry where changes like '%@%'")
    assert mailed == []


async def test_what_one_keeps_the_successor_keeps(database: Database) -> None:
    there = await world()
    keeper = there.people.keeper
    form = ReorganisationForm(
        happens_on=DAY, predecessors=[keeper], successors=[there.people.police]
    )
    _, view = await seen(form, there.by)
    assert {one.kind for one in view.kept} == {"committee", "acted_for"}
    assert [one.agreement for one in view.keeping] == ["Samen tegen mensenhandel"]
    await carried_out(form, there.by)
    police = there.people.police
    assert await rows(database, "select keeper from agreement") == [(police,)]
    assert await rows(database, "select organisation from committee") == [(police,)]
    [(body,)] = await rows(
        database, "select acting_body from organisation where id = $1", there.people.riec
    )
    assert body == police


async def test_into_an_existing_one_a_member_is_a_member_once(database: Database) -> None:
    there = await world()
    north, south = there.people.north, there.people.south
    form = ReorganisationForm(
        happens_on=DAY, predecessors=[north], successors=[south],
        keeps={min(map(str, there.fillings)): there.fillings[1]},
    )  # fmt: skip
    await carried_out(form, there.by)
    spells = await rows(
        database,
        "select part, valid_from, valid_until from membership where organisation = $1"
        " order by valid_from", south,
    )  # fmt: skip
    # It was a member, and becomes the host that its predecessor was.
    assert spells == [("member", parties.SINCE, DAY), ("host", DAY, None)]
    shown = await lines(there.agreement, by=there.people.administrator, today=TODAY)
    assert sorted((one.organisation, one.state) for one in shown) == [
        ("Noordstad", "lapsed"), ("Noordstad", "lapsed"),
        ("Zuiddorp", "planned"), ("Zuiddorp", "planned"),
    ]  # fmt: skip
    parts = await rows(database, "select organisation from party where agreement = $1",
                       there.agreement)  # fmt: skip
    assert sorted(parts) == sorted([(north,), (south,)])


async def test_in_a_split_the_person_chooses_who_owes_what(database: Database) -> None:
    there = await world()
    north = there.people.north
    form = ReorganisationForm(
        happens_on=DAY, predecessors=[north], new=[NewForm("Oost"), NewForm("West")]
    )
    ready, view = await seen(form, there.by)
    with pytest.raises(Refused) as refused:
        await reorganise(ready, by=there.by, at=AT)
    first, second = (one.id for one in view.lines)
    assert told(refused) == [f"main.{north}", f"lines.{first}", f"lines.{second}"]
    chosen = {str(first): ["new-0", "new-1"], str(second): ["new-1"]}
    await reorganise(replace(ready, main={str(north): "new-0"}, lines=chosen), by=there.by, at=AT)
    shown = await lines(there.agreement, by=there.people.administrator, today=TODAY)
    owes = {(one.organisation, one.number) for one in shown if one.state == "planned"}
    assert owes - {("Zuiddorp", 1), ("Zuiddorp", 2)} == {("Oost", 1), ("West", 1), ("West", 2)}
    members = (await region(there.region, by=there.by, on=DAY)).members
    assert {m.name: m.part for m in members} == {
        "Region office": "member", "Zuiddorp": "member", "Oost": "host", "West": "member",
    }  # fmt: skip
    pin = await as_of(there.people.pin_north.person_id, AT)
    assert pin.organisations == {await named("Oost")}
    overview = await round_overview(there.round, by=there.people.secretary, today=TODAY)
    assert {r.organisation for r in overview.reports} == {"Oost", "West", "Zuiddorp"}


async def test_all_that_is_wrong_is_told_at_once(database: Database) -> None:
    there = await world()
    people = there.people
    old = await parties.organisation("Oudheim", valid_until=BEFORE)
    taken = await parties.organisation("Bezet", cbs_code="GM0001")
    form = ReorganisationForm(
        happens_on=date(2027, 2, 1),
        predecessors=[people.north, old, people.north, new_id()],
        successors=[people.north],
        new=[NewForm("Bezet", "GM0001"), NewForm("", "x"), NewForm()],
    )
    found = await preview(form, by=there.by, at=AT)
    assert [one.field for one in found.wrong] == [
        "predecessors.1", "predecessors.2", "predecessors.3", "successors.0", "new.0.name",
        "new.0.cbsCode", "new.1.name", "new.1.cbsCode", "happensOn",
    ]  # fmt: skip
    assert taken
    with pytest.raises(Refused) as refused:
        await reorganise(form, by=there.by, at=AT)
    assert "seen" in told(refused)
    nothing = ReorganisationForm(happens_on=DAY, predecessors=[])
    wrong = (await preview(nothing, by=there.by, at=AT)).wrong
    assert [one.field for one in wrong] == ["predecessors.0", "successors.0"]


async def test_what_began_on_the_day_or_after_it_was_not_over_then(database: Database) -> None:
    there = await world()
    await filling(
        there.people.north, "zorgcoördinator", function="care_coordinator", valid_from=DAY
    )
    found = await preview(merger(there), by=there.by, at=AT)
    assert [one.field for one in found.wrong] == ["happensOn"]
    assert found.wrong[0].values["day"] == DAY
    young = await parties.organisation("Nieuwstad", valid_from=date(2027, 1, 10))
    form = ReorganisationForm(happens_on=DAY, predecessors=[young], successors=[there.people.south])
    found = await preview(form, by=there.by, at=AT)
    assert [one.field for one in found.wrong] == ["happensOn"]


async def test_what_is_still_to_begin_begins_at_the_successor(database: Database) -> None:
    there = await world()
    later = date(2027, 3, 1)
    await filling(there.people.north, "zorg", function="care_coordinator", valid_from=later)
    other = await parties.committee(there.people.stranger, "Elders")
    [(grouping,)] = await rows(database, 'select "grouping" from committee where id = $1', other)
    await add(Membership(grouping=grouping, organisation=there.people.north, valid_from=later))
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    assert await rows(
        database,
        "select valid_from from filling where organisation = $1 and function = 'care_coordinator'",
        new,
    ) == [(later,)]
    spells = await rows(
        database, 'select organisation, valid_from from membership where "grouping" = $1'
        " and valid_from = $2", grouping, later,
    )  # fmt: skip
    assert spells == [(new, later)]


async def test_agreements_that_are_still_drafted_are_named_for_a_person(
    database: Database,
) -> None:
    there = await world()
    draft = await draft_agreement(there.people, short_title="Concept")
    await party(draft, there.people.north)
    signed = await draft_agreement(there.people, short_title="Getekend", state="signed")
    entry = await party(signed, there.people.north)
    assert entry
    _, view = await seen(merger(there), there.by)
    assert [one.agreement for one in view.by_hand] == ["Concept"]
    assert "Getekend" in {one.agreement for one in view.agreements}


async def test_nobody_else_reorganises_or_sees_what_would_move(database: Database) -> None:
    there = await world()
    ready, _ = await seen(merger(there), there.by)
    for by in (there.people.administrator, there.people.outsider, there.people.pin_north):
        with pytest.raises(NotAllowed):
            await reorganise(ready, by=by, at=AT)
        assert (await preview(ready, by=by, at=AT)).view.roles == ()


async def test_what_changed_since_it_was_seen_is_looked_at_again(database: Database) -> None:
    there = await world()
    ready, _ = await seen(merger(there), there.by)
    await filling(there.people.north, "zorg", function="care_coordinator")
    with pytest.raises(Refused) as refused:
        await reorganise(ready, by=there.by, at=AT)
    assert told(refused) == ["seen"]
    assert await reorganisations(there.by) == []


async def test_of_two_at_once_one_wins(database: Database) -> None:
    there = await world()
    ready, _ = await seen(merger(there), there.by)
    ran = await asyncio.gather(
        *(reorganise(ready, by=there.by, at=AT) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ran) == ["Refused", "UUID"]
    assert len(await reorganisations(there.by)) == 1


@pytest.mark.parametrize("commitments", [1, 30])
async def test_a_preview_takes_as_many_queries_however_much_there_is(
    database: Database, commitments: int
) -> None:
    there = await world()
    for number in range(commitments):
        await filling(there.people.north, f"functie {number}", exploitation=f"x{number}")
    before = database.queries
    await preview(merger(there), by=there.by, at=AT)
    assert database.queries - before == 10


async def test_what_one_provides_for_a_region_the_successor_provides(database: Database) -> None:
    there = await world()
    given = {"grouping": there.region, "provider": there.people.north, "valid_from": parties.SINCE}
    await add(Filling(function="care_coordinator", holder_function="zorg", **given))
    await add(
        Filling(
            organisation=there.people.south, provider=there.people.north,
            function="contact_point", holder_function="loket", valid_from=parties.SINCE,
        )
    )  # fmt: skip
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    found = await rows(
        database,
        'select function, organisation, "grouping", provider, valid_from from filling'
        " where valid_until is null and function <> 'linking_pin' order by function",
    )
    assert found == [
        ("care_coordinator", None, there.region, new, DAY),
        ("contact_point", new, None, None, DAY),
    ]


async def test_a_new_municipality_is_called_short_as_the_others_are(database: Database) -> None:
    there = await world()
    form = merger(there)
    form = replace(form, new=[replace(form.new[0], name="Gemeente Noordzuid")])
    form = replace(form, seen=(await preview(form, by=there.by, at=AT)).view.seen)
    await reorganise(form, by=there.by, at=AT)
    assert await rows(database, "select name, short_name from organisation where name like $1",
                      "%Noordzuid") == [("Gemeente Noordzuid", "Noordzuid")]  # fmt: skip


async def test_what_went_on_is_counted_at_who_owes_it_now_and_nowhere_twice(
    database: Database,
) -> None:
    there = await world()
    by = there.people.administrator
    before = await dashboard(by, TODAY, Asked(agreement=there.agreement))
    assert sum(before.counts.values()) == 4
    await carried_out(merger(there), there.by)
    after = await dashboard(by, TODAY, Asked(agreement=there.agreement))
    assert sum(after.counts.values()) == 2 and after.every_organisation == ("Noordzuid",)
    assert {one.went_on for one in await lines(there.agreement, by=by, today=TODAY)} == {
        True,
        False,
    }
