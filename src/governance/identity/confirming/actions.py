"""Confirming that it is still you."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Refused
from governance.identity.account.actions import confirm_password
from governance.identity.confirming.forms import ConfirmForm
from governance.identity.confirming.rules import EITHER
from governance.identity.factors.actions import judge
from governance.identity.noting.actions import note
from governance.identity.passkeys.actions import prove
from governance.identity.passkeys.rules import CONFIRM, PASSKEY, Site
from governance.identity.sessions.actions import renew


async def confirm(form: ConfirmForm, *, session_id: UUID, key: str, by: Actor, at: datetime) -> str:
    """Confirm with the password or a code, and give the new token of the session."""
    if form.code:
        used = await judge(by.person_id, form.code, key=key, at=at)
        method = used.removeprefix("password_")
    elif form.password:
        await confirm_password(form.password, by=by, at=at)
        method = "password"
    else:
        raise Refused([Complaint("password", EITHER)])
    return await confirmed(session_id, method, by=by, at=at)


async def confirm_by_passkey(
    credential: str, *, session_id: UUID, site: Site, by: Actor, at: datetime
) -> str:
    """Confirm with a passkey, and give the new token of the session."""
    await prove(credential, CONFIRM, by.person_id, site=site, at=at)
    return await confirmed(session_id, PASSKEY, by=by, at=at)


async def confirmed(session_id: UUID, method: str, *, by: Actor, at: datetime) -> str:
    """Note that the owner of a session showed again who it is, by whatever method.

    Also for who signed in at a provider and did so once more.
    """
    async with DATABASE.transaction():
        token = await renew(session_id, at=at)
        await note("confirmed", "session", session_id, {"confirmed_by": method}, by=by, at=at)
    return token
