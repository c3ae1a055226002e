"""What is told by mail of a role, in the transaction of its cause."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.words import translate
from governance.identity.noting.queries import receiver
from governance.identity.roles.rules import HeldFor, Target
from governance.identity.roles.words import FOR_WORDS, ROLE_WORDS
from governance.notices.actions import post
from governance.notices.letters.rules import Letter, RoleGiven, RoleWithdrawn, StandingIn
from governance.notices.rules import Receiver

_STANDING = """
select r.kind, r.person, r.valid_from, r.valid_until, p.function, h.function as holder
from role_assignment r join person p on p.id = r.person
join role_assignment o on o.id = r.stands_in_for join person h on h.id = o.person where r.id = $1"""
_TOLD = """
select distinct p.id, p.email, p.language from role_assignment r join person p on p.id = r.person
where r.person <> $3 and r.valid_from <= $2 and p.erased_at is null
  and (r.valid_until is null or r.valid_until > $2)
  and (r.id = (select stands_in_for from role_assignment where id = $1)
       or r.person = (select person from role_assignment where id = $1) or r.kind = case
       when $4::uuid is null then 'system_administrator' else 'administrator' end
       and r.organisation is not distinct from $4) order by p.id"""


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


async def tell_standing_in(role_id: UUID, target: Target, *, by: Actor, at: datetime) -> None:
    """Tell who stands in and until when: who does, whom it is for, and who administers there."""
    [row] = await DATABASE.fetch(_STANDING, role_id)
    for one in await DATABASE.fetch(_TOLD, role_id, day(at), by.person_id, target.keeper):
        to = Receiver(one["email"], one["language"], one["id"])
        held_for = held_for_said(target.name, to.language)
        letter = StandingIn(
            ROLE_WORDS[row["kind"]], held_for, row["holder"], row["function"],
            row["valid_from"], row["valid_until"], by.function,
        )  # fmt: skip
        await _tell(role_id, to, letter, target, by, at)


async def _tell(
    role_id: UUID, to: Receiver, letter: Letter, target: Target, by: Actor, at: datetime
) -> None:
    if to.person_id != by.person_id:
        await post(target.chain, to, letter, cause=("role", role_id), by=by, at=at)
