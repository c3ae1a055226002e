"""What the trail notes of who came in, went out, and was not let in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import NOBODY, Result, Unkept
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.noting.queries import chain_of, chain_of_person, receiver
from governance.identity.noting.words import ACCOUNT_WORDS, PASSWORD_CHANGED
from governance.notices.actions import post
from governance.notices.letters.rules import FactorChanged, Letter, PasswordChanged
from governance.notices.rules import unreceivable
from governance.web.addresses import page

WARNED_FOR = timedelta(days=7)
"""A warning that could not be sent for so long is not sent any more."""


async def note(
    verb: str, kind: str, thing_id: UUID, changes: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Note an act of somebody on their own account or session, in the transaction of its action."""
    await record(await chain_of(by), verb, kind, thing_id, changes, by=by, at=at)


async def warn(verb: str, *, by: Actor, at: datetime) -> None:
    """Note a change of what somebody signs in with, and tell its owner by mail.

    In the transaction of the change.
    """
    await note(verb, "person", by.person_id, {}, by=by, at=at)
    link = page("account")
    changed = verb == PASSWORD_CHANGED
    await _tell(
        PasswordChanged(at, link) if changed else FactorChanged(ACCOUNT_WORDS[verb], at, link),
        by=by,
        at=at,
    )


async def tell_owner(what: str, *, by: Actor, at: datetime) -> None:
    """Tell somebody by mail of a change of what they sign in with, which is noted already."""
    await _tell(FactorChanged(what, at, page("account")), by=by, at=at)


async def _tell(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Who has no address, or one to which nothing can be sent, is not told: the change stands all
    the same."""
    to = await receiver(by.person_id)
    if any(unreceivable(to.address, "address")):
        return
    cause, until = ("person", by.person_id), at + WARNED_FOR
    chain = await chain_of(by)
    await post(chain, to, letter, cause=cause, by=by, at=at, useful_until=until)


async def note_refused_sign_in(typed: str, person_id: UUID | None, *, at: datetime) -> None:
    """Note that somebody was not let in, in a transaction of its own.

    The name stands apart from the entry. Where nobody has that name only its salted hash is
    kept: it may be a password that was typed in the wrong field.
    """
    name = typed.strip().casefold()
    async with DATABASE.transaction():
        await record(
            await chain_of_person(person_id), "sign_in", "person",
            person_id or NOBODY.person_id, {}, by=NOBODY, at=at, result=Result.REFUSED,
            personal={"name": name if person_id else Unkept(name)}, person_id=person_id,
        )  # fmt: skip


async def note_refused_code(person_id: UUID, *, at: datetime) -> None:
    """Note that a code or passkey of a second step was wrong, in a transaction of its own.

    The password was right: whoever it was came this far.
    """
    async with DATABASE.transaction():
        await record(
            await chain_of_person(person_id), "second_step", "person", person_id, {},
            by=NOBODY, at=at, result=Result.REFUSED, person_id=person_id,
        )  # fmt: skip


async def note_refusal(
    verb: str, kind: str, thing_id: UUID, changes: dict[str, str],
    *, by: Actor, at: datetime, result: Result = Result.REFUSED,
) -> None:  # fmt: skip
    """Note that somebody who is signed in was refused, or met a failure of ours, by itself: who
    asks for what is not theirs costs no transaction."""
    home = await chain_of(by)
    await record(home, verb, kind, thing_id, changes, by=by, at=at, result=result, alone=True)
