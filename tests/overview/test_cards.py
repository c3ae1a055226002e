"""The card of an organisation, and the one search over the network."""

from __future__ import annotations

from datetime import date

from tests.builders.commitments import in_force
from tests.builders.fillings import asked, filled
from tests.builders.parties import cast
from tests.builders.service import AT, service, signed_in

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.overview.cards.queries import card
from governance.overview.finding.queries import found
from governance.overview.finding.rules import Kind
from governance.parties.fillings.rules import State

TODAY = day(AT)


async def test_the_card_has_what_an_organisation_promised_provides_and_lacks(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people)
    await DATABASE.fetch(
        'insert into membership (id, "grouping", organisation, valid_from)'
        ' select gen_random_uuid(), c."grouping", $1, $2 from committee c',
        people.north, date(2020, 1, 1),
    )  # fmt: skip
    filling = await filled(people.keeper, people.administrator, AT, "contact_point",
                           serves_id=people.north)  # fmt: skip
    question = await asked(people.north, people.secretary, AT, "linking_pin")
    before = DATABASE.queries
    view = await card(people.north, by=people.secretary, today=TODAY)
    assert DATABASE.queries - before <= 19
    assert [one.id for one in view.agreements] == [made]
    assert view.owed and {one.organisation_id for one in view.owed} == {people.north}
    assert [one.id for one in view.fillings] == [filling]
    assert [one.id for one in view.requests] == [question]
    states = {one.function: one.state for one in view.standings}
    assert states["linking_pin"] is State.VACANT
    assert states["contact_point"] is State.FILLED
    assert len(view.gaps) == 8
    assert (view.may_fill, view.may_ask) == (False, True)


async def test_an_outsider_reads_the_register_on_the_card_and_nothing_else(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people)
    await filled(people.keeper, people.administrator, AT)
    for reader in (people.outsider, Actor(new_id(), "niemand")):
        view = await card(people.north, by=reader, today=TODAY)
        assert view.register.name == "Noordstad"
        assert (view.agreements, view.owed, view.fillings) == ((), (), ())
        assert (view.standings, view.requests, view.seats, view.routes) == ((), (), (), ())
        assert not (view.may_fill or view.may_ask)


async def test_the_card_of_a_partner_has_no_functions_of_a_municipality(
    database: Database,
) -> None:
    people = await cast()
    await filled(people.keeper, people.administrator, AT)
    view = await card(people.keeper, by=people.administrator, today=TODAY)
    assert (view.standings, view.may_fill) == ((), True)
    assert len(view.fillings) == 1


async def test_search_finds_names_regions_functions_and_titles_in_one_query(
    database: Database,
) -> None:
    people = await cast()
    await filled(people.keeper, people.administrator, AT, holder_function="adviseur Zorg")

    async def kinds(search: str, by: Actor = people.administrator) -> list[tuple[Kind, str]]:
        before = DATABASE.queries
        dutch = {"linking_pin": "linking pin", "care_coordinator": "zorgcoördinator"}
        view = await found(search, dutch, by=by, today=TODAY)
        assert DATABASE.queries - before <= 1
        return [(one.kind, one.name) for one in view]

    assert await kinds("noord") == [(Kind.ORGANISATION, "Noordstad")]
    table = "Stuurgroep mensenhandel"
    assert await kinds("STUUR") == [(Kind.REGION, table), (Kind.TABLE, table)]
    assert await kinds("STUUR", people.outsider) == [(Kind.REGION, table)]
    assert await kinds("zorg") == [(Kind.FILLING, "adviseur Zorg")]
    assert await kinds("pin") == [(Kind.FILLING, "adviseur Zorg")]
    assert await kinds("pin", people.outsider) == []
    assert await kinds("region linking pin") == [(Kind.FILLING, "adviseur Zorg")]
    assert await kinds("pin ZORG") == [(Kind.FILLING, "adviseur Zorg")]
    assert await kinds("inking") == [] == await kinds("pin zuiddorp")
    assert await kinds("  ") == [] == await kinds("100%")
    await DATABASE.fetch(
        "update organisation set cbs_code = 'GM0009', valid_until = $2 where id = $1",
        people.north, TODAY,
    )  # fmt: skip
    [gone] = await found("gm0009", {}, by=people.administrator, today=TODAY)
    assert (gone.name, gone.ended) == ("Noordstad", True)


async def test_card_and_search_go_by_page_and_by_api(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await filled(people.keeper, people.administrator, AT)
        async with signed_in(transport, people.administrator) as client:
            at = f"/organisaties/{people.keeper}"
            page = (await client.get(at)).text
            assert "adviseur veiligheid" in page and "Een functie invullen" in page
            told = (await client.get(f"/api/v1{at}/organisatiekaart")).json()
            assert told["fillings"][0]["holderFunction"] == "adviseur veiligheid"
            assert "Dekking" in (await client.get("/netwerk")).text
            assert "adviseur veiligheid" in (await client.get("/netwerk?search=linking")).text
            assert "Niets gevonden" in (await client.get("/netwerk?search=xyz")).text
            named = (await client.get("/api/v1/netwerk?search=linking")).json()
            assert [one["kind"] for one in named] == ["filling"]
