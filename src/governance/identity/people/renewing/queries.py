"""Whether somebody can get new access, and why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, WrongState
from governance.identity.inviting.access.actions import opens_no_more
from governance.identity.queries import CAME_IN, holds_any
from governance.web.addresses import page

ONESELF = N_("Nobody gives themselves new access: ask somebody else who may give it.")
NO_ROLE = N_("This person holds no role any more: give one first.")
NOT_IN = N_("This person has not come in yet. Make a new invitation.")
BY_PROVIDER = N_(
    "This person signs in with the account of their organisation. Who lost that, gets it back "
    "there: ask the helpdesk of that organisation."
)
_WAYS = f"""
select {CAME_IN} as came_in, {holds_any("$3")} as holds,
       exists (select from identity_link l
               where l.person = p.id and l.provider = any($2::text[])) as by_provider
from person p where p.id = $1"""  # noqa: S608 - constant text


async def renewable(
    person_id: UUID, providers: Collection[str], *, by: Actor, at: datetime
) -> None:
    """Raise where somebody whom the actor sees gets no new access from the actor.

    ``providers``: those that the service offers now. With an account of one that is gone
    nobody comes in, so that is taken away like every other way.
    """
    back = page("people", person_id)
    if person_id == by.person_id:
        raise WrongState("new_access", "oneself", ONESELF, back)
    await opens_no_more(person_id, by, at)
    [row] = await DATABASE.fetch(_WAYS, person_id, sorted(providers), day(at))
    if not row["holds"]:
        raise WrongState("new_access", "no_role", NO_ROLE, back)
    if row["by_provider"]:
        raise WrongState("new_access", "by_provider", BY_PROVIDER, back)
    if not row["came_in"]:
        raise WrongState("new_access", "not_in", NOT_IN, back)
