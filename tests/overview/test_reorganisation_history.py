"""What a merger takes along of questions and abilities, what an end leaves behind, and who reads
the history of who ended."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import ASGITransport
from tests.builders.agreements import signed
from tests.builders.fillings import asked
from tests.builders.parties import actor
from tests.builders.passwords import hashed
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
from tests.builders.reporting import report_of
from tests.builders.routes import ability
from tests.builders.service import PASSWORD, SETTINGS, signed_in

from governance.agreements.queries import agreement
from governance.app.main import create_app
from governance.audit.reading.rules import Wanted as WantedOfTrail
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Refused
from governance.overview.cards.queries import card
from governance.overview.network.queries import network
from governance.overview.reorganisation.actions import reorganise
from governance.overview.trail.queries import of_organisation, page_of, trails
from governance.parties.abilities.rules import AbilityKind
from governance.parties.asking.queries import requests
from governance.parties.register.actions import change_organisation
from governance.parties.register.forms import ChangeForm
from governance.parties.visible.queries import seen_organisation
from governance.reporting.queries import report

TODAY = day(AT)


async def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await DATABASE.fetch(sql, *values)]


async def administrators(there: Merging) -> tuple[Actor, Actor]:
    return (
        await actor(RoleKind.ADMINISTRATOR, organisation=there.people.north),
        await actor(RoleKind.ADMINISTRATOR, organisation=there.people.south),
    )


def changing() -> ChangeForm:
    return ChangeForm(kind="municipality", level="local", legal_personality=True, version=1)


async def test_an_open_question_to_fill_a_function_is_asked_of_the_successor(
    database: Database,
) -> None:
    there = await world()
    north, south = await administrators(there)
    made = await asked(there.people.north, north, AT)
    answered = await asked(there.people.south, south, AT, "contact_point")
    await DATABASE.fetch(
        "update filling_request set outcome = 'declined', answered_at = $2 where id = $1",
        answered, AT,
    )  # fmt: skip
    _, view = await seen(merger(there), there.by)
    assert [(one.organisation, one.name) for one in view.requests] == [
        ("Noordstad", "care_coordinator")
    ]
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    found = await rows("select organisation, outcome from filling_request order by id")
    assert found == [(new, ""), (there.people.south, "declined")], "what was answered is history"
    by = await actor(RoleKind.ADMINISTRATOR, organisation=new)
    assert [one.id for one in await requests(by, TODAY)] == [made]
    assert await rows(
        "select verb, cause_kind from trail_entry where thing_id = $1 and cause_kind is not null"
        " and verb = 'carry_over'", made,
    ) == [("carry_over", "reorganisation")]  # fmt: skip


async def test_what_the_successor_fills_or_is_asked_already_is_withdrawn_with_the_reason(
    database: Database,
) -> None:
    there = await world()
    north, south = await administrators(there)
    await filling(there.people.south, "regisseur", function="care_coordinator")
    filled = await asked(there.people.north, north, AT)
    first = await asked(there.people.north, north, AT, "contact_point")
    second = await asked(there.people.south, south, AT, "contact_point")
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    found = dict(await rows("select id, outcome from filling_request"))
    assert found == {filled: "withdrawn", first: "", second: "withdrawn"}
    told = await rows(
        "select thing_id, organisation_id, changes from trail_entry where verb = 'withdraw_request'"
        " and cause_kind = 'reorganisation' order by thing_id"
    )
    assert [(one, whose) for one, whose, _ in told] == [
        (filled, there.people.north), (second, there.people.south),
    ]  # fmt: skip
    assert "regisseur" in told[0][2] and all(str(new) in said for *_, said in told)


async def test_abilities_are_carried_over_where_the_successor_has_none_of_the_kind(
    database: Database,
) -> None:
    there = await world()
    north, south = await administrators(there)
    by = await actor(RoleKind.ADMINISTRATOR, organisation=there.people.stranger)
    await ability(there.people.north, north, AT, title="Sluit panden")
    await ability(there.people.south, south, AT, title="sluit panden")
    await ability(there.people.south, south, AT, title="Legt dwangsom op")
    await ability(there.people.north, north, AT, kind=AbilityKind.SERVICE, title="Opvang", basis="")
    await ability(there.people.stranger, by, AT, title="Eigen bevoegdheid")
    into = merger(there, new=[], successors=[there.people.stranger])
    _, view = await seen(into, there.by)
    assert [(one.organisation, one.name) for one in view.abilities] == [("Noordstad", "Opvang")]
    _, view = await seen(merger(there), there.by)
    assert [one.name for one in view.abilities] == ["Opvang", "Sluit panden", "Legt dwangsom op"]
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    of = "select title from ability where organisation = $1 order by title"
    assert await rows(of, new) == [("Legt dwangsom op",), ("Opvang",), ("Sluit panden",)]
    assert await rows(of, there.people.north) == [("Opvang",), ("Sluit panden",)], "history"
    assert await rows(
        "select count(*)::int from trail_entry where organisation_id = $1"
        " and kind = 'ability' and verb = 'carry_over'", new,
    ) == [(3,)]  # fmt: skip


async def test_what_is_asked_or_said_since_it_was_seen_is_looked_at_again(
    database: Database,
) -> None:
    there = await world()
    north, _ = await administrators(there)
    ready, _ = await seen(merger(there), there.by)
    await asked(there.people.north, north, AT)
    with pytest.raises(Refused) as refused:
        await reorganise(ready, by=there.by, at=AT)
    assert [one.field for one in refused.value.complaints] == ["seen"]
    ready, _ = await seen(merger(there), there.by)
    await ability(there.people.north, north, AT)
    with pytest.raises(Refused):
        await reorganise(ready, by=there.by, at=AT)


async def test_who_ends_an_organisation_without_successor_is_told_what_stays_behind(
    owner_url: str,
) -> None:
    app = create_app(owner_url, clock=lambda: AT, settings=SETTINGS)
    async with app.lifespan():
        there, transport = await world(), ASGITransport(app)
        north, _ = await administrators(there)
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        await asked(there.people.north, north, AT)
        at = f"/organisaties/{there.people.north}/beeindiging"
        async with signed_in(transport, north) as client:
            client.headers["accept"] = "text/html"
            told = (await client.get(at)).text
            wrong = await client.post(at, data={"endsOn": "onzin", "version": "1"})
        async with signed_in(transport, there.people.outsider) as client:
            assert (await client.get(at)).status_code == 404
        async with signed_in(transport, there.by) as client:
            free = (await client.get(f"/organisaties/{there.people.riec}/beeindiging")).text
    for page in (told, wrong.text):
        assert "2 open toezeggingen" in page
        assert "2 rollen van mensen" in page
        assert "1 open vraag om een functie te vervullen" in page
    assert wrong.status_code == 400
    assert "blijft achter" not in free


async def test_people_of_the_successor_read_the_history_and_an_outsider_does_not(
    database: Database,
) -> None:
    there = await world()
    people, north = there.people, there.people.north
    told = await report_of(there.round, north, people.pin_north)
    await DATABASE.fetch("update report set state = 'submitted' where id = $1", told.id)
    over = await signed(people)
    await DATABASE.fetch("update agreement set state = 'ended' where id = $1", over)
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    made = await actor(RoleKind.ADMINISTRATOR, organisation=new)
    by = await as_of(made.person_id, AT)
    assert (await report(told.id, by=by, today=TODAY)).organisation == "Noordstad"
    assert (await agreement(over, by=by)).state == "ended"
    card_of = await card(north, by=by, today=TODAY)
    assert over in {one.id for one in card_of.agreements}
    await seen_organisation(north, by=by, today=TODAY)
    subject = await of_organisation(north, by=by)
    page = await page_of(subject, WantedOfTrail(), by=by)
    assert "end_organisation" in {one.verb for one in page.acts}
    assert {one.id for one in await trails(by=by)} == {new, north, people.south}
    for reads in (
        report(told.id, by=people.outsider, today=TODAY),
        agreement(over, by=people.outsider),
        seen_organisation(north, by=people.outsider, today=TODAY),
        of_organisation(north, by=people.outsider),
    ):
        with pytest.raises(NotFound):
            await reads
    assert (await card(north, by=people.outsider, today=TODAY)).agreements == ()


async def test_who_reads_the_history_changes_nothing_of_it(database: Database) -> None:
    there = await world()
    await carried_out(merger(there), there.by)
    made = await actor(RoleKind.ADMINISTRATOR, organisation=await named("Noordzuid"))
    by = await as_of(made.person_id, AT)
    with pytest.raises(NotAllowed):
        await ability(there.people.north, by, AT)
    with pytest.raises(NotFound):
        await asked(there.people.north, by, AT)
    with pytest.raises(NotAllowed):
        await change_organisation(there.people.north, changing(), by=by, at=AT)


async def test_the_network_as_it_was_on_the_day_before_shows_who_ended(database: Database) -> None:
    there = await world()
    await carried_out(merger(there), there.by)
    by = there.people.secretary
    towns = {"Noordstad", "Zuiddorp", "Noordzuid"}
    for on, names in ((BEFORE, towns - {"Noordzuid"}), (DAY, {"Noordzuid"})):
        view = await network(there.region, by=by, today=TODAY, on=on)
        assert towns & {one.name for one in view.organisations} == names
        assert [(one.here, one.elsewhere) for one in view.agreements] == [(len(names), 0)]
