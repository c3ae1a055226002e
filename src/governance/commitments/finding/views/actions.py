"""Keeping lists under a name, for oneself or shared with the own organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import SERVICE, changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, Unread, complain
from governance.base.names import sort_key
from governance.base.permissions import Reach, held_on
from governance.base.views import add, change, lock, unchanged
from governance.commitments.finding.views.forms import ViewChange, ViewForm, ViewRemoval
from governance.commitments.finding.views.queries import KEEP, keeps, view
from governance.commitments.finding.views.rules import plain, view_complaints
from governance.commitments.finding.views.tables import SavedView
from governance.commitments.warning.rules import case_data

# Whoever adds the second of two with one name waits here, and is told.
_ONE_BY_ONE = (
    "select from person where id = $1 for no key update",
    "select from organisation where id = $1 for no key update",
)
_TAKEN = """
select 1 from saved_view where sort_key = $1 and id is distinct from $4
  and (organisation = $2 or $2::uuid is null and organisation is null and person = $3)"""


async def _values(
    form: ViewForm | ViewChange, of: UUID | None, by: Actor, unread: Unread, *stands: str
) -> dict[str, Any]:
    """The columns of a list that is right; raises :class:`Refused` with all that is wrong.
    ``stands``: the name it has already."""
    shared, key = form.organisation_id, sort_key(form.name)[:140]
    await DATABASE.fetch(_ONE_BY_ONE[shared is not None], shared or by.person_id)
    taken = await DATABASE.fetch(_TAKEN, key, shared, by.person_id, of)
    may_share = held_on(by, KEEP, Reach.OWN)
    wrong = view_complaints(form.name, form.query, shared, may_share, taken=bool(taken))
    complain([*wrong, *case_data(form, stands)], unread)
    name, query = form.name.strip(), plain(form.query) or ""
    return {"name": name, "sort_key": key, "query": query, "organisation": shared}


async def _noted(
    verb: str, view_id: UUID, shared: UUID | None, noted: dict[str, Any], by: Actor, at: datetime
) -> None:
    """An entry for whom it is shared with; of a list of one's own only that it changed."""
    told = noted if shared else {}
    await record(shared or SERVICE, verb, "saved_view", view_id, told, by=by, at=at)


async def add_view(form: ViewForm, *, by: Actor, at: datetime, unread: Unread = ()) -> UUID:
    """Keep a list under a name."""
    async with DATABASE.transaction():
        values = await _values(form, None, by, unread)
        made = await add(SavedView(**values, person=by.person_id))
        noted = {"name": values["name"], "filters": values["query"]}
        await _noted("add_view", made, values["organisation"], noted, by, at)
        return made


async def change_view(
    view_id: UUID, form: ViewChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change the name of a list, what it shows, or with whom it is shared.

    What is shared and is not any more is from then on of whoever takes it back.
    """
    async with DATABASE.transaction():
        row = await _kept(view_id, by)
        values = await _values(form, view_id, by, unread, row["name"])
        unchanged(row, form.version)
        await change(SavedView, row, **values, person=by.person_id)
        noted = changed(row, {"name": values["name"], "query": values["query"]})
        shared = values["organisation"] or row["organisation"]
        await _noted("change_view", view_id, shared, noted, by, at)


async def remove_view(
    view_id: UUID, form: ViewRemoval, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Keep a list no longer; the commitments in it stay as they are."""
    async with DATABASE.transaction():
        row = await _kept(view_id, by)
        complain((), unread)
        unchanged(row, form.version)
        await DATABASE.fetch("delete from saved_view where id = $1", view_id)
        noted = {"name": row["name"], "filters": row["query"]}
        await _noted("remove_view", view_id, row["organisation"], noted, by, at)


async def _kept(view_id: UUID, by: Actor) -> dict[str, Any]:
    """The locked list, when the actor sees it and may change it."""
    await view(view_id, by=by)
    row = await lock(SavedView, view_id)
    if not keeps(by, row["organisation"]):
        raise NotAllowed
    return row
