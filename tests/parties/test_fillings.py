"""Filling a function: what is right, who may, who sees it, and two at once."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.fillings import MAILBOX, asked, filled, form, region
from tests.builders.parties import Cast, actor, cast
from tests.builders.service import AT

from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.parties.actions import end_filling
from governance.parties.fillings import actions, queries
from governance.parties.fillings.forms import ConfirmForm, EndForm, FillingChange
from governance.parties.fillings.queries import Wanted
from governance.parties.rules import Age, FillingPart, FunctionKind

TODAY = day(AT)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def administrator(of: UUID, *regions: UUID) -> Actor:
    """Who administers an organisation, which is in these regions."""
    made = await actor(RoleKind.ADMINISTRATOR, organisation=of)
    return replace(made, roles=tuple(replace(role, regions=regions) for role in made.roles))


def change(view: queries.FillingView, **fields: object) -> FillingChange:
    names = [name for name in FillingChange.__struct_fields__ if name != "version"]
    said = {name: getattr(view, name) for name in names}
    return FillingChange(**{**said, "version": view.version, **fields})  # type: ignore[arg-type]


async def seen(filling: UUID, by: Actor) -> queries.FillingView:
    return await queries.filling(filling, by=by, today=TODAY)


async def test_an_organisation_fills_a_function_for_itself_and_that_is_in_the_trail(
    people: Cast,
) -> None:
    made = await filled(people.keeper, people.administrator, AT, telephone="043 350 4040")
    view = await seen(made, people.administrator)
    assert (view.serves, view.provider, view.part) == ("Region office", "Region office", "holder")
    assert (view.mailbox, view.telephone, view.confirmed_on) == (MAILBOX, "043 350 4040", TODAY)
    [row] = await DATABASE.fetch(
        "select organisation_id, changes from trail_entry where thing_id = $1", made
    )
    assert row["organisation_id"] == people.keeper
    assert "linking_pin" in row["changes"] and "350" not in row["changes"]


async def test_everything_that_is_wrong_is_told_at_once(people: Cast) -> None:
    wrong = form(
        mailbox="", telephone="zie intranet", fte_agreed=Decimal(-1), serves_id=people.south,
        valid_until=date(2025, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        await actions.fill_function(people.keeper, wrong, by=people.administrator, at=AT)
    assert {c.field for c in refused.value.complaints} == {
        "telephone", "fte", "fteAgreed", "servesId", "validUntil",
    }  # fmt: skip
    unreachable = form(mailbox="")
    with pytest.raises(Refused) as refused:
        await actions.fill_function(people.keeper, unreachable, by=people.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == ["mailbox"]


async def test_the_same_function_and_scope_is_filled_once_at_a_time(people: Cast) -> None:
    by = people.administrator
    first = await filled(people.keeper, by, AT, "care_coordinator", age=Age.UNDER_23)
    await filled(people.keeper, by, AT, "care_coordinator", age=Age.FROM_23)
    await filled(people.keeper, by, AT, "care_coordinator", age=Age.UNDER_23,
                 part=FillingPart.DEPUTY)  # fmt: skip
    with pytest.raises(Refused) as refused:
        await filled(people.keeper, by, AT, "care_coordinator", age=Age.UNDER_23)
    [complaint] = refused.value.complaints
    assert complaint.field == "validFrom"
    assert complaint.values == {"holder": "adviseur veiligheid"}
    until = EndForm(TODAY, (await seen(first, by)).version)
    await actions.stop_filling(first, until, by=by, at=AT)
    await filled(people.keeper, by, AT, "care_coordinator", age=Age.UNDER_23, valid_from=TODAY)


async def test_of_two_who_fill_the_same_at_once_one_wins_and_the_other_is_told(
    people: Cast,
) -> None:
    both = (filled(people.keeper, people.administrator, AT) for _ in range(2))
    found = await asyncio.gather(*both, return_exceptions=True)
    [made] = [one for one in found if isinstance(one, UUID)]
    [refused] = [one for one in found if isinstance(one, Refused)]
    assert [c.field for c in refused.complaints] == ["validFrom"]
    [row] = await DATABASE.fetch("select id from filling")
    assert row["id"] == made


async def test_an_organisation_serves_its_regions_and_their_members(people: Cast) -> None:
    care = await region("Zorgregio", people.keeper, people.north, kind="care_region")
    province = await region("Provincie", people.keeper, people.south, kind="province")
    by = await administrator(people.keeper, care, province)
    served = await queries.served_by(people.keeper, by=by, today=TODAY)
    assert [one.name for one in served if one.kind == "member"] == ["Noordstad"]
    of_region = await filled(people.keeper, by, AT, "care_coordinator", serves_id=care)
    of_north = await filled(people.keeper, by, AT, "designated_officer", serves_id=people.north)
    assert (await seen(of_region, by)).serves_region
    assert (await seen(of_north, by)).provider == "Region office"
    at_north = await queries.of_organisation(people.north, by=by, today=TODAY)
    assert {one.id for one in at_north} == {of_region, of_north}


async def test_who_is_served_may_end_it_and_not_correct_it(people: Cast) -> None:
    care = await region("Zorgregio", people.keeper, people.north, kind="care_region")
    by = await administrator(people.keeper, care)
    made = await filled(people.keeper, by, AT, "designated_officer", serves_id=people.north)
    of_north = await administrator(people.north, care)
    view = await seen(made, of_north)
    assert (view.may_end, view.may_confirm, view.may_change) == (True, True, False)
    with pytest.raises(NotAllowed):
        await actions.change_filling(made, change(view), by=of_north, at=AT)
    end = EndForm(TODAY + timedelta(days=1), view.version)
    await actions.stop_filling(made, end, by=of_north, at=AT)
    assert (await seen(made, of_north)).valid_until == TODAY + timedelta(days=1)


async def test_an_outsider_sees_nothing_and_may_nothing(people: Cast) -> None:
    made = await filled(people.keeper, people.administrator, AT)
    with pytest.raises(NotFound):
        await seen(made, people.outsider)
    assert (await queries.fillings(people.outsider, TODAY, Wanted())).total == 0
    with pytest.raises(NotFound):
        await actions.confirm_filling(made, ConfirmForm(1), by=people.outsider, at=AT)
    with pytest.raises(NotAllowed):
        await filled(people.keeper, people.outsider, AT, "contact_point")
    assert await queries.of_organisation(people.keeper, by=people.outsider, today=TODAY) == []


async def test_what_is_shielded_is_for_who_works_there(people: Cast) -> None:
    care = await region("Zorgregio", people.keeper, people.north, kind="care_region")
    by = await administrator(people.keeper, care)
    made = await filled(
        people.keeper, by, AT, email="adviseur@regio.example", telephone="1", shielded=True
    )
    own, other = await seen(made, by), await seen(made, await administrator(people.north, care))
    assert (own.email, own.withheld) == ("adviseur@regio.example", False)
    assert (other.email, other.telephone, other.withheld) == ("", "", True)
    assert other.mailbox == MAILBOX


async def test_one_of_two_who_correct_at_once_is_told(people: Cast) -> None:
    by = people.administrator
    made = await filled(people.keeper, by, AT)
    view = await seen(made, by)
    await actions.change_filling(made, change(view, mandate="M-1"), by=by, at=AT)
    with pytest.raises(Overtaken):
        await actions.change_filling(made, change(view, mandate="M-2"), by=by, at=AT)
    assert (await seen(made, by)).mandate == "M-1"
    with pytest.raises(Overtaken):
        await actions.confirm_filling(made, ConfirmForm(view.version), by=by, at=AT)


async def test_what_has_ended_is_not_ended_or_confirmed_again(people: Cast) -> None:
    by = people.administrator
    made = await filled(people.keeper, by, AT)
    await actions.stop_filling(made, EndForm(TODAY, 1), by=by, at=AT)
    for act, said in (
        (actions.stop_filling, EndForm(TODAY, 2)),
        (actions.confirm_filling, ConfirmForm(2)),
    ):
        with pytest.raises(WrongState):
            await act(made, said, by=by, at=AT)  # type: ignore[operator]


async def test_an_end_lies_after_the_beginning_and_not_after_the_end(people: Cast) -> None:
    by = people.administrator
    made = await filled(people.keeper, by, AT, valid_until=TODAY + timedelta(days=30))
    for ends in (date(2026, 1, 1), TODAY + timedelta(days=31)):
        with pytest.raises(Refused) as refused:
            await actions.stop_filling(made, EndForm(ends, 1), by=by, at=AT)
        assert [c.field for c in refused.value.complaints] == ["validUntil"]


async def test_the_list_shows_what_was_on_a_day_in_two_queries(people: Cast) -> None:
    by = people.administrator
    made = await filled(people.keeper, by, AT)
    for function in ("portfolio_holder", "contact_point", "designated_officer"):
        await filled(people.keeper, by, AT, function)
    await actions.stop_filling(made, EndForm(date(2026, 6, 1), 1), by=by, at=AT)

    async def found(**wanted: object) -> list[FunctionKind]:
        asked = Wanted(**{"on": TODAY, **wanted})  # type: ignore[arg-type]
        before = DATABASE.queries
        page = await queries.fillings(by, TODAY, asked)
        assert DATABASE.queries - before == 2
        return [one.function for one in page.fillings]

    assert len(await found()) == 3
    assert len(await found(on=date(2026, 5, 31))) == 4
    assert await found(function="contact_point") == ["contact_point"]
    assert await found(search="adviseur veil", organisation=people.north) == []
    assert len(await found(search="region")) == 3
    assert await found(unconfirmed=True) == []
    later = TODAY + timedelta(days=93)
    page = await queries.fillings(by, later, Wanted(on=later, unconfirmed=True))
    assert page.total == 3 and all(one.to_confirm for one in page.fillings)


async def test_who_runs_the_service_fills_for_everybody_and_sees_what_is_shielded(
    people: Cast,
) -> None:
    runs = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    made = await filled(people.north, runs, AT, telephone="1", shielded=True)
    assert not (await seen(made, runs)).withheld
    reads = Actor(runs.person_id, "lezer", (Role(made, RoleKind.READER),))
    view = await seen(made, reads)
    assert view.withheld and not (view.may_change or view.may_end or view.may_confirm)


async def test_an_open_question_is_answered_when_the_function_is_filled(people: Cast) -> None:
    by = people.administrator
    question = await asked(people.keeper, by, AT)
    await filled(people.keeper, by, AT, "care_coordinator")
    [row] = await DATABASE.fetch("select outcome from filling_request where id = $1", question)
    assert row["outcome"] == "filled"


async def test_a_filling_that_is_ended_on_its_first_day_was_filled_for_that_day(
    people: Cast,
) -> None:
    made = await filled(people.keeper, people.administrator, AT, valid_from=TODAY)
    for ends in (TODAY, TODAY - timedelta(days=3)):
        async with DATABASE.transaction():
            await end_filling(made, ends, by=people.administrator, at=AT, cause=None)
        view = await seen(made, people.administrator)
        assert view.valid_until == TODAY + timedelta(days=1)


async def test_who_is_no_more_fills_nothing_and_nothing_is_filled_for_it(people: Cast) -> None:
    at_north = await administrator(people.north)
    gone = TODAY + timedelta(days=30)
    made = await filled(people.north, at_north, AT, "contact_point", valid_until=gone)
    await DATABASE.fetch(
        "update organisation set valid_until = $2 where id = $1", people.north, gone
    )
    for begins, ends, field in (
        (gone, None, "validFrom"), (TODAY, None, "validUntil"),
        (TODAY, gone + timedelta(days=1), "validUntil"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            await filled(people.north, at_north, AT, valid_from=begins, valid_until=ends)
        assert [c.field for c in refused.value.complaints] == [field]
    await filled(people.north, at_north, AT, valid_from=TODAY, valid_until=gone)
    later = change(await seen(made, at_north), valid_until=None)
    with pytest.raises(Refused):
        await actions.change_filling(made, later, by=at_north, at=AT)
