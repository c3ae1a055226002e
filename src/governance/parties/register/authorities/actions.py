"""Adding, changing and removing an authority of an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import ForeignKeyViolationError

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Refused, Unread, complain
from governance.base.views import add, change, lock, unchanged
from governance.parties.register.actions import chain_of, locked
from governance.parties.register.authorities.forms import AuthorityChangeForm, AuthorityForm
from governance.parties.register.authorities.rules import USED, authority_complaints
from governance.parties.tables import Authority

_OTHERS = "select name from authority where organisation = $1 and id is distinct from $2::uuid"
_GONE = "delete from authority where id = $1"


async def _others(organisation_id: UUID, itself: UUID | None) -> set[str]:
    rows = await DATABASE.fetch(_OTHERS, organisation_id, itself)
    return {row["name"].casefold() for row in rows}


def _values(form: AuthorityForm | AuthorityChangeForm) -> dict[str, Any]:
    function = form.represented_by_function.strip()
    return {"kind": form.kind, "name": form.name.strip(), "represented_by_function": function}


async def _one(organisation_id: UUID, authority_id: UUID) -> dict[str, Any]:
    row = await lock(Authority, authority_id)
    if row["organisation"] != organisation_id:
        raise NotFound
    return row


async def add_authority(
    organisation_id: UUID, form: AuthorityForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Add an authority through which an organisation acts."""
    async with DATABASE.transaction():
        whose = await locked(organisation_id, by)
        complain(authority_complaints(form, await _others(organisation_id, None)), unread)
        values = _values(form)
        made = await add(Authority(organisation=organisation_id, **values))
        told = {"organisation": organisation_id, **values}
        await record(chain_of(whose), "add_authority", "authority", made, told, by=by, at=at)
    return made


async def change_authority(
    organisation_id: UUID, authority_id: UUID, form: AuthorityChangeForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Change an authority. A text that names it already keeps what it says."""
    async with DATABASE.transaction():
        whose = await locked(organisation_id, by)
        row = await _one(organisation_id, authority_id)
        complain(authority_complaints(form, await _others(organisation_id, authority_id)), unread)
        unchanged(row, form.version)
        noted = changed(row, _values(form), organisation=organisation_id)
        if not noted["after"]:
            return
        await change(Authority, row, **_values(form))
        on = ("authority", authority_id)
        await record(chain_of(whose), "change_authority", *on, noted, by=by, at=at)


async def remove_authority(
    organisation_id: UUID, authority_id: UUID, *, by: Actor, at: datetime
) -> None:
    """Remove an authority that no agreement names."""
    async with DATABASE.transaction():
        whose = await locked(organisation_id, by)
        row = await _one(organisation_id, authority_id)
        try:
            async with DATABASE.transaction():
                await DATABASE.fetch(_GONE, authority_id)
        except ForeignKeyViolationError:
            raise Refused([Complaint("", USED)]) from None
        told = {"organisation": organisation_id, "name": row["name"], "kind": row["kind"]}
        on = ("authority", authority_id)
        await record(chain_of(whose), "remove_authority", *on, told, by=by, at=at)
