"""Whoever acts on people, roles, tokens and reviews while standing in does so for who that is.

The trail keeps it in the same way as for agreements: by the role that it took to do it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import (
    AT,
    DAYS,
    TODAY,
    as_of,
    joining,
    password_of,
    role,
    standing_in_for,
)
from tests.builders.reviews import LATER, answered, begun, completed
from tests.builders.tokens import token

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.identity.inviting.actions import accept, send_again, withdraw
from governance.identity.inviting.forms import AcceptForm
from governance.identity.people.actions import end_sessions, join, move
from governance.identity.people.describing.actions import change_details
from governance.identity.people.forms import DetailsForm, MoveForm, RenewalForm
from governance.identity.people.renewing.actions import new_access
from governance.identity.reviewing.queries import review
from governance.identity.roles.actions import end_role, give_role, stand_in
from governance.identity.roles.forms import EndForm, StandInForm
from governance.identity.tokens.actions import withdraw_token
from governance.overview.handover.actions import leave
from governance.overview.handover.forms import LeavingForm

LATER_ON = TODAY + timedelta(days=30)


async def noted(by: Actor) -> dict[str, tuple[str, str, str]]:
    """What somebody did, each act with what they were, for whom they stood in, and for whom."""
    rows = await DATABASE.fetch(
        "select verb, function, stands_in_for, on_behalf_of from trail_entry"
        " where actor_id = $1 order by at, id", by.person_id,
    )  # fmt: skip
    return {row["verb"]: tuple(row)[1:] for row in rows}


async def taken_up(people: Cast, by: Actor, email: str = "een@example.org") -> UUID:
    made = await join(joining(email, people.keeper), by=by, at=AT, days=DAYS)
    return made.person_id


async def deputy_of(people: Cast) -> Actor:
    """A reader who stands in for the administrator of the keeper."""
    return await standing_in_for(people.administrator, people.keeper)


def told(by: Actor, people: Cast) -> tuple[str, str, str]:
    holder = people.administrator.function
    return (by.function, holder, holder)


async def test_joining_giving_and_inviting_are_done_for_who_is_stood_in_for(
    database: Database,
) -> None:
    people = await cast()
    by = await deputy_of(people)
    who = await taken_up(people, by)
    await send_again(who, by=by, at=AT, days=DAYS)
    [open_one] = await DATABASE.fetch("select id from invitation where ended_at is null")
    await withdraw(open_one["id"], by=by, at=AT)
    made = await give_role(
        who, role(RoleKind.AUDITOR, people.keeper, valid_until=LATER_ON), by=by, at=AT
    )
    await end_role(made, EndForm(LATER_ON - timedelta(days=1)), by=by, at=AT)
    [reads] = await DATABASE.fetch(
        "select id from role_assignment where person = $1 and kind = 'reader'", who
    )
    colleague = await actor(RoleKind.AUDITOR, organisation=people.keeper)
    form = StandInForm(colleague.person_id, TODAY, LATER_ON)
    await stand_in(reads["id"], form, by=by, at=AT)
    done = await noted(by)
    assert {"join", "invite", "withdraw_invitation", "give_role", "end_role", "stand_in"} <= set(
        done
    )
    assert set(done.values()) == {told(by, people)}


async def test_details_sessions_access_moving_and_leaving_as_well(database: Database) -> None:
    people = await cast()
    by = await deputy_of(people)
    who = await taken_up(people, people.administrator)
    await password_of(who)
    await DATABASE.fetch("update person set password_hash = 'x' where id = $1", who)
    await change_details(who, DetailsForm("adviseur"), by=by, at=AT)
    await DATABASE.fetch(
        "insert into session (id, person, token_hash, made_at, seen_at, method)"
        " values (gen_random_uuid(), $1, 'x', $2, $2, 'password')", who, AT,
    )  # fmt: skip
    assert await end_sessions(who, by=by, at=AT) == 1
    await new_access(who, RenewalForm(), by=by, at=AT, days=DAYS, providers=())
    await move(who, MoveForm(people.keeper, LATER_ON), by=by, at=AT)
    goes = await actor(RoleKind.AUDITOR, organisation=people.keeper)
    await leave(goes.person_id, LeavingForm(TODAY), by=by, at=AT)
    done = await noted(by)
    assert {"change_details", "end_sessions", "new_access", "end_role", "leave"} <= set(done)
    assert set(done.values()) == {told(by, people)}


async def test_tokens_as_well(database: Database) -> None:
    people = await cast()
    by = await deputy_of(people)
    made = await token(people.keeper, by=by, at=AT)
    await withdraw_token(made.id, by=by, at=AT)
    done = await noted(by)
    assert {"make_token", "give_role", "withdraw_token", "end_role"} <= set(done)
    assert set(done.values()) == {told(by, people)}


async def test_reviews_as_well(database: Database) -> None:
    people = await cast()
    by = await deputy_of(people)
    gone = await actor(RoleKind.AUDITOR, organisation=people.keeper)
    made = await begun(people.keeper, by)
    [mine] = [role.id for role in by.roles if role.stands_in_for]
    await answered(made, people.administrator, only=(mine,))
    rest = {line.assignment_id for line in (await review(made, by=by, at=LATER)).held} - {mine}
    await answered(made, by, gone.roles[0].id, only=tuple(rest))
    await completed(made, by)
    done = await noted(by)
    assert {"begin_review", "answer_review", "complete_review", "end_role"} <= set(done)
    assert set(done.values()) == {told(by, people)}


async def test_what_takes_no_role_of_somebody_else_is_done_by_oneself(database: Database) -> None:
    people = await cast()
    by = await standing_in_for(people.administrator, people.keeper, deputy=people.secretary)
    form = joining("lid@example.org", people.committee, kind=RoleKind.MEMBER)
    made = await join(form, by=by, at=AT, days=DAYS)
    machine = await token(people.committee, by=by, at=AT)
    await withdraw_token(machine.id, by=by, at=AT)
    await change_details(made.person_id, DetailsForm("adviseur"), by=by, at=AT)
    done = await noted(by)
    assert {"join", "invite", "make_token", "withdraw_token", "change_details"} <= set(done)
    assert set(done.values()) == {(by.function, "", by.function)}
    await begun(people.keeper, by)
    assert (await noted(by))["begin_review"] == told(by, people)


async def test_giving_up_a_role_of_ones_own_is_done_for_nobody_else(database: Database) -> None:
    people = await cast()
    by = await deputy_of(people)
    mine = [r for r in by.roles if not r.stands_in_for]
    await end_role(mine[0].id, EndForm(LATER_ON), by=by, at=AT)
    assert (await noted(by))["end_role"] == (by.function, "", by.function)


async def test_a_committee_that_is_stood_in_for_gives_its_roles_for_the_secretary(
    database: Database,
) -> None:
    people = await cast()
    by = await standing_in_for(people.secretary, people.keeper)
    form = joining("lid@example.org", people.committee, kind=RoleKind.MEMBER)
    await join(form, by=by, at=AT, days=DAYS)
    holder = people.secretary.function
    assert set((await noted(by)).values()) == {(by.function, holder, holder)}
    with pytest.raises(NotFound):
        await end_sessions(people.outsider.person_id, by=by, at=AT)


async def test_a_role_that_was_offered_is_given_for_who_was_stood_in_for(
    database: Database,
) -> None:
    people = await cast()
    by = await deputy_of(people)
    await DATABASE.fetch(
        "update person set email = 'ander@example.org', password_hash = 'x' where id = $1",
        people.outsider.person_id,
    )
    made = await join(joining("ander@example.org", people.keeper), by=by, at=AT, days=DAYS)
    assert made.offered
    them: Any = await as_of(people.outsider.person_id, AT)
    await accept(made.token, AcceptForm(), by=them, address="192.0.2.1", at=AT)
    done = await noted(by)
    assert done["give_role"] == done["invite"] == told(by, people)
    assert (await noted(them))["accept_invitation"] == (them.function, "", them.function)
