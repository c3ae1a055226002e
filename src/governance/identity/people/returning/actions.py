"""Who left and is taken up elsewhere at the same address: the same person, with new access."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.views import change, lock
from governance.identity.inviting.making.actions import Invited
from governance.identity.people.forms import JoinForm
from governance.identity.people.renewing.actions import renewed
from governance.identity.people.rules import keys_of
from governance.identity.roles.actions import assigned
from governance.identity.roles.forms import RoleForm
from governance.identity.roles.steps.actions import target_of
from governance.identity.tables import Person


async def come_back(
    person_id: UUID, role: RoleForm, form: JoinForm, *, by: Actor, at: datetime, days: int
) -> Invited:
    """Take up somebody who holds no role any more, as if they were new, in the open transaction.

    A role cannot be offered: nobody without a role signs in to accept it. So what is known from
    before gives way to what is typed now, the old ways in end and their owner is told, and the
    invitation is that of somebody new. The trail goes on with the same person.
    """
    row = await lock(Person, person_id)
    function, name = form.function.strip(), form.name.strip()
    values = {"function": function, "language": form.language}
    await change(Person, row, **values, name=name, **keys_of(function, name, row["email"]))
    noted = changed(row, values)
    chain = (await target_of(role.for_id)).chain
    await record(chain, "join", "person", person_id, noted, by=by, at=at)
    person = {"id": person_id, "function": function}
    await assigned(person, role, by=by, at=at, told=False)
    return await renewed(person_id, by=by, at=at, days=days)
