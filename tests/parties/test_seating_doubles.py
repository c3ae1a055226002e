"""Of a table there is one of a name in a region, and it has one chair at a time."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import UUID

import pytest
from tests.builders.parties import Cast, cast
from tests.builders.seating import seated
from tests.builders.service import AT

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.parties.rules import CommitteeKind, SeatPart
from governance.parties.seating import actions
from governance.parties.seating.forms import EndForm, SeatChange, TableChange, TableForm

CHAIRS = {"part": SeatPart.CHAIR, "holder_function": "voorzitter"}


@pytest.fixture
async def people(database: Database) -> Cast:
    made = await cast()
    await DATABASE.fetch("update organisation set level = 'regional' where id = $1", made.police)
    return made


async def table(people: Cast, name: str) -> UUID:
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    form = TableForm(CommitteeKind.SIGNAL_MEETING, name, row["grouping"])
    return await actions.add_table(people.keeper, form, by=people.administrator, at=AT)


async def fields_of(asked: object) -> set[str]:
    with pytest.raises(Refused) as refused:
        await asked  # type: ignore[misc]
    return {one.field for one in refused.value.complaints}


async def test_a_region_has_one_table_of_a_name_until_it_ends(people: Cast) -> None:
    by = people.administrator
    first = await table(people, "Signaaltafel")
    assert await fields_of(table(people, "signaaltafel")) == {"name"}
    other = await table(people, "Casustafel")
    called = TableChange(CommitteeKind.SIGNAL_MEETING, "SIGNAALTAFEL", version=1)
    assert await fields_of(actions.change_table(other, called, by=by, at=AT)) == {"name"}
    itself = TableChange(CommitteeKind.SIGNAL_MEETING, "SignaalTafel", version=1)
    await actions.change_table(first, itself, by=by, at=AT)
    await actions.end_table(first, EndForm(AT.date(), 2), by=by, at=AT)
    await table(people, "Signaaltafel")


async def test_of_two_who_add_a_table_of_one_name_at_once_one_does(people: Cast) -> None:
    both = (table(people, "Signaaltafel"), table(people, "Signaaltafel"))
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Refused", "UUID"]


async def test_a_table_has_one_chair_at_a_time(people: Cast) -> None:
    by, made = people.administrator, await table(people, "Signaaltafel")
    until = date(2027, 3, 1)
    await seated(made, people.keeper, by, AT, **CHAIRS, valid_until=until)
    again = seated(made, people.police, by, AT, **CHAIRS)
    assert await fields_of(again) == {"part"}
    member = await seated(made, people.police, by, AT)
    risen = SeatChange(**CHAIRS, valid_from=date(2026, 1, 1), version=1)
    assert await fields_of(actions.change_seat(member, risen, by=by, at=AT)) == {"part"}
    after = await seated(made, people.police, by, AT, **CHAIRS, valid_from=until)
    same = SeatChange(**CHAIRS, valid_from=until, basis="Wgs", version=1)
    await actions.change_seat(after, same, by=by, at=AT)
    other = await table(people, "Casustafel")
    await seated(other, people.police, by, AT, **CHAIRS)
