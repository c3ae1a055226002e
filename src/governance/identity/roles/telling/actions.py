"""What is told by mail of a role, in the transaction of its cause."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor, RoleKind
from governance.base.words import translate
from governance.identity.noting.queries import receiver
from governance.identity.roles.rules import HeldFor, Target
from governance.identity.roles.words import FOR_WORDS, ROLE_WORDS
from governance.notices.actions import post
from governance.notices.letters.rules import Letter, RoleGiven, RoleWithdrawn
from governance.notices.rules import Receiver


def held_for_said(name: str, language: str) -> str:
    """For whom a role is held, in words."""
    return name or translate(language, FOR_WORDS[HeldFor.SERVICE])


async def tell_given(
    role_id: UUID, person: UUID, kind: RoleKind, target: Target, begins: date, ends: date | None,
    *, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Tell somebody of a role that somebody else gave."""
    to = await receiver(person)
    held_for = held_for_said(target.name, to.language)
    letter = RoleGiven(ROLE_WORDS[kind], held_for, by.function, begins, ends)
    await _tell(role_id, to, letter, target, by, at)


async def tell_withdrawn(
    row: dict[str, Any], target: Target, ends: date, *, by: Actor, at: datetime
) -> None:
    """Tell somebody of a role that somebody else let end."""
    to = await receiver(row["person"])
    held_for = held_for_said(target.name, to.language)
    letter = RoleWithdrawn(ROLE_WORDS[row["kind"]], held_for, by.function, ends)
    await _tell(row["id"], to, letter, target, by, at)


async def _tell(
    role_id: UUID, to: Receiver, letter: Letter, target: Target, by: Actor, at: datetime
) -> None:
    if to.person_id != by.person_id:
        await post(target.chain, to, letter, cause=("role", role_id), by=by, at=at)
