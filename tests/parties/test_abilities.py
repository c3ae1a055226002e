"""What an organisation can and cannot: who says so, who reads it, and two at once."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest
from tests.builders.parties import Cast, actor, cast
from tests.builders.routes import ability, able
from tests.builders.service import AT, service, signed_in

from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.ids import new_id
from governance.parties.abilities import actions, queries
from governance.parties.abilities.forms import AbilityChange, AbilityRemoval
from governance.parties.abilities.queries import Wanted
from governance.parties.abilities.rules import AbilityKind
from governance.parties.rules import ExploitationForm, TargetGroup

LIMIT = AbilityKind.LIMIT


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


def change(version: int = 1, **fields: Any) -> AbilityChange:
    said = {"kind": AbilityKind.POWER, "title": "Sluit panden", "basis": "Gemeentewet 174a"}
    return AbilityChange(**{**said, "version": version, **fields})


async def test_what_an_organisation_can_is_read_by_an_outsider_and_is_in_the_trail(
    people: Cast,
) -> None:
    made = await ability(
        people.keeper, people.administrator, AT,
        target_groups=[TargetGroup.VICTIMS], exploitation=[ExploitationForm.LABOUR],
    )  # fmt: skip
    [view] = await queries.of_organisation(people.keeper, by=people.outsider)
    assert (view.id, view.title, view.basis) == (made, "Sluit panden", "Gemeentewet 174a")
    assert (view.target_groups, view.exploitation) == (("victims",), ("labour",))
    assert not view.may_change
    [mine] = await queries.of_organisation(people.keeper, by=people.administrator)
    assert mine.may_change
    [entry] = await DATABASE.fetch(
        "select verb, organisation_id, changes from trail_entry where thing_id = $1", made
    )
    assert (entry["verb"], entry["organisation_id"]) == ("add_ability", people.keeper)
    assert "Sluit panden" in entry["changes"]


async def test_the_keeper_of_an_entry_says_it_and_an_outsider_may_not(people: Cast) -> None:
    await DATABASE.fetch(
        "update organisation set keeper = $2 where id = $1", people.police, people.keeper
    )
    made = await ability(people.police, people.administrator, AT)
    runs = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    await actions.change_ability(people.police, made, change(title="Spoort op"), by=runs, at=AT)
    for by in (people.outsider, people.pin_north, people.secretary):
        with pytest.raises(NotAllowed):
            await ability(people.police, by, AT)
        with pytest.raises(NotAllowed):
            await actions.change_ability(people.police, made, change(2), by=by, at=AT)
        with pytest.raises(NotAllowed):
            removal = AbilityRemoval(2)
            await actions.remove_ability(people.police, made, removal, by=by, at=AT)
    with pytest.raises(NotFound):
        await ability(new_id(), runs, AT)
    [row] = await DATABASE.fetch("select organisation_id from trail_entry where thing_id = $1 "
                                 "and verb = 'change_ability'", made)  # fmt: skip
    assert row["organisation_id"] == people.keeper


async def test_an_ability_is_of_one_organisation_only(people: Cast) -> None:
    made = await ability(people.keeper, people.administrator, AT)
    runs = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotFound):
        await actions.change_ability(people.north, made, change(), by=runs, at=AT)
    with pytest.raises(NotFound):
        await queries.ability(people.north, made, by=runs)


async def test_everything_that_is_wrong_is_told_at_once(people: Cast) -> None:
    wrong = able(title=" ", basis="", exploitation=[ExploitationForm.ALL])
    with pytest.raises(Refused) as refused:
        await actions.add_ability(people.keeper, wrong, by=people.administrator, at=AT)
    fields = [one.field for one in refused.value.complaints]
    assert fields == ["title", "basis", "exploitation"]
    assert await ability(people.keeper, people.administrator, AT, kind=LIMIT, basis="")


async def test_of_two_who_change_at_once_one_wins_and_the_other_is_told(people: Cast) -> None:
    made, by = await ability(people.keeper, people.administrator, AT), people.administrator
    both = (
        actions.change_ability(people.keeper, made, change(title=title), by=by, at=AT)
        for title in ("Sluit woningen", "Sluit bedrijven")
    )
    found = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "Overtaken"]
    with pytest.raises(Overtaken):
        await actions.remove_ability(people.keeper, made, AbilityRemoval(1), by=by, at=AT)
    await actions.remove_ability(people.keeper, made, AbilityRemoval(2), by=by, at=AT)
    assert await queries.of_organisation(people.keeper, by=by) == []


async def test_a_change_that_changes_nothing_is_not_noted(people: Cast) -> None:
    made, by = await ability(people.keeper, people.administrator, AT), people.administrator
    await actions.change_ability(people.keeper, made, change(), by=by, at=AT)
    view = await queries.ability(people.keeper, made, by=by)
    assert view.version == 1


async def test_the_table_is_narrowed_in_two_queries(people: Cast) -> None:
    by = people.administrator
    victims, labour = [TargetGroup.VICTIMS], [ExploitationForm.LABOUR]
    await ability(people.keeper, by, AT, title="Voor 100% iedereen")
    await ability(people.keeper, by, AT, title="Voor slachtoffers", target_groups=victims)
    await ability(people.keeper, by, AT, title="Geen arbeid", kind=LIMIT, exploitation=labour)

    async def found(**wanted: str) -> list[str]:
        before = DATABASE.queries
        page = await queries.abilities(people.outsider, Wanted(**wanted))  # type: ignore[arg-type]
        assert DATABASE.queries - before == 2
        assert page.total == len(page.abilities)
        return [one.title for one in page.abilities]

    everybody, only = "Voor 100% iedereen", "Voor slachtoffers"
    assert await found() == [everybody, only, "Geen arbeid"]
    assert await found(kind="limit") == ["Geen arbeid"]
    assert await found(target_group="victims") == [everybody, only, "Geen arbeid"]
    assert await found(target_group="pupils") == [everybody, "Geen arbeid"]
    assert await found(exploitation="sexual") == [everybody, only]
    assert await found(search="region") == [everybody, only, "Geen arbeid"]
    assert await found(search="100%") == [everybody]
    assert await found(search="%e%") == []
    before = DATABASE.queries
    await queries.of_organisation(people.keeper, by=by)
    assert DATABASE.queries - before == 1


async def test_a_machine_and_a_page_do_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        of = f"/organisaties/{people.keeper}/mogelijkheden"
        said = {"kind": "service", "title": "Zoekt opvang", "targetGroups": ["victims"]}
        async with signed_in(transport, people.administrator) as client:
            made = (await client.post(f"/api/v1{of}", json=said)).json()
            assert made["targetGroups"] == ["victims"] and made["version"] == 1
            one = f"{of}/{made['id']}"
            typed = {**said, "title": "Zoekt snel opvang", "version": "1"}
            assert (await client.post(one, data=typed)).status_code == 303
            assert (await client.post(one, data=typed)).status_code == 409
            wrong = await client.post(one, data={**typed, "kind": "power", "version": "2"})
            assert wrong.status_code == 400 and "Zoekt snel opvang" in wrong.text
            html = {"accept": "text/html"}
            table = (await client.get("/mogelijkheden?group=victims", headers=html)).text
            assert "Zoekt snel opvang" in table
            file = await client.get("/api/v1/mogelijkheden/uitvoer?kind=service")
            assert file.headers["content-type"].startswith("text/csv")
            assert "Zoekt snel opvang" in file.text
            assert (await client.get("/mogelijkheden?kind=nothing")).status_code == 404
            left = await client.post(f"/api/v1{one}/verwijdering", json={"version": 2})
            assert left.json() == []
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(f"/api/v1{of}")).json() == []
            assert (await client.post(f"/api/v1{of}", json=said)).status_code == 404
            assert (await client.get(f"{of}/nieuw")).status_code == 404
            nowhere = f"/api/v1/organisaties/{UUID(int=1)}/mogelijkheden"
            assert (await client.get(nowhere)).status_code == 404
