"""What a review knows of machines and of who works elsewhere, and how the roles of a token end."""

from __future__ import annotations

import pytest
from tests.builders.parties import actor, cast
from tests.builders.people import another_administrator
from tests.builders.reviews import AT, LATER, answered, begun, completed
from tests.builders.tokens import comes_in, token
from tests.identity.test_reviews import DAY, verbs

from governance.audit.queries import broken_at
from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.base.views import add
from governance.identity.reviewing.queries import review
from governance.identity.reviewing.rules import Answer, Change, Factor, ReviewKind
from governance.identity.tables import RoleAssignment
from governance.identity.tokens.queries import tokens
from governance.identity.tokens.rules import TokenState
from governance.identity.tokens.using.queries import machine


async def test_what_is_withdrawn_of_a_token_ends_and_the_token_with_its_last_role(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    kinds = (RoleKind.ADMINISTRATOR, RoleKind.READER)
    one = await token(people.keeper, *kinds, by=by, at=AT, name="een")
    two = await token(people.keeper, *kinds, by=by, at=AT, name="twee")
    made = await begun(people.keeper, by)
    view = await review(made, by=by, at=LATER)
    of = {(line.function, line.kind): line.assignment_id for line in view.lines if line.machine}
    gone = [of["een", kind] for kind in kinds] + [of["twee", RoleKind.ADMINISTRATOR]]
    await answered(made, by, *gone)
    await completed(made, by)
    assert await machine(one.token, at=LATER) is None, "nobody comes in with it"
    assert {role.kind for role in (await comes_in(two, LATER)).roles} == {RoleKind.READER}
    after = await review(made, by=by, at=LATER)
    assert {line.assignment_id for line in after.answered(Answer.WITHDRAW)} == set(gone)
    assert [line.change for line in after.lines] == [Change.NONE] * 7, "nothing ended by itself"
    assert after.intact
    states = {t.name: t.state for t in (await tokens(by=by, at=LATER, page=1)).tokens}
    assert states == {"een": TokenState.WITHDRAWN, "twee": TokenState.WORKS}
    assert (await verbs(people.keeper))[-5:] == [
        "end_role", "end_role", "end_role", "withdraw_token", "complete_review",
    ]  # fmt: skip
    assert await broken_at(people.keeper) is None


async def test_who_made_a_token_does_not_confirm_its_special_rights_where_a_colleague_can(
    database: Database,
) -> None:
    people = await cast()
    by, second = people.administrator, await another_administrator(people.keeper)
    await token(people.keeper, RoleKind.ADMINISTRATOR, RoleKind.READER, by=by, at=AT)
    made = await begun(people.keeper, by)
    lines = (await review(made, by=by, at=LATER)).lines
    [special] = [line.assignment_id for line in lines if line.machine and line.special]
    [plain] = [line.assignment_id for line in lines if line.machine and not line.special]
    with pytest.raises(Refused) as refused:
        await answered(made, by, only=(special,))
    assert [one.field for one in refused.value.complaints] == [f"answers.{special}.answer"]
    await answered(made, by, only=(plain,))
    await answered(made, second, only=(special,))


async def test_of_who_works_elsewhere_a_review_knows_only_function_and_role(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    elsewhere = await actor(RoleKind.MEMBER, committee=people.committee)
    since = {"valid_from": day(AT), "organisation": people.north}
    await add(RoleAssignment(person=elsewhere.person_id, kind="linking_pin", **since))
    made_by = await token(people.keeper, RoleKind.READER, by=by, at=AT)
    await DATABASE.fetch("update person set name = 'een naam', last_signed_in_on = $1", DAY)
    await DATABASE.fetch("update api_token set last_used_at = $1 where id = $2", LATER, made_by.id)
    made = await begun(people.keeper, by)
    await answered(made, by)
    for done in (False, True):
        if done:
            await completed(made, by)
        view = await review(made, by=by, at=LATER)
        of = {line.person_id: line for line in view.lines}
        told = of[elsewhere.person_id]
        assert (told.name, told.last_signed_in_on, told.factor) == ("", None, Factor.UNKNOWN)
        own = of[people.chair.person_id]
        assert (own.name, own.last_signed_in_on, own.factor) == ("een naam", DAY, Factor.NONE)
        [machine_line] = [line for line in view.lines if line.machine]
        assert machine_line.last_signed_in_on == DAY, "the day of its last use"


async def test_a_token_is_nobody_who_is_left_to_administer_and_gets_no_letter(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await token(people.keeper, RoleKind.ADMINISTRATOR, by=by, at=AT)
    review_id = await begun(people.keeper, by, kind=ReviewKind.SPECIAL)
    lines = (await review(review_id, by=by, at=LATER)).lines
    [own] = [line.assignment_id for line in lines if line.person_id == by.person_id]
    [machines] = [line.assignment_id for line in lines if line.machine]
    await answered(review_id, by, own)
    with pytest.raises(Refused) as refused:
        await completed(review_id, by)
    assert [one.field for one in refused.value.complaints] == [f"answers.{own}.answer"]
    assert await machine(made.token, at=LATER), "all of it or nothing"
    await answered(review_id, by, machines)
    await completed(review_id, by)
    rows = await DATABASE.fetch("select 1 from notice where kind = 'role_withdrawn'")
    assert rows == [], "no letter goes to a machine"
