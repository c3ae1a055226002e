"""Who may be shown a link: it opens every role of the person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed
from governance.base.permissions import taken_by
from governance.identity.roles.rules import HeldFor, Target, may_end
from governance.identity.roles.steps.actions import held_on, targets

_ROLES = """
select kind, organisation, committee, "grouping" from role_assignment
where person = $1 and (valid_until is null or valid_until > $2)"""


async def opens_no_more(person_id: UUID, by: Actor, at: datetime) -> None:
    """The link is shown to the actor: it may open no role that the actor could not withdraw."""
    rows = await DATABASE.fetch(_ROLES, person_id, day(at))
    there = await targets(held for row in rows if (held := held_on(row)))
    service = Target(HeldFor.SERVICE)
    roles = [(RoleKind(r["kind"]), there.get(held_on(r) or person_id, service)) for r in rows]
    if not taken_by(by, lambda way: all(may_end(*role, way) for role in roles)):
        raise NotAllowed
