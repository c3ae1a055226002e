"""Setting up an authenticator app, recovery codes, and judging a code, each code once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Refused, complain
from governance.base.ids import new_id
from governance.base.sealing import opened, seal
from governance.base.views import add_all
from governance.identity.attempts.actions import count, give_back
from governance.identity.factors import rules
from governance.identity.factors.queries import factors_of
from governance.identity.factors.tables import RecoveryCode
from governance.identity.noting.actions import note_refused_code, warn
from governance.identity.rules import FAILURES_PER_PERSON, RECOVERY, attempt_key
from governance.identity.sessions.actions import end_others, renew

_OFFER = """
insert into totp (id, person, last_step, offered, offered_at) values ($1, $2, 0, $3, $4)
on conflict (person) do update set offered = excluded.offered, offered_at = excluded.offered_at
"""
_OFFERED = """
select offered from totp where person = $1 and offered is not null and offered_at > $2 for update
"""
_CONFIRM = """
update totp set secret = offered, confirmed_at = $2, last_step = $3, offered = null,
  offered_at = null where person = $1
"""
_REMOVE = "delete from totp where person = $1 and secret is not null returning id"
_IN_FORCE = "select secret from totp where person = $1 and secret is not null"
_USE_STEP = """
update totp set last_step = $2 where person = $1 and secret = $3 and last_step < $2 returning id
"""
_USE_CODE = """
update recovery_code set used_at = $3 where person = $1 and code_hash = $2 and used_at is null
returning id
"""
_LOCK = "select id from person where id = $1 for update"


class Changed(Struct, frozen=True):
    """What somebody must keep after a change: a new token, and recovery codes where made."""

    token: str
    codes: tuple[str, ...] = ()


def _about(person_id: UUID) -> str:
    return f"{rules.ABOUT} {person_id}"


async def offer_app(*, key: str, by: Actor, at: datetime) -> None:
    """Begin to set up an authenticator app; the one in force stays so until it is confirmed."""
    sealed = seal(key, rules.new_secret().encode(), _about(by.person_id))
    await DATABASE.fetch(_OFFER, new_id(), by.person_id, sealed, at)


async def confirm_app(code: str, *, session_id: UUID, key: str, by: Actor, at: datetime) -> Changed:
    """The app shows the right code: from now on it counts, and other sessions end.

    With the first factor come recovery codes; a session that was for enrolling becomes whole.
    """
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, by.person_id)
        rows = await DATABASE.fetch(_OFFERED, by.person_id, at - rules.OFFERED_FOR)
        complain([] if rows else [Complaint("code", rules.NOT_OFFERED)])
        secret = opened(key, rows[0]["offered"], _about(by.person_id)).decode()
        step = rules.step_of(secret, code, at)
        complain([] if step else [Complaint("code", rules.WRONG_CODE)])
        await DATABASE.fetch(_CONFIRM, by.person_id, at, step)
        codes = await first_codes(by=by)
        changed = await after_change(
            "added_app", session_id=session_id, method=rules.TOTP, by=by, at=at
        )
    return Changed(changed, codes)


async def remove_app(*, session_id: UUID, required: bool, by: Actor, at: datetime) -> Changed:
    """Take the authenticator app away; not the last factor where one is required."""
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, by.person_id)
        await may_go(by.person_id, required)
        if await DATABASE.fetch(_REMOVE, by.person_id):
            await drop_last_codes(by.person_id)
        token = await after_change("removed_app", session_id=session_id, by=by, at=at)
    return Changed(token)


async def renew_codes(*, session_id: UUID, by: Actor, at: datetime) -> Changed:
    """Ten new recovery codes in place of the old ones, for who has a factor to recover."""
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, by.person_id)
        complain([] if await factors_of(by.person_id) else [Complaint("", rules.NO_FACTOR)])
        codes = await _fresh_codes(by.person_id)
        token = await after_change("renewed_recovery_codes", session_id=session_id, by=by, at=at)
    return Changed(token, codes)


async def after_change(
    verb: str, *, session_id: UUID, by: Actor, at: datetime, method: str | None = None
) -> str:
    """What follows on a change of what one signs in with, in its transaction: another token
    for this session, the end of the others, and word of it."""
    token = await renew(session_id, at=at, enrolled=method)
    await end_others(session_id, by=by, at=at)
    await warn(verb, by=by, at=at)
    return token


async def first_codes(*, by: Actor) -> tuple[str, ...]:
    """Recovery codes for who has none: they come with the first factor."""
    had = await DATABASE.fetch(
        "select 1 from recovery_code where person = $1 limit 1", by.person_id
    )
    return () if had else await _fresh_codes(by.person_id)


async def _fresh_codes(person_id: UUID) -> tuple[str, ...]:
    codes = rules.new_codes()
    await DATABASE.fetch("delete from recovery_code where person = $1", person_id)
    await add_all(
        RecoveryCode(person=person_id, code_hash=rules.code_hash(person_id, code)) for code in codes
    )
    return codes


async def may_go(person_id: UUID, required: bool) -> None:
    """Raise ``Refused`` where the last factor would go that must be there."""
    if required and await factors_of(person_id) < 2:
        raise Refused([Complaint("", rules.LAST_FACTOR)])


async def drop_last_codes(person_id: UUID) -> None:
    """Recovery codes recover nothing where there is no factor any more."""
    if not await factors_of(person_id):
        await DATABASE.fetch("delete from recovery_code where person = $1", person_id)


async def judge(person_id: UUID, code: str, *, key: str, at: datetime) -> str:
    """Use up a code of somebody and give how the session begins; ``Refused`` when it is wrong.

    For the service itself: the password was right, or somebody confirms. Counted per person
    before it is judged; each code of an app and each recovery code works once, also when it
    comes twice at the same time.
    """
    limit = {attempt_key("code", str(person_id)): FAILURES_PER_PERSON}
    counted = await count(limit, at=at, field="code", why=rules.TOO_MANY_CODES)
    method = await _used(person_id, code, key, at)
    if method is None:
        await note_refused_code(person_id, at=at)
        raise Refused([Complaint("code", rules.WRONG_CODE)])
    await give_back(counted)
    return method


async def _used(person_id: UUID, code: str, key: str, at: datetime) -> str | None:
    if not rules.is_of_app(code):
        hashed = rules.code_hash(person_id, code)
        return RECOVERY if await DATABASE.fetch(_USE_CODE, person_id, hashed, at) else None
    rows = await DATABASE.fetch(_IN_FORCE, person_id)
    if not rows:
        return None
    secret = opened(key, rows[0]["secret"], _about(person_id)).decode()
    step = rules.step_of(secret, code, at)
    used = step and await DATABASE.fetch(_USE_STEP, person_id, step, rows[0]["secret"])
    return rules.TOTP if used else None
