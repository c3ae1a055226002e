"""A party says who carries out a commitment for it: by whom, when, and who is told."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.executing.actions import execute_otherwise
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.executing.queries import execution_of, may_execute
from governance.commitments.withdrawing.actions import remove_lines

ITSELF = ExecutionForm("itself", None, "Wij doen het zelf.", 0)


async def line_of(agreement: UUID, organisation: UUID) -> UUID:
    [row] = await DATABASE.fetch(
        "select id from commitment_line where agreement = $1 and organisation = $2",
        agreement, organisation,
    )  # fmt: skip
    found: UUID = row["id"]
    return found


async def begun() -> tuple[Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast, executor_organisation_id=cast.police)
    return cast, agreement, await line_of(agreement, cast.north)


async def test_a_party_deviates_changes_that_and_goes_back(database: Database) -> None:
    cast, _, line = await begun()
    by = cast.pin_north
    before, queries = await counted(execution_of(line, by=by))
    assert (before.how, before.version, queries) == ("agreed", 0, 1)
    assert before.agreed and may_execute(before, by)
    await execute_otherwise(line, ITSELF, by=by, at=AT)
    other = ExecutionForm("other", cast.south, "Zuiddorp doet het.", 1)
    await execute_otherwise(line, other, by=by, at=AT)
    view = await execution_of(line, by=cast.administrator)
    assert (view.how, view.executor_organisation_id, view.version) == ("other", cast.south, 2)
    await execute_otherwise(line, ExecutionForm("agreed", version=2), by=by, at=AT)
    back = await execution_of(line, by=by)
    assert (back.how, back.executor_organisation, back.why) == ("agreed", None, "")
    acts = await history(view.commitment_id, by=cast.pin_north)
    assert [act.verb for act in acts] == ["execute_otherwise"] * 3


async def test_only_who_owes_it_says_so_and_an_outsider_sees_nothing(database: Database) -> None:
    cast, _, line = await begun()
    for other in (cast.pin_south, cast.secretary):
        with pytest.raises(NotAllowed):
            await execute_otherwise(line, ITSELF, by=other, at=AT)
        assert not may_execute(await execution_of(line, by=other), other)
    with pytest.raises(NotFound):
        await execution_of(line, by=cast.outsider)
    with pytest.raises(NotFound):
        await execute_otherwise(line, ITSELF, by=cast.outsider, at=AT)


async def test_what_is_wrong_is_told_at_once(database: Database) -> None:
    cast, _, line = await begun()
    form = ExecutionForm("other", new_id(), "", 0)
    with pytest.raises(Refused) as refused:
        await execute_otherwise(line, form, by=cast.pin_north, at=AT)
    assert [c.field for c in refused.value.complaints] == ["why", "executorOrganisationId"]
    assert (await execution_of(line, by=cast.pin_north)).version == 0


async def test_of_two_at_once_one_wins_and_the_other_is_told(database: Database) -> None:
    cast, _, line = await begun()
    done = await asyncio.gather(
        *(execute_otherwise(line, ITSELF, by=cast.pin_north, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one) for one in done if one) == [Overtaken]
    assert (await execution_of(line, by=cast.pin_north)).version == 1


@pytest.mark.parametrize("change", ["state = 'lapsed'", "state = 'done'"])
async def test_of_what_is_over_nothing_is_said_any_more(database: Database, change: str) -> None:
    cast, _, line = await begun()
    await DATABASE.fetch(f"update commitment_line set {change} where id = $1", line)
    with pytest.raises(WrongState):
        await execute_otherwise(line, ITSELF, by=cast.pin_north, at=AT)


async def test_it_goes_with_the_line_when_an_agreement_is_a_draft_again(database: Database) -> None:
    cast, agreement, line = await begun()
    await execute_otherwise(line, ITSELF, by=cast.pin_north, at=AT)
    assert await remove_lines(agreement, by=cast.administrator, at=AT) == 2
    assert await DATABASE.fetch("select id from line_execution") == []
