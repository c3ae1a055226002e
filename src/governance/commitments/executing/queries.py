"""Who carries out the commitment of one party, and whether that may be said now."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.rules import ENDED
from governance.commitments.sharing.queries import SIGHT, sees, told
from governance.parties.choosing.queries import Asked, offered


class ExecutionView(Struct, frozen=True, rename="camel"):
    """How one party has a commitment carried out. ``agreed``: by whom for all that owe it, where
    another organisation does; ``version`` 0: nothing was said yet. No ``state`` where the reader is
    not told it."""

    line_id: UUID
    commitment_id: UUID
    organisation_id: UUID
    organisation: str
    number: int
    title: str
    agreement_id: UUID
    agreement: str
    agreement_state: str
    state: str
    agreed: str | None
    how: str
    executor_organisation_id: UUID | None
    executor_organisation: str | None
    why: str
    version: int

    @property
    def open(self) -> bool:
        """Whether it can be said now."""
        return self.agreement_state == "in_force" and self.state not in ENDED


_ONE = f"""
select l.id as line_id, c.id as commitment_id, o.id as organisation_id, o.name as organisation,
       c.position as number, c.title,
       a.id as agreement_id, a.short_title as agreement, a.state as agreement_state,
       {told("state", "''")} as state, g.name as agreed, coalesce(x.how, 'agreed') as how,
       x.executor_organisation as executor_organisation_id, e.name as executor_organisation,
       coalesce(x.why, '') as why, coalesce(x.version, 0) as version
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
left join organisation g on g.id = c.executor_organisation
left join line_execution x on x.commitment_line = l.id
left join organisation e on e.id = x.executor_organisation
{SIGHT}
where {TAKING_PART} and l.id = $5"""  # noqa: S608 - constant text


async def execution_of(line_id: UUID, *, by: Actor) -> ExecutionView:
    """How a party has a commitment carried out: 1 query. Raises :class:`NotFound`."""
    found = await fetch(ExecutionView, _ONE, *sees(by), line_id)
    if not found:
        raise NotFound
    return found[0]


def may_execute(view: ExecutionView, by: Actor) -> bool:
    """Whether this actor may say now who carries it out."""
    return view.open and may(by, "commitment.execute", own=view.organisation_id)


async def executors(view: ExecutionView, *, by: Actor, today: date) -> list[tuple[UUID, str]]:
    """The organisations to choose from: those near, and the one that does so now: 1 query."""
    also = [view.executor_organisation_id] if view.executor_organisation_id else []
    near = Asked(view.organisation_id, also=also)
    found = await offered(by, near, today=today)
    return [(one.id, one.name) for one in found if one.id != view.organisation_id]
