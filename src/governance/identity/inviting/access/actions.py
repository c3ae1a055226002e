"""Who may be shown a link: it opens every role of the person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed
from governance.base.permissions import taken_by
from governance.identity.roles.queries import UNTIL
from governance.identity.roles.rules import HeldFor, Target, may_open
from governance.identity.roles.steps.actions import held_on, targets

_ROLES = f"""
select r.kind, r.organisation, r.committee, r."grouping" from role_assignment r
left join filling f on f.id = r.filling left join role_assignment o on o.id = r.stands_in_for
where r.person = $1 and coalesce({UNTIL} > $2, true)"""  # noqa: S608 - constant text


async def opens_no_more(person_id: UUID, by: Actor, at: datetime) -> None:
    """The link is shown to the actor: it opens only roles that the actor could withdraw, and no
    special one to who only stands in there."""
    rows = await DATABASE.fetch(_ROLES, person_id, day(at))
    there = await targets(held for row in rows if (held := held_on(row)))
    service = Target(HeldFor.SERVICE)
    roles = [(RoleKind(r["kind"]), there.get(held_on(r) or person_id, service)) for r in rows]
    if not taken_by(by, lambda way: all(may_open(*role, way) for role in roles)):
        raise NotAllowed
