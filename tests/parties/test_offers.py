"""The prevention offer: who keeps it, where it can be had, and where offers double or miss."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders.fillings import region
from tests.builders.offers import form, offer
from tests.builders.parties import Cast, actor, cast
from tests.builders.service import AT, service, signed_in

from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.ids import new_id
from governance.parties.offers import actions, queries
from governance.parties.offers.forms import OfferChange
from governance.parties.offers.queries import Wanted
from governance.parties.offers.rules import AreaReach, Method, cells
from governance.parties.rules import TargetGroup

TODAY = day(AT)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def titles(people: Cast, **wanted: object) -> list[str]:
    found = await queries.offers(people.outsider, TODAY, Wanted(**wanted))  # type: ignore[arg-type]
    return [one.title for one in found.offers]


def test_the_picture_has_every_target_group_by_every_method_also_where_none_is() -> None:
    found = cells([("pupils", "lesson", 2, 1)])
    assert len(found) == len(TargetGroup) * len(Method)
    assert sum(one.number for one in found) == 2
    assert [one.method for one in found[: len(Method)]] == list(Method)


async def test_everything_that_is_wrong_is_told_at_once(people: Cast) -> None:
    wrong = form(
        title=" ", reach=AreaReach.REGION, area_id=new_id(), cost=Decimal("1.234"),
        valid_until=date(2025, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        await actions.add_offer(people.keeper, wrong, by=people.administrator, at=AT)
    fields = {c.field for c in refused.value.complaints}
    assert fields == {"title", "areaId", "cost", "validUntil"}
    beside = form(area_id=new_id())
    with pytest.raises(Refused) as refused:
        await actions.add_offer(people.keeper, beside, by=people.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == ["areaId"]


async def test_it_can_be_had_where_its_area_says(people: Cast) -> None:
    here = await region("Hier", people.keeper)
    there = await region("Daar", people.south)
    by = people.administrator
    await offer(people.keeper, by, AT, title="Eigen gebied")
    await offer(people.keeper, by, AT, title="Hier", reach=AreaReach.REGION, area_id=here)
    await offer(people.keeper, by, AT, title="Overal", reach=AreaReach.COUNTRY)
    await offer(people.keeper, by, AT, title="Voorbij", valid_until=TODAY)
    assert await titles(people) == ["Eigen gebied", "Hier", "Overal"]
    assert await titles(people, region=here) == ["Eigen gebied", "Hier", "Overal"]
    assert await titles(people, region=there) == ["Overal"]
    assert await titles(people, search="over") == ["Overal"]
    assert await titles(people, method="training") == []
    found = await queries.picture(people.outsider, TODAY, region=there)
    assert [one.number for one in found if one.number] == [1]


async def test_who_keeps_it_changes_it_and_nobody_else(people: Cast) -> None:
    made = await offer(people.keeper, people.administrator, AT)
    values = {n: getattr(form(), n) for n in OfferChange.__struct_fields__ if n != "version"}
    change = OfferChange(**{**values, "title": "Anders"}, version=1)
    for reader in (people.outsider, people.secretary):
        with pytest.raises(NotAllowed):
            await actions.change_offer(made, change, by=reader, at=AT)
        with pytest.raises(NotAllowed):
            await offer(people.keeper, reader, AT)
        with pytest.raises(NotFound):
            await queries.offering(people.keeper, by=reader)
    await actions.change_offer(made, change, by=people.administrator, at=AT)
    with pytest.raises(Overtaken):
        await actions.change_offer(made, change, by=people.administrator, at=AT)
    with pytest.raises(NotFound):
        await actions.change_offer(new_id(), change, by=people.administrator, at=AT)
    rows = await DATABASE.fetch("select verb, organisation_id from trail_entry order by id")
    assert [tuple(row) for row in rows] == [
        ("add_offer", people.keeper), ("change_offer", people.keeper),
    ]  # fmt: skip


async def test_who_keeps_the_entry_of_an_organisation_keeps_its_offers(people: Cast) -> None:
    await DATABASE.fetch(
        "update organisation set keeper = $1 where id = $2", people.keeper, people.police
    )
    made = await offer(people.police, people.administrator, AT)
    view = await queries.offer(made, by=people.administrator, today=TODAY)
    assert view.may_change
    [row] = await DATABASE.fetch(
        "select organisation_id from trail_entry where thing_id = $1", made
    )
    assert row["organisation_id"] == people.keeper


async def test_lists_take_few_queries_however_many_there_are(people: Cast) -> None:
    for number in range(60):
        await offer(people.keeper, people.administrator, AT, title=f"Les {number:02}")
    before = DATABASE.queries
    found = await queries.offers(people.outsider, TODAY, Wanted(), page=2)
    assert (found.total, found.pages, len(found.offers)) == (60, 2, 10)
    assert DATABASE.queries - before == 2
    before = DATABASE.queries
    await queries.picture(people.outsider, TODAY)
    assert len(await queries.of_organisation(people.keeper, by=people.outsider, today=TODAY)) == 60
    assert DATABASE.queries - before == 2


async def test_pages_and_api_keep_an_offer(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            new = f"/organisaties/{people.keeper}/preventieaanbod/nieuw"
            assert "Aanbod toevoegen" in (await client.get(new)).text
            said = {"title": "Les", "targetGroup": "pupils", "method": "lesson", "reach": "own",
                    "validFrom": "01-01-2026", "cost": "250,50"}  # fmt: skip
            wrong = await client.post(new, data={**said, "method": "gok", "content": "Herkennen"})
            assert wrong.status_code == 400 and "Herkennen" in wrong.text
            made = (await client.post(new, data=said)).headers["location"]
            assert "250,50" in (await client.get(made)).text
            change = (await client.get(f"{made}/gegevens")).text
            assert 'value="Les"' in change
            told = (await client.get(f"/api/v1{made}")).json()
            later = await client.put(
                f"/api/v1{made}/gegevens",
                json={"title": "Les", "targetGroup": "pupils", "method": "lesson", "version": 1,
                      "validFrom": "2026-01-01", "reach": "country"},
            )  # fmt: skip
            assert (told["version"], later.json()["reach"]) == (1, "country")
            page = (await client.get("/preventieaanbod?group=pupils")).text
            assert "Gaten en dubbelingen" in page and made in page
            assert "Noordstad (gemeente)" in page
            assert "Les" in (await client.get("/preventieaanbod/uitvoer")).text
            found = (await client.get("/api/v1/preventieaanbod/dekking")).json()
            assert sum(one["number"] for one in found) == 1
            assert UUID(told["id"])
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(f"{made}/gegevens")).status_code == 404
            assert (await client.get(made)).status_code == 200, "what is offered is for everybody"


async def two_ways(people: Cast) -> tuple[UUID, UUID, UUID]:
    """A safety region of north and south, a care region of north, and one of south."""
    safety = await region("Veiligheid", people.north, people.south)
    return safety, await region("Zorg noord", people.north), await region("Zorg zuid", people.south)


async def doubles(people: Cast, **wanted: Any) -> list[tuple[int, int]]:
    found = await queries.picture(people.outsider, TODAY, **wanted)
    return [(one.number, one.at_once) for one in found if one.number]


async def test_offers_double_only_where_their_areas_meet(people: Cast) -> None:
    _, north, south = await two_ways(people)
    by = people.administrator
    await DATABASE.fetch(
        'insert into membership (id, "grouping", organisation, part, valid_from, version) '
        "select gen_random_uuid(), g, $1, 'member', '2020-01-01', 1 from unnest($2::uuid[]) g",
        people.keeper, [north, south],
    )  # fmt: skip
    await offer(people.keeper, by, AT, reach=AreaReach.REGION, area_id=north)
    await offer(people.keeper, by, AT, reach=AreaReach.REGION, area_id=south)
    assert await doubles(people) == [(2, 1)]
    await offer(people.keeper, by, AT, reach=AreaReach.REGION, area_id=south)
    assert await doubles(people) == [(3, 2)]
    assert await doubles(people, region=north) == [(1, 1)]
    await offer(people.keeper, by, AT, reach=AreaReach.COUNTRY)
    assert await doubles(people) == [(4, 3)]
    assert await doubles(people, region=north) == [(2, 2)]


async def test_an_offer_is_found_in_every_region_that_has_its_municipalities(people: Cast) -> None:
    safety, north, south = await two_ways(people)
    at_north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    await offer(people.north, at_north, AT, reach=AreaReach.REGION, area_id=safety, title="Samen")
    assert await titles(people, region=north) == ["Samen"]
    assert await titles(people, region=south) == ["Samen"]
    await offer(people.north, at_north, AT, title="Alleen hier")
    assert await titles(people, region=south) == ["Samen"]
    assert sorted(await titles(people, region=north)) == ["Alleen hier", "Samen"]
    assert await doubles(people, region=south) == [(1, 1)]
    assert await doubles(people, region=safety) == [(2, 2)]


async def test_of_two_who_change_an_offer_at_once_one_is_told(people: Cast) -> None:
    made = await offer(people.keeper, people.administrator, AT)
    values = {n: getattr(form(), n) for n in OfferChange.__struct_fields__ if n != "version"}
    both = await asyncio.gather(
        *(
            actions.change_offer(
                made, OfferChange(**{**values, "title": title}, version=1),
                by=people.administrator, at=AT,
            )
            for title in ("Een", "Twee")
        ),
        return_exceptions=True,
    )  # fmt: skip
    assert sorted(type(one).__name__ for one in both) == ["NoneType", "Overtaken"]
    view = await queries.offer(made, by=people.outsider, today=TODAY)
    assert (view.title, view.version) == ("Een" if both[0] is None else "Twee", 2)


async def test_a_municipality_sees_what_can_be_had_there_whatever_region_it_is_offered_in(
    people: Cast,
) -> None:
    safety, north, _ = await two_ways(people)
    at_north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    await offer(people.north, at_north, AT, reach=AreaReach.REGION, area_id=safety, title="Samen")
    await offer(people.north, at_north, AT, reach=AreaReach.REGION, area_id=north, title="Zorg")
    await offer(people.north, at_north, AT, title="Eigen")
    await offer(people.keeper, people.administrator, AT, title="Bureau")
    assert await titles(people, region=people.south) == ["Samen"]
    assert await titles(people, region=people.north) == ["Eigen", "Samen", "Zorg"]
    assert await doubles(people, region=people.south) == [(1, 1)]
    assert await doubles(people, region=people.north) == [(3, 3)]
    places = await queries.somewhere(people.outsider, TODAY)
    assert {one.name for one in places if one.kind == "municipality"} >= {"Noordstad", "Zuiddorp"}
    assert safety in {one.id for one in places if one.kind != "municipality"}


async def test_regions_share_what_is_a_member_on_the_day_and_a_municipality(people: Cast) -> None:
    safety = await region("Veiligheid", people.north, people.south, people.police, people.keeper)
    care = await region("Zorg", people.north, people.keeper, kind="care_region")
    far = await region("Elders", people.stranger, people.police, people.keeper)
    for area in (safety, care, far):
        await offer(
            people.keeper, people.administrator, AT, reach=AreaReach.REGION, area_id=area,
            title=str(area),
        )  # fmt: skip
    assert await doubles(people) == [(3, 2)], "a partner in both is no shared municipality"
    assert await titles(people, region=far) == [str(far)]
    ended = 'update membership set valid_until = $1 where "grouping" = $2'
    await DATABASE.fetch(ended, TODAY, care)
    assert await doubles(people) == [(3, 1)]
    assert await titles(people, region=people.north) == [str(safety)]
    assert await titles(people, region=care) == [str(care)], "the area itself is still found"
