"""Tables and seats: who keeps them, who sees them, and when personal data may be on the table."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import date
from uuid import UUID

import pytest
from tests.builders.commitments import in_force
from tests.builders.fillings import region
from tests.builders.parties import Cast, cast
from tests.builders.seating import seat, seated
from tests.builders.service import AT, service, signed_in
from tests.builders.waiting import elsewhere, waits

from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.base.views import add
from governance.parties.rules import CommitteeKind, FunctionKind
from governance.parties.seating import actions, queries
from governance.parties.seating.forms import EndForm, SeatChange, TableChange, TableForm
from governance.parties.seating.queries import Wanted
from governance.parties.seating.rules import Seated, asks_basis, lacking
from governance.parties.tables import Membership

TODAY = day(AT)
NAMED = {"basis": "Wgs art. 2.1", "protocol": "Protocol 2026", "dpia": "DPIA 12"}


@pytest.fixture
async def people(database: Database) -> Cast:
    made = await cast()
    await DATABASE.fetch("update organisation set level = 'regional' where id = $1", made.police)
    return made


async def signal_table(people: Cast, **fields: object) -> UUID:
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    said = {"kind": CommitteeKind.SIGNAL_MEETING, "name": "Signaaltafel", **fields}
    form = TableForm(**{"grouping_id": row["grouping"], **said})  # type: ignore[arg-type]
    return await actions.add_table(people.keeper, form, by=people.administrator, at=AT)


def test_personal_data_is_on_the_table_only_where_all_three_grounds_are_named() -> None:
    assert lacking(Seated("", "", "")) == ("basis", "protocol", "dpia")
    assert lacking(Seated("Wgs", "", "DPIA")) == ("protocol",)
    assert lacking(Seated("Wgs", "p", "d")) == ()


def test_of_a_care_coordinator_at_the_table_of_a_riec_the_basis_is_asked() -> None:
    assert asks_basis(FunctionKind.CARE_COORDINATOR, True, "")
    assert not asks_basis(FunctionKind.CARE_COORDINATOR, True, "Wgs")
    assert not asks_basis(FunctionKind.CARE_COORDINATOR, False, "")
    assert not asks_basis(FunctionKind.LINKING_PIN, True, "")


async def test_a_table_and_its_seats_are_kept_and_noted(people: Cast) -> None:
    made = await signal_table(people, meetings_per_year=6, purpose="Signalen wegen")
    given = await seated(made, people.keeper, people.administrator, AT, **NAMED)
    await seated(made, people.police, people.administrator, AT, function="chain_director")
    view = await queries.table(made, by=people.administrator, today=TODAY)
    assert (view.meetings_per_year, view.seats, view.without_data) == (6, 2, 1)
    first, second = await queries.seats(made, by=people.administrator, today=TODAY)
    assert (first.lacking, second.lacking) == (("basis", "protocol", "dpia"), ())
    assert second.id == given
    verbs = await DATABASE.fetch("select verb from trail_entry order by id")
    assert [row["verb"] for row in verbs] == ["add_table", "give_seat", "give_seat"]


async def test_everything_that_is_wrong_is_told_at_once(people: Cast) -> None:
    with pytest.raises(Refused) as refused:
        await signal_table(people, meetings_per_year=0, grouping_id=new_id())
    assert {c.field for c in refused.value.complaints} == {"meetingsPerYear", "groupingId"}
    wrong = seat(people.north, valid_until=date(2025, 1, 1))
    with pytest.raises(Refused) as refused:
        await actions.give_seat(people.committee, wrong, by=people.administrator, at=AT)
    assert {c.field for c in refused.value.complaints} == {"organisationId", "validUntil"}


async def test_the_same_function_of_an_organisation_sits_once_at_a_table(people: Cast) -> None:
    by = people.administrator
    both = (seated(people.committee, people.keeper, by, AT) for _ in range(2))
    found = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["Refused", "UUID"]
    await seated(people.committee, people.keeper, by, AT, holder_function="secretaris")


async def test_as_it_was_on_a_day_shows_who_sat_then(people: Cast) -> None:
    by = people.administrator
    made = await seated(people.committee, people.keeper, by, AT)
    await actions.end_seat(made, EndForm(date(2026, 6, 1), 1), by=by, at=AT)
    for on, number in ((date(2026, 5, 31), 1), (date(2026, 6, 1), 0), (date(2025, 1, 1), 0)):
        found = await queries.seats(people.committee, by=by, today=TODAY, on=on)
        assert len(found) == number
    with pytest.raises(WrongState):
        await actions.end_seat(made, EndForm(TODAY, 2), by=by, at=AT)
    with pytest.raises(Refused):
        other = await seated(people.committee, people.police, by, AT)
        await actions.end_seat(other, EndForm(date(2025, 1, 1), 1), by=by, at=AT)


async def test_a_table_ends_with_its_seats_but_not_while_it_watches_over_agreements(
    people: Cast,
) -> None:
    by = people.administrator
    made = await signal_table(people)
    given = await seated(made, people.keeper, by, AT)
    await actions.end_table(made, EndForm(TODAY, 1), by=by, at=AT)
    assert (await queries.seat(given, by=by, today=TODAY)).valid_until == TODAY
    assert (await queries.tables(by, TODAY, Wanted(ended=True))).total == 1
    with pytest.raises(WrongState):
        await seated(made, people.police, by, AT)
    await in_force(people)
    with pytest.raises(Refused) as refused:
        await actions.end_table(people.committee, EndForm(TODAY, 1), by=by, at=AT)
    assert refused.value.complaints[0].values == {"number": 1}


async def test_no_seat_outlives_its_table(people: Cast) -> None:
    by, ends, after = people.administrator, date(2029, 1, 1), date(2029, 1, 2)
    made = await signal_table(people)
    given = await seated(made, people.keeper, by, AT)
    yet = await seated(made, people.police, by, AT, valid_from=ends)
    await _refused(actions.end_table(made, EndForm(ends, 1), by=by, at=AT), {"number": 1})
    begun = SeatChange(holder_function="adviseur", valid_from=TODAY, version=1)
    await actions.change_seat(yet, begun, by=by, at=AT)
    await actions.end_table(made, EndForm(ends, 1), by=by, at=AT)
    assert (await queries.seat(given, by=by, today=TODAY)).valid_until == ends
    longer = SeatChange(holder_function="adviseur", valid_from=TODAY, version=2)
    for act in (
        seated(made, people.police, by, AT, holder_function="voorzitter"),
        seated(made, people.police, by, AT, holder_function="lid", valid_until=after),
        actions.change_seat(given, longer, by=by, at=AT),
        actions.end_seat(given, EndForm(after, 2), by=by, at=AT),
    ):
        await _refused(act, {"day": ends})
    await seated(made, people.police, by, AT, holder_function="lid", valid_until=ends)


async def _refused(act: Awaitable[object], values: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        await act
    [said] = refused.value.complaints
    assert (said.field, said.values) == ("validUntil", values)


async def test_who_keeps_and_who_only_seats(people: Cast) -> None:
    change = TableChange(CommitteeKind.WORKING_GROUP, "Anders", version=1)
    with pytest.raises(NotAllowed):
        await actions.change_table(people.committee, change, by=people.secretary, at=AT)
    await seated(people.committee, people.keeper, people.secretary, AT)
    with pytest.raises(NotAllowed):
        await seated(people.committee, people.police, people.chair, AT)
    for act in (
        actions.change_table(people.committee, change, by=people.outsider, at=AT),
        queries.table(people.committee, by=people.outsider, today=TODAY),
    ):
        with pytest.raises(NotFound):
            await act
    assert (await queries.tables(people.outsider, TODAY, Wanted())).total == 0


async def test_who_sits_at_a_table_sees_it(people: Cast) -> None:
    await DATABASE.fetch(
        "update organisation set level = 'national' where id = $1", people.stranger
    )
    await seated(people.committee, people.stranger, people.administrator, AT)
    view = await queries.table(people.committee, by=people.outsider, today=TODAY)
    assert (view.may_keep, view.may_seat) == (False, False)


async def test_one_of_two_who_change_at_once_is_told(people: Cast) -> None:
    by = people.administrator
    made = await seated(people.committee, people.keeper, by, AT)
    form = SeatChange(holder_function="adviseur", valid_from=date(2026, 1, 1), version=1, **NAMED)
    await actions.change_seat(made, form, by=by, at=AT)
    with pytest.raises(Overtaken):
        await actions.change_seat(made, form, by=by, at=AT)
    change = TableChange(CommitteeKind.STEERING_COMMITTEE, "Stuurgroep", version=2)
    with pytest.raises(Overtaken):
        await actions.change_table(people.committee, change, by=by, at=AT)


async def test_lists_take_few_queries_however_many_there_are(people: Cast) -> None:
    by = people.administrator
    for number in range(12):
        made = await signal_table(people, name=f"Tafel {number:02}")
        await seated(made, people.keeper, by, AT)
    before = DATABASE.queries
    found = await queries.tables(by, TODAY, Wanted(kind="signal_meeting", search="tafel 0"))
    assert (found.total, DATABASE.queries - before) == (10, 2)
    before = DATABASE.queries
    assert len(await queries.of_organisation(people.keeper, by=by, today=TODAY)) == 12
    assert len(await queries.every(by, TODAY, Wanted())) == 13
    assert DATABASE.queries - before == 2


async def test_pages_and_api_keep_a_table_and_its_seats(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        riec = await region("RIEC-gebied", people.keeper, kind="riec")
        async with signed_in(transport, people.administrator) as client:
            new = f"/organisaties/{people.keeper}/overleggen/nieuw"
            assert "Overleg toevoegen" in (await client.get(new)).text
            said = {"kind": "signal_meeting", "name": "Tafel", "groupingId": str(riec)}
            wrong = await client.post(
                new, data={**said, "meetingsPerYear": "0", "purpose": "Wegen"}
            )
            assert wrong.status_code == 400 and "Wegen" in wrong.text
            made = (await client.post(new, data=said)).headers["location"]
            give = f"{made}/zetels/nieuw"
            assert "noem de grondslag" in (await client.get(give)).text
            typed = {
                "organisationId": str(people.keeper), "holderFunction": "zorgcoördinator",
                "part": "member", "function": "care_coordinator", "validFrom": "01-01-2026",
            }  # fmt: skip
            assert (await client.post(give, data=typed)).headers["location"] == made
            page = (await client.get(made)).text
            assert "zonder persoonsgegevens" in page and "noem de grondslag" in page
            [told] = (await client.get(f"/api/v1{made}/zetels")).json()
            assert told["lacking"] == ["basis", "protocol", "dpia"]
            at = f"/zetels/{told['id']}"
            assert "zorgcoördinator" in (await client.get(f"{at}/gegevens")).text
            named = {**typed, **NAMED, "version": "1"}
            named.pop("organisationId")
            assert (await client.post(f"{at}/gegevens", data=named)).status_code == 303
            assert (await client.get(f"/api/v1{at}")).json()["lacking"] == []
            ended = await client.post(f"/api/v1{at}/beeindiging",
                                      json={"validUntil": "2026-06-01", "version": 2})  # fmt: skip
            assert ended.json()["validUntil"] == "2026-06-01"
            on = (await client.get(f"{made}?on=01-02-2026")).text
            assert "zorgcoördinator" in on
            assert "Op die dag zit hier niemand" in (await client.get(made)).text
            assert "Tafel" in (await client.get("/overleggen?kind=signal_meeting")).text
            file = await client.get("/overleggen/uitvoer")
            assert "RIEC-gebied" in file.text
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(made)).status_code == 404
            assert (await client.get(f"/api/v1{at}")).status_code == 404


async def member(grouping: UUID, organisation: UUID, begins: date, ends: date | None) -> None:
    await add(
        Membership(
            grouping=grouping, organisation=organisation, valid_from=begins, valid_until=ends
        )
    )


async def test_who_can_sit_is_looked_up_on_the_first_day_of_the_seat(people: Cast) -> None:
    made, by = await signal_table(people), people.administrator
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', made)
    leaves, comes = date(2027, 6, 1), date(2027, 9, 1)
    since = date(2020, 1, 1)
    for organisation, period in (
        (people.north, (since, leaves)), (people.south, (comes, None)),
    ):  # fmt: skip
        await member(row["grouping"], organisation, *period)
    for organisation, begins, may in (
        (people.north, date(2027, 5, 31), True), (people.north, leaves, False),
        (people.south, comes, True), (people.south, date(2027, 8, 31), False),
    ):  # fmt: skip
        function = f"adviseur {begins}"
        if may:
            await seated(made, organisation, by, AT, valid_from=begins, holder_function=function)
        else:
            with pytest.raises(Refused) as refused:
                await seated(
                    made, organisation, by, AT, valid_from=begins, holder_function=function
                )
            assert [c.field for c in refused.value.complaints] == ["organisationId"]


async def test_two_who_give_the_same_seat_at_once_give_it_once(
    owner_url: str, people: Cast
) -> None:
    made, by = await signal_table(people), people.administrator
    async with elsewhere(owner_url) as other:
        await other.fetch("select id from committee where id = $1 for update", made)
        await other.execute(
            "insert into seat (id, version, committee, organisation, holder_function, part,"
            " valid_from) values ($1, 1, $2, $3, $4, 'member', '2026-01-01')",
            new_id(), made, people.keeper, seat(people.keeper).holder_function,
        )  # fmt: skip
        second = await waits(seated(made, people.keeper, by, AT), other)
    with pytest.raises(Refused):
        await second
    [row] = await DATABASE.fetch("select count(*)::int as n from seat where committee = $1", made)
    assert row["n"] == 1


async def test_the_form_of_a_seat_offers_who_can_sit_then_or_later(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await signal_table(people)
        [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', made)
        await member(row["grouping"], people.north, date(2020, 1, 1), date(2026, 6, 1))
        await member(row["grouping"], people.south, date(2027, 9, 1), None)
        at = f"/overleggen/{made}/zetels/nieuw"
        async with signed_in(transport, by) as client:
            form = (await client.get(at)).text
            assert str(people.south) in form, "a member from a later day"
            assert str(people.north) not in form, "not a member any more"
            typed = {
                "organisationId": str(people.stranger), "holderFunction": "adviseur",
                "part": "member", "validFrom": "01-05-2026", "validUntil": "01-06-2026",
            }  # fmt: skip
            wrong = await client.post(at, data=typed)
            assert wrong.status_code == 400
            assert str(people.north) in wrong.text, "of the day that was typed"
            typed["organisationId"] = str(people.north)
            assert (await client.post(at, data=typed)).status_code == 303
