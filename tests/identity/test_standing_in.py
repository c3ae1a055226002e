"""Who stands in for another acts as that function; the trail keeps who typed and for whom."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import agreements as build
from tests.builders import parties

from governance.agreements.sharing.actions import share_draft
from governance.audit.queries import history
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.views import add
from governance.identity.queries import roles_of
from governance.identity.tables import RoleAssignment

SINCE = date(2020, 1, 1)


async def test_who_stands_in_acts_on_behalf_of_the_holder_and_only_as_long_as_it_holds_the_role(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    [held] = cast.administrator.roles
    deputy = await parties.actor(RoleKind.READER, organisation=cast.keeper)
    await add(
        RoleAssignment(
            person=deputy.person_id, kind="administrator", organisation=cast.keeper,
            stands_in_for=held.id, valid_from=SINCE, valid_until=day(build.AT) + timedelta(days=1),
        )
    )  # fmt: skip

    async def now(days: int) -> Actor:
        roles = await roles_of(deputy.person_id, build.AT + timedelta(days=days))
        return Actor(deputy.person_id, deputy.function, roles)

    both = await now(0)
    assert {role.kind for role in both.roles} == {RoleKind.READER, RoleKind.ADMINISTRATOR}
    await share_draft(made, by=both, at=build.AT)
    last = (await history(made, by=both))[-1]
    assert (last.actor_id, last.on_behalf_of) == (
        deputy.person_id, cast.administrator.function,
    )  # fmt: skip
    assert {role.kind for role in (await now(1)).roles} == {RoleKind.READER}
    await DATABASE.fetch(
        "update role_assignment set valid_until = $1 where id = $2", day(build.AT), held.id
    )
    ended = {role.kind for role in (await now(0)).roles}
    assert ended == {RoleKind.READER}, "the role that was stood in for has ended"
