"""Lists of commitments under a name, and changes of priority."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.changing.actions import change_many
from governance.commitments.changing.forms import ChangeForm, LineChosen
from governance.commitments.changing.rules import What
from governance.commitments.finding.views.actions import add_view
from governance.commitments.finding.views.forms import ViewForm
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising.actions import prioritise
from governance.commitments.prioritising.forms import LineSeen, PriorityForm


async def shared_list(organisation: UUID, by: Actor, at: datetime, name: str = "Te laat") -> UUID:
    form = ViewForm(name=name, query="standing=late", organisation_id=organisation)
    return await add_view(form, by=by, at=at)


async def prioritised(agreement: UUID, by: Actor, at: datetime) -> UUID:
    """A change to high of every line of an agreement."""
    rows = await DATABASE.fetch(
        "select id, version from commitment_line where agreement = $1", agreement
    )
    lines = [LineSeen(id=row["id"], version=row["version"]) for row in rows]
    return await prioritise(PriorityForm(priority=Priority.HIGH, lines=lines), by=by, at=at)


async def changed_at_once(agreement: UUID, by: Actor, at: datetime) -> UUID:
    """A change to low of every line of an agreement, by the page for several at once."""
    rows = await DATABASE.fetch("select id from commitment_line where agreement = $1", agreement)
    lines = [LineChosen(id=row["id"]) for row in rows]
    form = ChangeForm(what=What.PRIORITY, to=Priority.LOW, lines=lines)
    return await change_many(form, by=by, at=at)
