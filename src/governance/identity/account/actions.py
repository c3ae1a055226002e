"""Another password."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Overtaken, Refused, Unread, WrongState, complain
from governance.identity.account import rules
from governance.identity.account.forms import PasswordForm
from governance.identity.account.queries import known_of
from governance.identity.attempts.actions import count, give_back
from governance.identity.factors.actions import Changed, after_change
from governance.identity.passwords import guessed_by, hash_password, matches
from governance.identity.rules import FAILURES_PER_PERSON, attempt_key

_HASH = "select password_hash from person where id = $1 and password_hash <> ''"
_CHANGE = """
update person set password_hash = $3, version = version + 1
where id = $1 and password_hash = $2 returning id
"""


async def change_password(
    form: PasswordForm, *, unread: Unread, session_id: UUID, by: Actor, at: datetime
) -> Changed:
    """Another password for the actor, who gives the one of now; other sessions end."""
    rows = await DATABASE.fetch(_HASH, by.person_id)
    if not rows:
        raise WrongState("change_password", "no_password", rules.NO_PASSWORD)
    held = rows[0]["password_hash"]
    complaints = list(await weaknesses(form.new_password, by.person_id, "newPassword"))
    if form.password and not await right(form.password, held, by.person_id, at, "password"):
        complaints.append(Complaint("password", rules.WRONG_NOW))
    elif form.password and form.password == form.new_password:
        complaints.append(Complaint("newPassword", rules.SAME))
    complain(complaints, unread)
    hashed = await hash_password(form.new_password)
    async with DATABASE.transaction():
        if not await DATABASE.fetch(_CHANGE, by.person_id, held, hashed):
            raise Overtaken
        token = await after_change("changed_password", session_id=session_id, by=by, at=at)
    return Changed(token)


async def weaknesses(password: str, person_id: UUID, field: str) -> tuple[Complaint, ...]:
    """What is wrong with a password that somebody chooses, now or at an invitation."""
    fits = rules.SHORTEST <= len(password) <= rules.LONGEST
    how = await guessed_by(password, await known_of(person_id)) if fits else ""
    return tuple(rules.complaints(password, how, field))


async def right(password: str, held: str, person_id: UUID, at: datetime, field: str) -> bool:
    """Whether somebody who is signed in gives the right password; counted before it is judged."""
    limit = {attempt_key("password", str(person_id)): FAILURES_PER_PERSON}
    counted = await count(limit, at=at, field=field, why=rules.TOO_MANY_NOW)
    if not await matches(held, password):
        return False
    await give_back(counted)
    return True


async def confirm_password(password: str, *, by: Actor, at: datetime) -> None:
    """Raise ``Refused`` unless this is the password of the actor."""
    rows = await DATABASE.fetch(_HASH, by.person_id)
    held = rows[0]["password_hash"] if rows else ""
    if not await right(password, held, by.person_id, at, "password"):
        raise Refused([Complaint("password", rules.WRONG_NOW)])
