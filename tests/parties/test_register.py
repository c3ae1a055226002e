"""The register by hand: who may, what is kept of before, what an official register holds."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.agreements import up_for_decision
from tests.builders.people import operator

from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.views import add
from governance.parties.register import actions
from governance.parties.register.authorities import actions as authorities
from governance.parties.register.authorities.forms import AuthorityChangeForm, AuthorityForm
from governance.parties.register.forms import AddForm, ChangeForm, EndForm, RenameForm
from governance.parties.register.queries import Wanted, card, register
from governance.parties.tables import Filling, Membership, Succession

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SINCE = date(2026, 6, 1)


def adding(name: str = "Stichting Veilig", **given: Any) -> AddForm:
    return AddForm(**{"kind": "civil_society", "name": name, **given})


def changing(**given: Any) -> ChangeForm:
    asked = {"kind": "municipality", "level": "local", "legal_personality": True, "version": 1}
    return ChangeForm(**{**asked, **given})


async def names(by: Actor, **asked: Any) -> list[str]:
    found = await register(by, Wanted(**asked), today=TODAY)
    return [one.name for one in found.organisations]


async def noted(thing: UUID) -> list[str]:
    rows = await DATABASE.fetch(
        "select verb from trail_entry where thing_id = $1 order by at, number", thing
    )
    return [row["verb"] for row in rows]


def told(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.field for one in refused.value.complaints]


async def test_what_an_administrator_adds_is_kept_by_the_own_organisation(
    database: Database,
) -> None:
    people = await parties.cast()
    made = await actions.add_organisation(
        adding(cbs_code="", kvk="1234 5678"), by=people.administrator, at=AT
    )
    view = await card(made, by=people.administrator)
    assert (view.keeper_id, view.kvk, view.level) == (people.keeper, "12345678", "local")
    assert view.may_change
    assert not (await card(made, by=people.outsider)).may_change
    assert await noted(made) == ["add_organisation"]


async def test_what_the_system_administrator_adds_is_kept_by_the_service(
    database: Database,
) -> None:
    people = await parties.cast()
    made = await actions.add_organisation(adding(), by=await operator(), at=AT)
    assert (await card(made, by=people.outsider)).keeper_id is None
    with pytest.raises(NotAllowed):
        await actions.end_organisation(made, EndForm(TODAY, 1), by=people.administrator, at=AT)


async def test_who_administers_nothing_adds_nothing_and_an_outsider_changes_nothing(
    database: Database,
) -> None:
    people = await parties.cast()
    for by in (people.pin_north, people.secretary):
        with pytest.raises(NotAllowed):
            await actions.add_organisation(adding(), by=by, at=AT)
    with pytest.raises(NotAllowed):
        await actions.add_organisation(adding(keeper_id=people.keeper), by=people.outsider, at=AT)
    with pytest.raises(NotAllowed):
        await actions.change_organisation(people.north, changing(), by=people.outsider, at=AT)


async def test_all_that_is_wrong_is_told_at_once(database: Database) -> None:
    people = await parties.cast()
    await parties.organisation("Elders", cbs_code="GM0001")
    with pytest.raises(Refused) as refused:
        await actions.add_organisation(
            adding(
                "Verweg", kind="municipality", cbs_code="gm0001", oin="1", kvk="1", mailbox="x",
                legal_personality=False, acting_body_id=people.riec,
            ),
            by=people.administrator, at=AT,
        )  # fmt: skip
    assert told(refused) == ["name", "oin", "kvk", "cbsCode", "mailbox", "actingBodyId"]


async def test_an_entry_changes_and_the_mailbox_stays_out_of_the_trail(
    database: Database,
) -> None:
    people = await parties.cast()
    by = await parties.actor(people.administrator.roles[0].kind, organisation=people.north)
    form = changing(mailbox="veiligheid@noordstad.example", cbs_code="GM0917")
    await actions.change_organisation(people.north, form, by=by, at=AT)
    view = await card(people.north, by=by)
    assert (view.mailbox, view.cbs_code, view.version) == (form.mailbox, "GM0917", 2)
    [row] = await database.fetch(
        "select changes from trail_entry where thing_id = $1", people.north
    )
    assert "noordstad.example" not in row["changes"] and "mailbox_changed" in row["changes"]
    with pytest.raises(Overtaken):
        await actions.change_organisation(people.north, form, by=by, at=AT)


async def test_of_two_at_once_one_wins(database: Database) -> None:
    people, by = await parties.cast(), await operator()
    ran = await asyncio.gather(
        *(
            actions.change_organisation(people.north, changing(kvk=kvk), by=by, at=AT)
            for kvk in ("11111111", "22222222")
        ),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in ran) == ["NoneType", "Overtaken"]


async def test_of_two_who_add_the_same_one_wins(database: Database) -> None:
    people = await parties.cast()
    form = adding(kvk="12345678")
    ran = await asyncio.gather(
        *(actions.add_organisation(form, by=people.administrator, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in ran) == ["Refused", "UUID"]


async def test_a_new_name_holds_from_its_day_and_the_old_one_is_found(
    database: Database,
) -> None:
    people, by = await parties.cast(), await operator()
    form = RenameForm("Noordenstad", SINCE, version=1)
    await actions.rename_organisation(people.north, form, by=by, at=AT)
    assert "Noordenstad" in await names(by)
    assert "Noordstad" in await names(by, on=date(2026, 5, 31))
    assert "Noordenstad" in await names(by, on=SINCE)
    assert await names(by, search="noordst") == ["Noordenstad"]
    assert await noted(people.north) == ["rename_organisation"]
    with pytest.raises(Refused) as refused:
        await actions.rename_organisation(
            people.north, RenameForm("Verweg", SINCE, version=2), by=by, at=AT
        )
    assert told(refused) == ["name", "validFrom"]
    for wrong in (date(2027, 1, 1), SINCE):
        with pytest.raises(Refused):
            await actions.rename_organisation(
                people.north, RenameForm("Iets anders", wrong, version=2), by=by, at=AT
            )


async def test_what_an_official_register_holds_is_not_changed_by_hand(
    database: Database,
) -> None:
    by = await operator()
    one = await parties.organisation("Uit register", cbs_code="GM0001", source="cbs")
    with pytest.raises(Refused) as refused:
        await actions.rename_organisation(one, RenameForm("Zelf", SINCE, version=1), by=by, at=AT)
    assert told(refused) == ["name"]
    with pytest.raises(Refused) as refused:
        await actions.change_organisation(one, changing(cbs_code="GM0002"), by=by, at=AT)
    assert told(refused) == ["cbsCode"]
    await actions.change_organisation(
        one, changing(cbs_code="GM0001", level="regional"), by=by, at=AT
    )
    assert (await card(one, by=by)).level == "regional"


async def test_what_ends_takes_its_memberships_and_functions_along_and_stays_in_the_past(
    database: Database,
) -> None:
    people, by = await parties.cast(), await operator()
    [row] = await database.fetch('select "grouping" from committee')
    await add(Membership(grouping=row["grouping"], organisation=people.north, valid_from=SINCE))
    await add(
        Filling(
            organisation=people.north, function="linking_pin", holder_function="adviseur",
            valid_from=SINCE,
        )
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        await actions.end_organisation(people.north, EndForm(SINCE, 1), by=by, at=AT)
    assert told(refused) == ["endsOn"]
    await actions.end_organisation(people.north, EndForm(TODAY, 1), by=by, at=AT)
    assert "Noordstad" not in await names(by)
    assert "Noordstad" in await names(by, on=date(2026, 11, 23))
    assert await names(by, ended=True) == ["Noordstad"]
    assert "Noordstad" in await names(by, region=row["grouping"], on=date(2026, 11, 23))
    rows = await database.fetch("select verb, cause_id from trail_entry where cause_id is not null")
    assert sorted(row["verb"] for row in rows) == ["end_filling", "end_membership"]
    await actions.end_organisation(people.north, EndForm(None, 2), by=by, at=AT)
    assert "Noordstad" in await names(by)


async def test_who_was_succeeded_does_not_come_back(database: Database) -> None:
    people, by = await parties.cast(), await operator()
    await database.fetch(
        "update organisation set valid_until = $2 where id = $1", people.north, TODAY
    )
    await add(Succession(predecessor=people.north, successor=people.south, happens_on=TODAY))
    with pytest.raises(Refused):
        await actions.end_organisation(people.north, EndForm(None, 1), by=by, at=AT)
    view = await card(people.south, by=by)
    assert [one.name for one in view.predecessors] == ["Noordstad"]


async def test_authorities_are_kept_and_one_that_an_agreement_names_stays(
    database: Database,
) -> None:
    people, by = await parties.cast(), await operator()
    await up_for_decision(people, at=AT)
    form = AuthorityForm("council", "de raad van Noordstad", "voorzitter van de raad")
    made = await authorities.add_authority(people.north, form, by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await authorities.add_authority(people.north, form, by=by, at=AT)
    assert told(refused) == ["name"]
    other = AuthorityChangeForm("council", "de gemeenteraad", "griffier", 1)
    await authorities.change_authority(people.north, made, other, by=by, at=AT)
    with pytest.raises(Overtaken):
        await authorities.change_authority(people.north, made, other, by=by, at=AT)
    with pytest.raises(NotFound):
        await authorities.remove_authority(people.south, made, by=by, at=AT)
    await authorities.remove_authority(people.north, made, by=by, at=AT)
    with pytest.raises(Refused):
        await authorities.remove_authority(people.north, people.north_executive, by=by, at=AT)
    with pytest.raises(NotAllowed):
        await authorities.add_authority(people.north, form, by=people.outsider, at=AT)
    assert await noted(made) == ["add_authority", "change_authority", "remove_authority"]


async def test_a_card_takes_as_many_queries_however_much_there_is(database: Database) -> None:
    people = await parties.cast()
    for of in (people.north, people.keeper):
        before = database.queries
        await card(of, by=people.pin_north)
        assert database.queries - before == 5
